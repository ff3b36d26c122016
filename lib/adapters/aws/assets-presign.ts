/** URLs at which one file may be put or got. */
import type { PresignedUpload } from '../../ports/assets.ts'

/** What may be put. */
export interface UploadOptions {
  readonly bytes: number
  readonly contentType: string
  /** In seconds. */
  readonly expiresIn: number
}

/** How a file is got. */
export interface DownloadOptions {
  /** What it is to be called where it is saved. */
  readonly fileName: string
  /** In seconds. */
  readonly expiresIn: number
}

interface Place {
  readonly Bucket: string
  readonly Key: string
}

const sdk = () => Promise.all([import('@aws-sdk/client-s3'), import('@aws-sdk/s3-request-presigner')])

/** By default the client would sign the checksum of a body that it does not have, and ask for that of the answer. */
const withoutChecksums = {
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
} as const

/** Signs an upload. The signature covers length and type: S3 refuses a request with others. */
export const presignUpload = async (
  place: Place,
  { bytes, contentType, expiresIn }: UploadOptions,
): Promise<PresignedUpload> => {
  const [{ PutObjectCommand, S3Client }, { getSignedUrl }] = await sdk()
  const client = new S3Client(withoutChecksums)
  const url = await getSignedUrl(
    client,
    new PutObjectCommand({ ...place, ContentLength: bytes, ContentType: contentType }),
    { expiresIn, signableHeaders: new Set(['content-length', 'content-type', 'host']) },
  )
  return { method: 'PUT', url, headers: { 'content-length': String(bytes), 'content-type': contentType } }
}

/** Signs a download. */
export const presignDownload = async (place: Place, { fileName, expiresIn }: DownloadOptions): Promise<string> => {
  const [{ GetObjectCommand, S3Client }, { getSignedUrl }] = await sdk()
  const client = new S3Client(withoutChecksums)
  const ResponseContentDisposition = `attachment; filename="${fileName}"`
  return getSignedUrl(client, new GetObjectCommand({ ...place, ResponseContentDisposition }), { expiresIn })
}
