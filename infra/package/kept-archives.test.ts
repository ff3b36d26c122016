import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keptArchives } from './kept-archives.ts'

/** A project with as little in it as there may be. */
const aProject = (): string => {
  const root = mkdtempSync(join(tmpdir(), 'kept-archives-'))
  for (const folder of ['functions', 'lib', 'infra/package']) mkdirSync(join(root, folder), { recursive: true })
  for (const file of ['package.json', 'package-lock.json', 'tsconfig.json', 'lib/a.ts', 'lib/a.test.ts']) {
    writeFileSync(join(root, file), file)
  }
  return root
}

const bytes = new Uint8Array([1, 2, 3])

const find = (root: string): readonly number[] | undefined => {
  const found = keptArchives(root).find('api')
  return found && [...found]
}

describe('kept archives', () => {
  it('are there for the next start', () => {
    const root = aProject()
    expect(find(root)).toBe(undefined)
    keptArchives(root).keep('api', bytes)
    expect(find(root)).toEqual([1, 2, 3])
  })

  it.each(['lib/a.ts', 'lib/new.ts', 'functions/api.ts', 'infra/package/bundle.ts', 'package-lock.json'])(
    'are of no use once %s has changed',
    (file) => {
      const root = aProject()
      keptArchives(root).keep('api', bytes)
      writeFileSync(join(root, file), 'another')
      expect(find(root)).toBe(undefined)
    },
  )

  it('stay when only a test has changed', () => {
    const root = aProject()
    keptArchives(root).keep('api', bytes)
    writeFileSync(join(root, 'lib/a.test.ts'), 'another')
    expect(find(root)).toEqual([1, 2, 3])
  })
})
