/** Uploads of packages that are too large to pass through a function. */
import type { Bytes } from '../../core/bytes.ts'
import type { Assets } from '../../ports/assets.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Random } from '../../ports/random.ts'
import { ServiceError } from '../errors.ts'
import { limits } from '../limits.ts'
import { randomText } from '../random-text.ts'
import type { UploadService } from '../service.ts'

/** What {@link makeUploads} needs. */
export interface UploadPorts {
  readonly assets: Assets
  readonly clock: Clock
  readonly random: Random
}

/** Uploads as the use cases that take them see them. */
export interface Uploads extends UploadService {
  /** What was uploaded. @throws ServiceError `upload/not-found`; AssetTooLargeError */
  readonly read: (id: string) => Promise<Bytes>
  /** Forgets an upload. A failure is not told: the store forgets uploads by itself after a day. */
  readonly discard: (id: string) => Promise<void>
}

const idPattern = /^[A-Za-z0-9_-]{22}$/
const contentType = 'application/zip'
const keyOf = (id: string): string => `${id}.zip`

const assertBytes = (bytes: number): void => {
  const most = limits.uploadArchiveBytes
  if (!Number.isSafeInteger(bytes) || bytes < 1)
    throw new ServiceError('request/parameter-invalid', 'the size of an upload is a whole number of bytes, 1 or more')
  if (bytes > most)
    throw new ServiceError('request/too-large', `an upload has at most ${most} bytes; this one has ${bytes}`)
}

const missing = (): ServiceError =>
  new ServiceError('upload/not-found', 'nothing was uploaded under this id, or it is gone: start a new upload')

/** Makes uploads. */
export const makeUploads = ({ assets, clock, random }: UploadPorts): Uploads => ({
  start: async (bytes) => {
    assertBytes(bytes)
    const id = randomText(random, 16)
    const expiresIn = limits.uploadSeconds
    const request = await assets.presignUpload(keyOf(id), { bytes, contentType, expiresIn })
    return { id, request, expiresAt: clock.now() + expiresIn * 1000 }
  },
  read: async (id) => {
    const archive = idPattern.test(id)
      ? await assets.get('uploads', keyOf(id), { maxBytes: limits.uploadArchiveBytes })
      : undefined
    if (!archive) throw missing()
    return archive
  },
  discard: (id) => assets.remove('uploads', keyOf(id)).catch(() => undefined),
})
