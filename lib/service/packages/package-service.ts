/** The use cases of packages that others have made. */
import type { Bytes } from '../../core/bytes.ts'
import type { Inspection } from '../../core/inspection/inspection.ts'
import type { Trust } from '../../core/signing/trust.ts'
import type { Clock } from '../../ports/clock.ts'
import { limits } from '../limits.ts'
import type { PackageService } from '../service.ts'
import type { Uploads } from '../uploads/uploads.ts'

const trustIn = (roots: readonly string[]): Trust => (roots.length === 0 ? 'apple' : { apple: true, roots })

/** Makes the service of packages. */
export const makePackageService = (
  { clock }: { readonly clock: Clock },
  uploads: Pick<Uploads, 'read'>,
): PackageService => {
  const inspect: PackageService['inspect'] = async (archive: Bytes, { roots = [], profile } = {}): Promise<Inspection> => {
    // What takes signatures apart is loaded only by who asks for it.
    const { inspect } = await import('../../core/inspect.ts')
    return inspect(archive, {
      trust: trustIn(roots),
      ...(profile ? { profile } : {}),
      now: new Date(clock.now()),
      limits: { archiveBytes: limits.uploadArchiveBytes },
    })
  }
  return {
    inspect,
    inspectUpload: async (id, options) => inspect(await uploads.read(id), options),
  }
}
