/** A pass is told the same of, whether it is known from its template's sample or looked at by itself. */
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { type Bytes, utf8 } from '../../lib/core/bytes.ts'
import type { Finding } from '../../lib/core/finding.ts'
import { isObject, type Json, type JsonObject } from '../../lib/core/format/json.ts'
import { preflight } from '../../lib/core/preflight/preflight.ts'
import { passRules } from '../../lib/core/preflight/rules.ts'
import { FilledPass } from '../../lib/core/template/filled-pass.ts'
import { frozen } from '../../lib/core/template/frozen.ts'
import { contentCases } from './content-cases.ts'
import { packageCases } from './package-cases.ts'
import { topLevelCases } from './top-level-cases.ts'

/** Every pass that the table of rules looks at. */
const seen: FilledPass[] = []

vi.mock('../../lib/core/preflight/preflight.ts', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../lib/core/preflight/preflight.ts')>()
  return {
    ...original,
    preflight: (...[filled, options]: Parameters<typeof preflight>) => {
      if (filled.sample === undefined) seen.push(filled)
      return original.preflight(filled, options)
    },
  }
})

/** A template as far as preflight knows one: a sample, whose parts are frozen, and its files. */
interface Base {
  readonly sample: JsonObject
  readonly files: ReadonlyMap<string, Bytes>
}

const basesOfTable = async (): Promise<readonly Base[]> => {
  for (const { broken, twin } of [...topLevelCases, ...contentCases, ...packageCases]) {
    await broken()
    await twin()
  }
  const passes = seen.splice(0)
  return passes.map(({ pass, own }) => ({
    sample: frozen(pass),
    files: new Map([...own].filter(([path]) => path !== 'pass.json')),
  }))
}

const mixed = (value: Json | undefined, other: Json | undefined, names: readonly string[]): Json | undefined => {
  if (!(isObject(value) && isObject(other))) return other
  const [name, ...deeper] = names
  return name === undefined ? other : withMember(value, name, mixed(value[name], other[name], deeper))
}

const withMember = (value: JsonObject, name: string, member: Json | undefined): JsonObject => {
  const { [name]: _, ...rest } = value
  return member === undefined ? rest : { ...rest, [name]: member }
}

/** A pass of a template: the sample with a few parts of another, and now and then a file of another. */
interface Filling {
  readonly other: number
  readonly paths: readonly (readonly [number, number])[]
  readonly file: number | undefined
}

const fillings = fc.array(
  fc.record<Filling>({
    other: fc.nat(),
    paths: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 3 }),
    file: fc.option(fc.nat(), { nil: undefined, freq: 4 }),
  }),
  { minLength: 1, maxLength: 4 },
)

const nth = <Value>(values: readonly Value[], index: number): Value | undefined => values[index % (values.length || 1)]

const fill = ({ sample, files }: Base, other: Base, { paths, file }: Filling): FilledPass => {
  let pass = { ...sample }
  for (const [first, second] of paths) {
    const key = nth(Object.keys({ ...sample, ...other.sample }), first) ?? ''
    const style = other.sample[key]
    const group = isObject(style) && second % 2 ? [nth(Object.keys(style), second) ?? ''] : []
    pass = withMember(pass, key, mixed(pass[key], other.sample[key], group))
  }
  const own = new Map([['pass.json', utf8(JSON.stringify(pass))]])
  const entry = file === undefined ? undefined : nth([...other.files], file)
  if (entry) own.set(...entry)
  return new FilledPass({ pass, sample, shared: files, own })
}

const byItself = ({ pass, shared, own }: FilledPass): FilledPass =>
  new FilledPass({ pass: structuredClone(pass), shared: new Map(), own: new Map([...shared, ...own]) })

/** What these rules find in the sample stands for all passes with the same files, whatever else differs. */
const ofSample = passRules.filter(({ reads }) => reads === 'sample')
const codesOfSample = new Set(ofSample.map(({ code }) => code))

const told = (findings: readonly Finding[]): readonly string[] =>
  findings
    .filter(({ code }) => !codesOfSample.has(code))
    .map(({ severity, code, path, message }) => `${severity} ${code} ${path} ${message}`)
    .toSorted()

describe('a pass that is known from its sample', () => {
  it('may owe the sample what is advice, never an error', () => {
    expect(ofSample.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual([])
  })

  it('has the findings of the same files looked at by themselves', { timeout: 20_000 }, async () => {
    const bases = await basesOfTable()
    expect(bases.length).toBeGreaterThan(500)
    fc.assert(
      fc.property(fc.nat(), fillings, (first, several) => {
        const base = nth(bases, first)!
        for (const filling of several) {
          const filled = fill(base, nth(bases, filling.other)!, filling)
          expect(told(preflight(filled))).toEqual(told(preflight(byItself(filled))))
        }
      }),
      { numRuns: 1000 },
    )
  })
})
