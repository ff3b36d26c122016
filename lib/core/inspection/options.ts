/** How to look at a package. */
import type { ArchiveLimits } from '../archive/limits.ts'
import type { Profile } from '../finding.ts'
import type { Trust } from '../signing/trust.ts'

/** How to look at a package. */
export interface InspectOptions {
  /** Whose root must stand above the certificate that signed. */
  readonly trust: Trust
  /** Default: `lenient` for what is finished, `strict` for the files of a pass that is yet to be signed, and templates. */
  readonly profile?: Profile
  /**
   * When: of a finished pass it is told what has expired by then; a template or an unsigned pass may be built at any time.
   * Default: the passing of time does not matter.
   */
  readonly now?: Date
  /**
   * Whether a pass must be finished: what is named `.pkpass` must. Default: it is taken for finished if it is an archive
   * with a manifest or a signature, or a folder with both.
   */
  readonly finished?: boolean
  /** What an archive may cost; a large bundle takes more than most. Default of each: see `defaultLimits`. */
  readonly limits?: Partial<ArchiveLimits>
  /** Lists of revoked certificates (CRLs), each as PEM or DER. Default: revocation is not checked. */
  readonly revocationLists?: readonly (string | Uint8Array)[]
  /**
   * Whether templates are filled with their sample. The expressions of a template and the patterns of its schema are a
   * program that may run for as long as it likes: whoever takes files from strangers says no. Those of Pass Designer have
   * neither, and are filled anyway. Default: true.
   */
  readonly fillTemplates?: boolean
}
