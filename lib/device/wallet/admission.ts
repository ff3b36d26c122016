/** Whether Wallet would take a pass. */
import type { Bytes } from '../../core/bytes.ts'
import { ArchiveError } from '../../core/errors.ts'
import { type Finding, hasErrors, summary } from '../../core/finding.ts'
import { inspect } from '../../core/inspect.ts'
import type { Trust } from '../../core/signing/trust.ts'
import { openContent, type PassContent } from './content.ts'

/** A pass that Wallet takes, or the reason why not. */
export type Admission =
  | { readonly kind: 'taken'; readonly content: PassContent }
  | { readonly kind: 'refused'; readonly reason: string; readonly findings: readonly Finding[] }

const refused = (reason: string, findings: readonly Finding[] = []): Admission => ({
  kind: 'refused',
  reason,
  findings,
})

/**
 * Judges a pass as Wallet does: archive, manifest, signature, chain to a trusted root, the certificate's own rules, and what
 * `pass.json` must have. Whatever is an error there refuses it.
 */
export const admit = async (pkpass: Bytes, trust: Trust, now: number): Promise<Admission> => {
  try {
    const { findings } = await inspect(pkpass, { trust, profile: 'lenient', now: new Date(now), finished: true })
    const errors = findings.filter(({ severity }) => severity === 'error')
    if (hasErrors(findings)) return refused(summary(findings), errors)
    const content = await openContent(pkpass)
    return content ? { kind: 'taken', content } : refused('nothing in it says which pass it is')
  } catch (error) {
    if (error instanceof ArchiveError) return refused(error.message, error.findings)
    throw error
  }
}
