/** All rules on the files of a package: images, languages, personalization. */
import type { PassRule } from '../rule.ts'
import { imageRules } from './images.ts'

/** The rules on files. */
export const packageRules: readonly PassRule[] = [...imageRules]
