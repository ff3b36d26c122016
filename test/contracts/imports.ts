/** The contract of Imports. */
import { expect } from 'vitest'
import type { Import, Imports } from '../../lib/ports/imports.ts'
import { type Contract, contract, type Sentence } from './contract.ts'
import { now, unique } from './samples.ts'
import { steppedSentences } from './stepped.ts'

/** An import that has just begun, with whatever is given instead. */
const anImport = (parts: Partial<Import> = {}): Import => ({
  id: `i${unique()}`,
  key: `days/${unique()} – 月曜.csv`,
  defaults: {},
  status: 'waiting',
  step: 0,
  position: { offset: 0, line: 0 },
  counts: { created: 0, changed: 0, unchanged: 0, failed: 0 },
  parts: [],
  startedAt: now * 1000,
  updatedAt: now * 1000 + 1,
  ...parts,
})

const ended = { updatedAt: now * 1000 + 2, endedAt: now * 1000 + 2 }

const contents: readonly Sentence<Imports>[] = [
  {
    sentence: 'an import comes back with all that it says, and with nothing else',
    check: async (imports) => {
      const all = [
        anImport(),
        anImport({
          ...{ ...ended, status: 'done' },
          defaults: { template: 'contract@3', passTypeIdentifier: 'pass.com.example.contract', mode: 'patch' },
          file: { bytes: 4711, sha256: 'ab'.repeat(32), rows: 10 },
          position: { offset: 4711, line: 12 },
          counts: { created: 4, changed: 3, unchanged: 2, failed: 1 },
          parts: [2000, 4711],
        }),
        anImport({ status: 'running', defaults: { mode: 'values' } }),
        anImport({ ...ended, status: 'failed', failure: { code: 'import/no-rows', message: 'there are none – 無' } }),
      ]
      for (const work of all) {
        expect(await imports.save(work)).toBe(true)
        expect(await imports.get(work.id)).toStrictEqual(work)
      }
    },
  },
  {
    sentence: 'an import may have stored thousands of parts',
    check: async (imports) => {
      const work = anImport({ parts: Array.from({ length: 6000 }, (_, index) => 30_000_000 + index) })
      expect(await imports.save(work)).toBe(true)
      expect(await imports.get(work.id)).toStrictEqual(work)
    },
  },
]

/** Everything that Imports promises. */
export const importsSentences: readonly Sentence<Imports>[] = [...contents, ...steppedSentences(() => anImport())]

/** Registers a test for each promise of Imports. */
export const importsContract: Contract<Imports> = contract('imports', importsSentences)
