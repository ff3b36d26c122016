/** Publishing what was uploaded. */
import type { Bytes } from '../../core/bytes.ts'
import { PasswrightError } from '../../core/errors.ts'
import type { Published, TemplateService } from '../service.ts'
import type { Uploads } from '../uploads/uploads.ts'

/** Whether the same archive would be refused again. */
const isFinal = (error: unknown): boolean => error instanceof PasswrightError && error.status < 500

/** Makes the use case: see `TemplateService.publishUpload`. */
export const makePublishUpload =
  (uploads: Uploads, publish: (archive: Bytes) => Promise<Published>): TemplateService['publishUpload'] =>
  async (id) => {
    const archive = await uploads.read(id)
    try {
      const published = await publish(archive)
      await uploads.discard(id)
      return published
    } catch (error) {
      if (isFinal(error)) await uploads.discard(id)
      throw error
    }
  }
