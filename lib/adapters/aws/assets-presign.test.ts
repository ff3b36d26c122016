import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { presignDownload, presignUpload } from './assets-presign.ts'

const place = { Bucket: 'templates', Key: 'uploads/a.zip' }
const upload = { bytes: 5, contentType: 'application/zip', expiresIn: 900 }

beforeEach(() => {
  vi.stubEnv('AWS_REGION', 'eu-central-1')
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'id')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
  vi.stubEnv('AWS_REQUEST_CHECKSUM_CALCULATION', undefined)
  vi.stubEnv('AWS_RESPONSE_CHECKSUM_VALIDATION', undefined)
  vi.stubEnv('AWS_ENDPOINT_URL_S3', undefined)
})

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('a presigned upload', () => {
  it('is signed for this length and this type alone', async () => {
    const { method, url, headers } = await presignUpload(place, upload)
    expect(method).toBe('PUT')
    expect(headers).toStrictEqual({ 'content-length': '5', 'content-type': 'application/zip' })
    expect(new URL(url).searchParams.get('X-Amz-SignedHeaders')).toBe('content-length;content-type;host')
    expect(new URL(url).searchParams.get('X-Amz-Expires')).toBe('900')
  })

  it('demands no checksum of bytes that nobody has seen', async () => {
    const { url } = await presignUpload(place, upload)
    expect(url).not.toMatch(/checksum/i)
  })

  it('leads to the bucket on AWS', async () => {
    const { url } = await presignUpload(place, upload)
    expect(url).toMatch(/^https:\/\/templates\.s3\.eu-central-1\.amazonaws\.com\/uploads\/a\.zip\?/)
  })

  it('leads to the endpoint of the environment, with the bucket in the path', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_S3', 'http://127.0.0.1:4568')
    const { url } = await presignUpload(place, upload)
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:4568\/templates\/uploads\/a\.zip\?/)
  })
})

describe('a presigned download', () => {
  const bundle = { Bucket: 'passes', Key: 'bundles/a.pkpasses' }

  it('gives the file under its name for as long as it was said', async () => {
    const url = new URL(await presignDownload(bundle, { fileName: 'passes.pkpasses', expiresIn: 900 }))
    expect(url.href).toMatch(/^https:\/\/passes\.s3\.eu-central-1\.amazonaws\.com\/bundles\/a\.pkpasses\?/)
    expect(url.searchParams.get('response-content-disposition')).toBe('attachment; filename="passes.pkpasses"')
    expect(url.searchParams.get('X-Amz-Expires')).toBe('900')
  })

  it('wants no header of who comes with it', async () => {
    const url = new URL(await presignDownload(bundle, { fileName: 'passes.pkpasses', expiresIn: 900 }))
    expect(url.searchParams.get('X-Amz-SignedHeaders')).toBe('host')
    expect(url.search).not.toMatch(/checksum/i)
  })
})
