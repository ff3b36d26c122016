/**
 * Signatures of AWS requests as their receiver checks them, written from the description alone.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
import { createHash, createHmac } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()

const shape =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/

/** What a request proves: for whom and for what it is signed. Throws if its signature is not good. */
export const signedFor = (
  headers: IncomingHttpHeaders,
  body: string,
  secret: string,
): {
  readonly accessKeyId: string
  readonly region: string
  readonly service: string
  readonly signed: readonly string[]
} => {
  const [, accessKeyId = '', day = '', region = '', service = '', names = '', signature] =
    shape.exec(headers.authorization ?? '') ?? []
  const signed = names.split(';')
  const lines = signed.map((name) => `${name}:${String(headers[name]).trim()}\n`).join('')
  const canonical = ['POST', '/', '', lines, names, sha256(body)].join('\n')
  const scope = `${day}/${region}/${service}/aws4_request`
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n')
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), service), 'aws4_request')
  if (hmac(key, text).toString('hex') !== signature) throw new Error('the signature is not good')
  return { accessKeyId, region, service, signed }
}
