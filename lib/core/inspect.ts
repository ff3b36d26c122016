/** Tells everything about a package from anywhere: what it is, who signed it, whether that holds, and all that is wrong. */
import { passEnding } from './format/bundles.ts'
import { inspectBundle } from './inspection/bundle.ts'
import type { Inspection } from './inspection/inspection.ts'
import type { InspectOptions } from './inspection/options.ts'
import { inspectPass } from './inspection/pass.ts'
import { openPackage } from './reading/open.ts'
import type { Files } from './template/files.ts'

/**
 * Inspects a package: a `.pkpass`, a bundle of them, the files of a pass that is yet to be signed, or a template; as the
 * bytes of an archive, or as files by path. Whatever is wrong with it is a finding.
 *
 * @throws ArchiveError if nothing at all can be read
 * @throws SignerError `signer/certificate-unreadable` or `signer/revocation-list-unreadable` if a root to trust or a list
 *   of revoked certificates cannot be read
 * @example
 * ```ts
 * const inspection = await inspect(bytes, { trust: 'apple' })
 * ```
 */
export const inspect = async (input: Uint8Array | Files, options: InspectOptions): Promise<Inspection> => {
  const { profile, limits, finished = false } = options
  const opened = await openPackage(input, {
    ...(finished ? { name: passEnding } : {}),
    ...(profile ? { profile } : {}),
    ...(limits ? { limits } : {}),
  })
  if (opened.kind === 'bundle') {
    const bytes = input instanceof Uint8Array ? input.length : 0
    return inspectBundle(opened, bytes, options)
  }
  if (opened.kind !== 'template' || finished) return inspectPass(opened, options)
  // What reads templates takes longer to load than a pass takes to check.
  const { inspectTemplate } = await import('./inspection/template.ts')
  return inspectTemplate(opened, options)
}
