/** The few AWS calls that the stack makes itself, as plain HTTP: JSON in, JSON out, one credential a caller. */
import { type AwsCalls, awsCalls } from '../../pollers/aws-calls.ts'
import { region } from '../cloudformation/place.ts'
import { LocalError } from '../errors.ts'

/** Calls AWS in the name of one access key. */
export interface AwsClient extends AwsCalls {
  /** Makes a bucket; there may be one already. */
  readonly createBucket: (name: string) => Promise<void>
}

const isoBasic = (date: Date): string => date.toISOString().replace(/[-:]|\.\d+/g, '')

/** Says who calls, in the form of a signature. The servers on this machine check none, so it is none. */
const authorization = (accessKeyId: string, signingName: string, time: string): string => {
  const scope = `${accessKeyId}/${time.slice(0, 8)}/${region}/${signingName}/aws4_request`
  return `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`
}

/**
 * A client of the services behind one endpoint.
 *
 * @param accessKeyId who calls
 */
export const awsClient = (endpoint: string, accessKeyId: string): AwsClient => {
  const send = async (path: string, signingName: string, init: RequestInit): Promise<Response> => {
    const time = isoBasic(new Date())
    const headers = {
      ...init.headers,
      'x-amz-date': time,
      authorization: authorization(accessKeyId, signingName, time),
    }
    try {
      return await fetch(endpoint + path, { ...init, headers })
    } catch (cause) {
      if (init.signal?.aborted) throw cause
      throw new LocalError('local/server', `the local ${signingName} server does not answer`, { cause })
    }
  }
  return {
    ...awsCalls(({ signingName, headers, body, signal }) =>
      send('/', signingName, { method: 'POST', headers, body, ...(signal ? { signal } : {}) }),
    ),
    createBucket: async (name) => {
      const response = await send(`/${name}`, 's3', {
        method: 'PUT',
        headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
      })
      const text = await response.text()
      if (!(response.ok || response.status === 409)) {
        throw new LocalError('local/server', `the bucket ${name} could not be made: ${text.slice(0, 200)}`)
      }
    },
  }
}
