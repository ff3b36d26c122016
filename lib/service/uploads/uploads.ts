/** Uploads of packages that are too large to pass through a function. */
import type { Bytes } from '../../core/bytes.ts'
import { PasswrightError } from '../../core/errors.ts'
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
  /**
   * Does something with what was uploaded, and then forgets it; but not if that could not be done for now.
   *
   * @throws ServiceError `upload/not-found`; AssetTooLargeError; what `work` throws
   */
  readonly use: <Done>(id: string, work: (archive: Bytes) => Promise<Done>) => Promise<Done>
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
  new ServiceError('upload/not-found', 'nothing was uploaded under this id, or it was used already: start a new upload')

/** Whether the same archive would be refused again. */
const isFinal = (error: unknown): boolean => error instanceof PasswrightError && error.status < 500

/** Makes uploads. */
export const makeUploads = ({ assets, clock, random }: UploadPorts): Uploads => {
  const read = async (id: string): Promise<Bytes> => {
    const archive = idPattern.test(id)
      ? await assets.get('uploads', keyOf(id), { maxBytes: limits.uploadArchiveBytes })
      : undefined
    if (!archive) throw missing()
    return archive
  }

  // Not worth an error: the store forgets uploads by itself after a day.
  const discard = (id: string): Promise<void> => assets.remove('uploads', keyOf(id)).catch(() => undefined)

  return {
    start: async (bytes) => {
      assertBytes(bytes)
      const id = randomText(random, 16)
      const expiresIn = limits.uploadSeconds
      const request = await assets.presignUpload('uploads', keyOf(id), { bytes, contentType, expiresIn })
      return { id, request, expiresAt: clock.now() + expiresIn * 1000 }
    },
    use: async (id, work) => {
      const archive = await read(id)
      try {
        const done = await work(archive)
        await discard(id)
        return done
      } catch (error) {
        if (isFinal(error)) await discard(id)
        throw error
      }
    },
  }
}
