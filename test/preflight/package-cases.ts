/** The examples for the rules on images, languages, personalization, updates and delivery. */
import type { RuleCase } from './case.ts'
import { imageCases } from './image-cases.ts'
import { languageCases } from './language-cases.ts'
import { personalizationCases } from './personalization-cases.ts'
import { updateCases } from './update-cases.ts'

/** The examples. */
export const packageCases: readonly RuleCase[] = [
  ...imageCases,
  ...languageCases,
  ...personalizationCases,
  ...updateCases,
]
