/** What may stand against an archive that somebody sends. */
import type { ProblemCode } from '../problem/problem-codes.ts'

/** What may stand against an archive that is read with patience: it may be no archive, or too large. */
export const openingRefusals: readonly ProblemCode[] = [
  'archive/not-zip',
  'archive/too-many-files',
  'archive/too-large',
]

/** What may stand against an archive that must be in order. */
export const archiveRefusals: readonly ProblemCode[] = [
  ...openingRefusals,
  'archive/damaged',
  'archive/unsupported',
  'archive/unsafe-path',
  'archive/duplicate-name',
  'archive/ratio',
]
