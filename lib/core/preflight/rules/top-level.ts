/** All rules on the top-level keys of `pass.json`. */
import type { PassRule } from '../rule.ts'
import { styleRules } from './style.ts'
import { webServiceRules } from './web-service.ts'

/** The rules on the top-level keys. */
export const topLevelRules: readonly PassRule[] = [...styleRules, ...webServiceRules]
