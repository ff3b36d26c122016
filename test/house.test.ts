import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { opensWithComment, undocumentedExports } from './house/doc-comments.ts'
import { judge, judgePlanted, type Verdict } from './house/imports.ts'
import { allowed, forbidden, rooms } from './house/planted.ts'
import { isProduct, isSource, trackedFiles } from './house/source-files.ts'
import { replacingModules } from './setup/replacing-modules.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const files = trackedFiles(root)
const read = (file: string): string => readFileSync(join(root, file), 'utf8')

describe('imports run downwards', () => {
  it('dependency-cruiser finds nothing to complain about in this house', async () => {
    const { complaints, modules } = await judge(root, root)
    expect(complaints).toEqual([])
    expect(modules).toBeGreaterThan(30)
  })

  describe('planted faults', () => {
    let verdict: Verdict

    beforeAll(async () => {
      const plain = rooms.map((file) => ({ file, source: 'export const x = 1\nexport type X = number\n' }))
      verdict = await judgePlanted(root, [...plain, ...forbidden, ...allowed])
    })

    const brokenBy = (file: string): readonly string[] => {
      const rules = verdict.complaints.filter((complaint) => complaint.file === file).map(({ rule }) => rule)
      return [...new Set(rules)].sort()
    }

    it.each(forbidden)('$file breaks $breaks', ({ file, breaks }) => {
      expect(brokenBy(file)).toEqual([...breaks].sort())
    })

    it.each(allowed)('$file breaks nothing', ({ file }) => {
      expect(brokenBy(file)).toEqual([])
    })

    it('every rule has caught something', () => {
      expect([...new Set(verdict.complaints.map(({ rule }) => rule))].sort()).toEqual([...verdict.rules].sort())
    })
  })
})

describe('tests run beside each other', () => {
  it('but those that put something in the place of a module, which run apart', () => {
    const replacing = files.filter((file) => file.endsWith('.test.ts') && /^vi\.mock\(/m.test(read(file)))
    expect(replacing.sort()).toEqual([...replacingModules].sort())
  })
})

describe('every module says what it is', () => {
  it('a module opens with a comment', () => {
    expect(files.filter(isProduct).filter((file) => !opensWithComment(read(file)))).toEqual([])
  })

  it('every exported name has a doc comment', () => {
    const missing = files
      .filter(isProduct)
      .flatMap((file) => undocumentedExports(file, read(file)).map((name) => `${file}: ${name}`))
    expect(missing).toEqual([])
  })

  it.each([
    ['export const a = 1'],
    ['export function a() {}'],
    ['export class a {}'],
    ['export interface a {}'],
    ['export type a = 1'],
    ['const a = 1; export { a }'],
    ['export default function a() {}'],
    ['/** Of b. */ const b = 1\nexport const a = b'],
    ['// no doc comment\nexport const a = 1'],
  ])('%j is noticed', (source) => {
    expect(undocumentedExports('a.ts', source)).toEqual(['a'])
  })

  it.each([
    ['/** A. */ export const a = 1'],
    ['/** A. */\nexport async function a() {}'],
    ['/** A. */ const a = 1; export { a as b }'],
    ['/** A, in two forms. */ export function a(): void; export function a() {}'],
    ["export { a } from './b.ts'"],
    ["import { a } from './b.ts'; export type { a }"],
    ['const a = 1'],
  ])('%j is fine', (source) => {
    expect(undocumentedExports('a.ts', source)).toEqual([])
  })
})

describe('the house is tidy', () => {
  it('no source file is longer than 400 lines', () => {
    const long = files.filter(isSource).filter((file) => read(file).trimEnd().split('\n').length > 400)
    expect(long).toEqual([])
  })

  it('the top level holds the four folders, the pages about them and the files that tools look for there', () => {
    const allowed = [
      ...['functions', 'lib', 'infra', 'test', 'docs'],
      ...['package.json', 'package-lock.json', 'tsconfig.json', 'serverless.yml'],
      ...['README.md', 'LICENSE', 'CHANGELOG.md', 'biome.json', 'vitest.config.ts', 'knip.json'],
    ]
    const names = new Set(files.map((file) => file.split('/')[0] ?? ''))
    expect([...names].filter((name) => !(name.startsWith('.') || allowed.includes(name)))).toEqual([])
  })

  const exact = /^(npm:(@[a-z0-9-]+\/)?[a-z0-9.-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/
  const kinds = ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'] as const

  it.each(files.filter((file) => /(^|\/)package\.json$/.test(file)))('%s asks for exact versions', (file) => {
    const manifest = JSON.parse(read(file))
    const wanted = kinds.flatMap((kind) => Object.entries<string>(manifest[kind] ?? {}))
    expect(wanted.filter(([, version]) => !exact.test(version))).toEqual([])
  })

  it.each(files.filter((file) => /(^|\/)package-lock\.json$/.test(file)))(
    '%s is what its package.json asks for, and names no host',
    (file) => {
      const lock = JSON.parse(read(file))
      const manifest = JSON.parse(read(file.replace('package-lock.json', 'package.json')))
      for (const kind of kinds) expect(lock.packages[''][kind]).toEqual(manifest[kind])
      const entries = Object.values<Record<string, unknown>>(lock.packages)
      expect(entries.filter((entry) => 'resolved' in entry)).toEqual([])
    },
  )
})
