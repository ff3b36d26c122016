/** Who makes an AWS call: the credential that a signed request carries in its header or, presigned, in its query. */

/** The credential of a request. */
export interface Caller {
  readonly accessKeyId: string
  /** The service that the request is signed for: `dynamodb`, `s3`… */
  readonly service: string
}

const scope = /([A-Za-z0-9]+)\/\d{8}\/[a-z0-9-]+\/([a-z0-9-]+)\/aws4_request/
const header = new RegExp(`^AWS4-HMAC-SHA256\\s+Credential=${scope.source}`)

/**
 * The caller; undefined for a request that is not signed.
 *
 * @param query what stands behind the question mark
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export const callerOf = (authorization: string | undefined, query: string): Caller | undefined => {
  const credential = new URLSearchParams(query).get('X-Amz-Credential') ?? ''
  const [, accessKeyId, service] = header.exec(authorization ?? '') ?? scope.exec(credential) ?? []
  return accessKeyId === undefined || service === undefined ? undefined : { accessKeyId, service }
}
