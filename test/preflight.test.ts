/** Every rule on passes, proved by a failing example and its passing twin. */
import { describe, expect, it } from 'vitest'
import type { RuleCase } from './preflight/case.ts'
import { contentCases } from './preflight/content-cases.ts'
import { finishedCases } from './preflight/finished-cases.ts'
import { packageCases } from './preflight/package-cases.ts'
import { topLevelCases } from './preflight/top-level-cases.ts'

const cases: readonly RuleCase[] = [...finishedCases, ...topLevelCases, ...contentCases, ...packageCases]

const rules = Array.from({ length: 80 }, (_, index) => index + 1)

describe('the table of rules', () => {
  it('has an example for every rule', () => {
    const proved = new Set(cases.map(({ rule }) => rule))
    expect(rules.filter((rule) => !proved.has(rule))).toEqual([])
  })

  it.each(cases.map((each) => ({ ...each, name: `${each.rule || 'beyond'}: ${each.code}, ${each.says}` })))(
    'rule $name',
    async ({ code, severity, path, broken, twin }) => {
      const found = await broken()
      expect(
        found.map((finding) => ({ code: finding.code, severity: finding.severity, path: finding.path })),
      ).toContainEqual({ code, severity, path })
      expect((await twin()).filter((finding) => finding.code === code)).toEqual([])
    },
  )
})
