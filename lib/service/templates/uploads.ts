/** Uploads of template archives that are too large to pass through a function. */

import type { Bytes } from '../../core/bytes.ts'
import { PasswrightError } from '../../core/errors.ts'
import type { Assets } from '../../ports/assets.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Random } from '../../ports/random.ts'
import { ServiceError } from '../errors.ts'
import { limits } from '../limits.ts'
import { randomText } from '../random-text.ts'
import type { Published, TemplateService } from '../service.ts'

/** What {@link makeUploads} needs. */
export interface UploadPorts {
  readonly assets: Assets
  readonly clock: Clock
  readonly random: Random
}

const idPattern = /^[A-Za-z0-9_-]{22}$/
const contentType = 'application/zip'
const keyOf = (id: string): string => `${id}.zip`

const assertBytes = (bytes: number): void => {
  const most = limits.uploadArchiveBytes
  if (!Number.isSafeInteger(bytes) || bytes < 1)
    throw new ServiceError('request/parameter-invalid', 'the size of an upload is a whole number of bytes, 1 or more')
  if (bytes > most)
    throw new ServiceError('request/too-large', `a template archive has at most ${most} bytes; this one has ${bytes}`)
}

/** Whether the same archive would be refused again. */
const isFinal = (error: unknown): boolean => error instanceof PasswrightError && error.status < 500

/** Makes the two steps of publishing by upload: see `TemplateService`. */
export const makeUploads = (
  { assets, clock, random }: UploadPorts,
  publish: (archive: Bytes) => Promise<Published>,
): Pick<TemplateService, 'startUpload' | 'publishUpload'> => {
  // Not worth an error: the store forgets uploads by itself after a day.
  const discard = (id: string): Promise<void> => assets.remove('uploads', keyOf(id)).catch(() => undefined)

  return {
    startUpload: async (bytes) => {
      assertBytes(bytes)
      const id = randomText(random, 16)
      const expiresIn = limits.uploadSeconds
      const request = await assets.presignUpload(keyOf(id), { bytes, contentType, expiresIn })
      return { id, request, expiresAt: clock.now() + expiresIn * 1000 }
    },
    publishUpload: async (id) => {
      const missing = 'nothing was uploaded under this id, or it was published already: start a new upload'
      if (!idPattern.test(id)) throw new ServiceError('upload/not-found', missing)
      const archive = await assets.get('uploads', keyOf(id), { maxBytes: limits.uploadArchiveBytes })
      if (!archive) throw new ServiceError('upload/not-found', missing)
      try {
        const published = await publish(archive)
        await discard(id)
        return published
      } catch (error) {
        if (isFinal(error)) await discard(id)
        throw error
      }
    },
  }
}
