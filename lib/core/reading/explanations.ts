/** What is known of every code that reading a package puts into findings. */
import type { Explanation } from '../finding.ts'
import { archiveExplanations } from './archive-explanations.ts'
import { designerExplanations } from './designer-explanations.ts'
import { jsonExplanations } from './json-explanations.ts'

/** The rows of archives, of the JSON files in them, and of Pass Designer's templates. */
export const readingExplanations: readonly Explanation[] = [
  ...archiveExplanations,
  ...jsonExplanations,
  ...designerExplanations,
]
