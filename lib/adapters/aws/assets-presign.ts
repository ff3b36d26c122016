/** URLs at which one file of a known size may be put. */
import type { PresignedUpload } from '../../ports/assets.ts'

/** What may be put. */
export interface UploadOptions {
  readonly bytes: number
  readonly contentType: string
  /** In seconds. */
  readonly expiresIn: number
}

/** Signs an upload. The signature covers length and type: S3 refuses a request with others. */
export const presignUpload = async (
  place: { readonly Bucket: string; readonly Key: string },
  { bytes, contentType, expiresIn }: UploadOptions,
): Promise<PresignedUpload> => {
  const [{ PutObjectCommand, S3Client }, { getSignedUrl }] = await Promise.all([
    import('@aws-sdk/client-s3'),
    import('@aws-sdk/s3-request-presigner'),
  ])
  // By default the client would add the checksum of a body that it does not have.
  const client = new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' })
  const url = await getSignedUrl(
    client,
    new PutObjectCommand({ ...place, ContentLength: bytes, ContentType: contentType }),
    { expiresIn, signableHeaders: new Set(['content-length', 'content-type', 'host']) },
  )
  return { method: 'PUT', url, headers: { 'content-length': String(bytes), 'content-type': contentType } }
}
