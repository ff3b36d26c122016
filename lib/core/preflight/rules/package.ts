/** All rules on the files of a package: images, languages, personalization. */
import type { PassRule } from '../rule.ts'
import { fileRules } from './files.ts'
import { imageSizeRules } from './image-sizes.ts'
import { imageRules } from './images.ts'
import { languageRules } from './languages.ts'
import { personalizationRules } from './personalization.ts'
import { stringsRules } from './strings.ts'
import { translationRules } from './translations.ts'

/** The rules on files. */
export const packageRules: readonly PassRule[] = [
  ...imageRules,
  ...imageSizeRules,
  ...fileRules,
  ...languageRules,
  ...stringsRules,
  ...translationRules,
  ...personalizationRules,
]
