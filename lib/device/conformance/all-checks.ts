/** All checks, in the order in which they are made: what a device does first comes first, and errors are judged last. */
import type { Check, CheckFacts, Need } from './check.ts'
import { answerChecks } from './checks/answers.ts'
import { authorizationChecks } from './checks/authorization.ts'
import { changeChecks } from './checks/changing.ts'
import { conditionChecks } from './checks/conditions.ts'
import { fetchChecks } from './checks/fetching.ts'
import { listChecks } from './checks/listing.ts'
import { logChecks } from './checks/logging.ts'
import { personalizationChecks } from './checks/personalization.ts'
import { registrationChecks } from './checks/registration.ts'
import { unregistrationChecks } from './checks/unregistration.ts'

/** The checks with what they do. */
export const allChecks: readonly Check[] = [
  ...registrationChecks,
  ...authorizationChecks,
  ...listChecks,
  ...fetchChecks,
  ...conditionChecks,
  ...unregistrationChecks,
  ...logChecks,
  ...changeChecks,
  ...personalizationChecks,
  ...answerChecks,
]

/** What is known of each check. */
export const conformanceChecks: readonly (CheckFacts & { readonly need?: Need })[] = allChecks.map(
  ({ run: _, ...facts }) => facts,
)
