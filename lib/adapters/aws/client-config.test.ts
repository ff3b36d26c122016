import { describe, expect, it } from 'vitest'
import { clientConfigOf } from './client-config.ts'

const env = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' }
const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret' }

describe('what clients are told where the SDK has no environment', () => {
  it('is region and credentials', () => {
    expect(clientConfigOf(env)('S3')).toEqual({ region: 'eu-central-1', credentials })
  })

  it('holds the token of a session, and the endpoint of the service', () => {
    const config = clientConfigOf({
      ...env,
      AWS_SESSION_TOKEN: 'token',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:2',
    })
    const common = { region: 'eu-central-1', credentials: { ...credentials, sessionToken: 'token' } }
    expect(config('DYNAMODB')).toEqual({ ...common, endpoint: 'http://127.0.0.1:1' })
    expect(config('SQS')).toEqual({ ...common, endpoint: 'http://127.0.0.1:2' })
  })

  it.each(Object.keys(env))('cannot do without %s', (name) => {
    expect(() => clientConfigOf({ ...env, [name]: '' })).toThrow(`the variable ${name} is missing`)
  })
})
