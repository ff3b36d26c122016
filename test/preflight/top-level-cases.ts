/** The examples for the rules on top-level keys of pass.json. */
import { appearanceCases } from './appearance-cases.ts'
import type { RuleCase } from './case.ts'
import { dateCases } from './date-cases.ts'
import { identityCases } from './identity-cases.ts'
import { placeCases } from './place-cases.ts'
import { webServiceCases } from './web-service-cases.ts'

/** The examples. */
export const topLevelCases: readonly RuleCase[] = [
  ...identityCases,
  ...webServiceCases,
  ...dateCases,
  ...placeCases,
  ...appearanceCases,
]
