/** What every code means that a finding may carry: all explanations in one place. */
import { adoptionExplanations } from './adoption-explanations.ts'
import type { Explanation } from './finding.ts'
import { packageExplanations } from './inspection/explanations.ts'
import { deliveryRules } from './preflight/delivery.ts'
import { fieldRules, passRules } from './preflight/rules.ts'
import { shapeExplanations } from './preflight/shape-explanations.ts'
import { updateRules } from './preflight/update.ts'
import { readingExplanations } from './reading/explanations.ts'
import { recordExplanations } from './record-explanations.ts'
import { signingExplanations } from './signing/explanations.ts'
import { templateExplanations } from './template/explanations.ts'

/** Without what only a rule needs: whoever is told what a code means gets no functions. */
const bare = ({ code, severity, what, why, fix, since, source }: Explanation): Explanation => ({
  code,
  severity,
  what,
  why,
  fix,
  ...(since === undefined ? {} : { since }),
  source,
})

const tables: readonly (readonly Explanation[])[] = [
  passRules,
  fieldRules,
  shapeExplanations,
  updateRules,
  deliveryRules,
  packageExplanations,
  readingExplanations,
  signingExplanations,
  templateExplanations,
  recordExplanations,
  adoptionExplanations,
]

const byCode: ReadonlyMap<string, Explanation> = new Map(
  tables
    .flat()
    .map(bare)
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
    .map((explanation) => [explanation.code, explanation]),
)

/** Every code of findings, explained, by the alphabet. */
export const explanations: readonly Explanation[] = [...byCode.values()]

/** What the code of a finding means; undefined for a code that no finding carries. */
export const explain = (code: string): Explanation | undefined => byCode.get(code)
