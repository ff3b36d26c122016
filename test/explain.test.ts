/** Every code that a finding can carry is explained, and nothing else is. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { errorCodes, explainError } from '../lib/cli/error-explanations.ts'
import { explain, explanations } from '../lib/core/explain.ts'
import type { Explanation, Severity } from '../lib/core/finding.ts'
import { whyCodes } from '../lib/service/timeline/why-codes.ts'
import { contentCases } from './preflight/content-cases.ts'
import { finishedCases } from './preflight/finished-cases.ts'
import { packageCases } from './preflight/package-cases.ts'
import { topLevelCases } from './preflight/top-level-cases.ts'

const sources = readdirSync('lib', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
  .map(({ name, parentPath }) => ({
    name,
    isOfCore: parentPath.startsWith('lib/core'),
    text: readFileSync(`${parentPath}/${name}`, 'utf8'),
  }))

const slug = "'([a-z][a-z0-9]*(?:-[a-z0-9]+)+)'"

const allOf = (pattern: RegExp, text: string): string[] =>
  [...text.matchAll(pattern)].flatMap(([, ...groups]) => groups).filter((group) => group !== undefined)

/** Words of the same shape that are handed to other functions. */
const noCodes = [
  'deflate-raw',
  'utf-8',
  'utf-16le',
  'utf-16be',
  'iso-8859-1',
  'authentication-token',
  'web-service',
  'json-e',
  'key-retired',
  'auxiliary-1',
  'logo-row',
  'secondary-logo',
]

const property = new RegExp(`\\bcode: [^,}\\n]*?${slug}(?:[^,}\\n]*?${slug})?`, 'g')
const argument = new RegExp(`\\w\\(\\s*${slug}`, 'g')

/** Where a finding is made: `code: 'slug'`, either branch of `code: x ? 'slug' : 'slug'`; a helper's first argument. */
const codesMade = ({ text, isOfCore }: (typeof sources)[number]): string[] =>
  [...allOf(property, text), ...(isOfCore ? allOf(argument, text) : [])].filter(
    (code) => !(noCodes.includes(code) || Object.hasOwn(whyCodes, code)),
  )

const isTable = (name: string): boolean => name.includes('explanations')

/** An error that stands for a whole file becomes a finding whose code has a hyphen for the slash. */
const isOfError = (code: string): boolean => errorCodes.includes(code.replace('-', '/'))

const usesOf = (code: string): boolean =>
  isOfError(code) ||
  sources.some(({ name, text }) => {
    if (isTable(name)) return false
    const beginnings = allOf(/`([a-z]+(?:-[a-z]+)*-)\$\{/g, text)
    return text.includes(`'${code}'`) || beginnings.some((beginning) => code.startsWith(beginning))
  })

const gravity: readonly Severity[] = ['info', 'warning', 'error']

const severitiesOf = ({ severity }: Explanation): readonly Severity[] =>
  typeof severity === 'string' ? [severity] : Object.values(severity)

describe('the explanations', () => {
  it('cover every code of the sources', () => {
    const made = sources.flatMap(codesMade)
    expect(made.length).toBeGreaterThan(200)
    expect([...new Set(made)].filter((code) => !explain(code)).sort()).toEqual([])
  })

  it('are not of an answer to "why did it not update?" as well', () => {
    expect(Object.keys(whyCodes).filter((code) => explain(code))).toEqual([])
  })

  it('have none that nothing makes', () => {
    expect(explanations.map(({ code }) => code).filter((code) => !usesOf(code))).toEqual([])
  })

  it('agree with every finding that the examples of the rules give', async () => {
    const faults: string[] = []
    for (const { broken } of [...finishedCases, ...topLevelCases, ...contentCases, ...packageCases]) {
      for (const { code, severity } of await broken()) {
        const explanation = explain(code)
        if (!explanation) faults.push(`${code} is not explained`)
        else if (severitiesOf(explanation).every((each) => gravity.indexOf(each) < gravity.indexOf(severity)))
          faults.push(`${code} is explained as less grave than ${severity}`)
      }
    }
    expect([...new Set(faults)]).toEqual([])
  })

  it.each(explanations)('of $code says what, why and how to mend it', ({ code, what, why, fix, source }) => {
    expect(code).toMatch(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/)
    expect(what).toMatch(/^\S.*\.$/)
    expect(why).toMatch(/^\S.*[.!?")]$/)
    expect(fix).not.toBe('')
    expect(source.url ?? 'https://').toMatch(/^https:\/\//)
  })
})

describe('the explanations of errors', () => {
  it.each(errorCodes.map((code) => [code]))('say what %s is and what to do', (code) => {
    expect(explainError(code)).toMatchObject({
      code,
      what: expect.stringMatching(/\.$/),
      fix: expect.stringMatching(/\S/),
    })
  })
})
