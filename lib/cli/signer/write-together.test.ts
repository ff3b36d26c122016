import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeTogether } from './write-together.ts'

describe('files that are written together', () => {
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'together-'))
  })

  afterEach(() => rm(folder, { recursive: true }))

  const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8')

  it('do not replace a key that came meanwhile', async () => {
    await writeFile(join(folder, 'key.pem'), 'the key of somebody else')

    const writing = writeTogether(folder, [{ name: 'key.pem', contents: 'another key', mode: 0o600 }])

    await expect(writing).rejects.toMatchObject({ message: expect.stringContaining('EEXIST') })
    expect(await read('key.pem')).toBe('the key of somebody else')
  })

  it('leave what they replaced as it was if a later one cannot be written', async () => {
    await writeFile(join(folder, 'intermediate.pem'), 'the earlier one')
    await mkdir(join(folder, 'certificate.pem'))

    const writing = writeTogether(folder, [
      { name: 'key.pem', contents: 'a key', mode: 0o600 },
      { name: 'intermediate.pem', contents: 'the new one', replaces: true },
      { name: 'certificate.pem', contents: 'a certificate', replaces: true },
    ])

    await expect(writing).rejects.toThrow('cannot be written to')
    expect(await readdir(folder)).toEqual(['certificate.pem', 'intermediate.pem'])
    expect(await read('intermediate.pem')).toBe('the earlier one')
  })

  it('replace what they may, and let only the owner read a key', async () => {
    await writeFile(join(folder, 'intermediate.pem'), 'the earlier one')

    await writeTogether(folder, [
      { name: 'key.pem', contents: 'a key', mode: 0o600 },
      { name: 'intermediate.pem', contents: 'the new one', replaces: true },
    ])

    expect(await readdir(folder)).toEqual(['intermediate.pem', 'key.pem'])
    expect(await read('intermediate.pem')).toBe('the new one')
    expect((await stat(join(folder, 'key.pem'))).mode & 0o777).toBe(0o600)
  })
})
