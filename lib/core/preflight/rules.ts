/** Every rule of preflight, in the order in which their findings on one place are told. */
import type { FieldRule, PassRule } from './rule.ts'
import { fieldRules as contentFieldRules, contentRules } from './rules/content.ts'
import { packageRules } from './rules/package.ts'
import { topLevelRules } from './rules/top-level.ts'

/** The rules on the pass as a whole. */
export const passRules: readonly PassRule[] = [...topLevelRules, ...contentRules, ...packageRules]

/** The rules on each field. */
export const fieldRules: readonly FieldRule[] = contentFieldRules
