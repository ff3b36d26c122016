/** The use cases of packages, whoever made them. */
import type { InspectOptions } from '../../core/inspection/options.ts'
import { readTrust, type Trust } from '../../core/signing/trust.ts'
import type { Clock } from '../../ports/clock.ts'
import { limits } from '../limits.ts'
import type { InspectionOptions, PackageService } from '../service.ts'
import type { Uploads } from '../uploads/uploads.ts'

const trustIn = (roots: readonly string[]): Trust => (roots.length === 0 ? 'apple' : { apple: true, roots })

/** Makes the service of packages. */
export const makePackageService = (
  { clock }: { readonly clock: Clock },
  uploads: Pick<Uploads, 'use'>,
): PackageService => {
  const optionsOf = ({ roots = [], profile }: InspectionOptions): InspectOptions => ({
    trust: trustIn(roots),
    ...(profile ? { profile } : {}),
    now: new Date(clock.now()),
    limits: { archiveBytes: limits.uploadArchiveBytes },
  })

  const inspect: PackageService['inspect'] = async (archive, options = {}) => {
    // What takes signatures apart is for those alone who ask for it.
    const { inspect } = await import('../../core/inspect.ts')
    return inspect(archive, optionsOf(options))
  }

  return {
    inspect,
    inspectUpload: async (id, options = {}) => {
      // A root that cannot be read is no fault of the upload, which would be forgotten with it.
      await readTrust(trustIn(options.roots ?? []))
      return uploads.use(id, (archive) => inspect(archive, options))
    },
  }
}
