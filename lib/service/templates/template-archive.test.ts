import { describe, expect, it } from 'vitest'
import { unzip } from '../../core/archive/unzip.ts'
import { utf8 } from '../../core/bytes.ts'
import { writeStoredArchive } from './template-archive.ts'

const files = new Map([
  ['pass.json', utf8('{}')],
  ['es.lproj/logo.png', utf8('logo')],
  ['ünïcode.png', utf8('')],
  ['__proto__', utf8('1')],
])

describe('the stored archive of a template', () => {
  it('holds the files', async () => {
    const read = await unzip(writeStoredArchive(files))
    expect([...read]).toEqual([...files].sort(([a], [b]) => (a < b ? -1 : 1)))
  })

  it('is the same bytes for the same files in any order', () => {
    const reversed = new Map([...files].reverse())
    expect(writeStoredArchive(reversed)).toEqual(writeStoredArchive(files))
  })

  it('of no files is an archive', async () => {
    expect((await unzip(writeStoredArchive(new Map()))).size).toBe(0)
  })
})
