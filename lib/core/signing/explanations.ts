/** What can be wrong with a signature, with its certificates, and with a signer before it signs anything. */
import type { Explanation } from '../finding.ts'
import { chainExplanations } from './explanations-of-chains.ts'
import { fileExplanations } from './explanations-of-files.ts'
import { leafExplanations } from './explanations-of-leaves.ts'
import { signatureExplanations } from './explanations-of-signatures.ts'

/** One row for each code of this folder. */
export const signingExplanations: readonly Explanation[] = [
  ...signatureExplanations,
  ...chainExplanations,
  ...leafExplanations,
  ...fileExplanations,
]
