/** The examples for the rules on archive, manifest, signature and certificate. */

import { bundleCases } from './bundle-cases.ts'
import type { RuleCase } from './case.ts'
import { chainCases } from './chain-cases.ts'
import { manifestCases } from './manifest-cases.ts'
import { signatureCases } from './signature-cases.ts'
import { signerCases } from './signer-cases.ts'

/** The examples. */
export const finishedCases: readonly RuleCase[] = [
  ...manifestCases,
  ...bundleCases,
  ...signatureCases,
  ...chainCases,
  ...signerCases,
]
