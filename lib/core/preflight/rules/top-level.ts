/** All rules on the top-level keys of `pass.json`. */
import type { PassRule } from '../rule.ts'
import { appearanceRules } from './appearance.ts'
import { companionAppRules } from './companion-app.ts'
import { dateRules } from './dates.ts'
import { identityRules } from './identity.ts'
import { nfcRules } from './nfc.ts'
import { placeRules } from './places.ts'
import { relevantDateRules } from './relevant-dates.ts'
import { styleRules } from './style.ts'
import { validityRules } from './validity.ts'
import { webServiceRules } from './web-service.ts'

/** The rules on the top-level keys. */
export const topLevelRules: readonly PassRule[] = [
  ...styleRules,
  ...identityRules,
  ...webServiceRules,
  ...dateRules,
  ...relevantDateRules,
  ...placeRules,
  ...validityRules,
  ...appearanceRules,
  ...companionAppRules,
  ...nfcRules,
]
