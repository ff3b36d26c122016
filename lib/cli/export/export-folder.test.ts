import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { withExportFolder } from './export-folder.ts'

const aFolder = () => mkdtemp(join(tmpdir(), 'export-'))

const codeOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error) => error.code ?? error.message,
  )

describe('the folder of an export', () => {
  it('is there when it is whole', async () => {
    const folder = await aFolder()
    await withExportFolder(join(folder, 'out'), async ({ write }) => {
      await write('a/b.txt', 'b')
      expect(await readdir(folder)).not.toContain('out')
    })
    expect(await readdir(folder, { recursive: true })).toEqual(['out', 'out/a', 'out/a/b.txt'])
  })

  it('may be empty before', async () => {
    const folder = await aFolder()
    await withExportFolder(folder, ({ write }) => write('a.txt', 'a'))
    expect(await readdir(folder)).toEqual(['a.txt'])
  })

  it('is not written over anything', async () => {
    const folder = await aFolder()
    await mkdir(join(folder, 'out'))
    await writeFile(join(folder, 'out', 'mine.txt'), 'mine')
    expect(await codeOf(withExportFolder(join(folder, 'out'), ({ write }) => write('a.txt', 'a')))).toBe(
      'input/occupied',
    )
    expect(await readdir(folder, { recursive: true })).toEqual(['out', 'out/mine.txt'])
  })

  it('leaves nothing behind when it is not finished', async () => {
    const folder = await aFolder()
    const work = withExportFolder(join(folder, 'out'), async ({ append }) => {
      await append('a.ndjson', { secret: 1 })
      throw new Error('the store is away')
    })
    expect(await codeOf(work)).toBe('the store is away')
    expect(await readdir(folder)).toEqual([])
  })

  it('leaves nothing behind when it fails while more is written', async () => {
    const folder = await aFolder()
    let late: Promise<unknown> = Promise.resolve()
    const work = withExportFolder(join(folder, 'out'), async ({ write }) => {
      late = new Promise((resolve) => setTimeout(resolve, 50)).then(() => write('late/a.txt', 'secret'))
      late.catch(() => undefined)
      await write('a.txt', 'a')
      throw new Error('the store is away')
    })
    expect(await codeOf(work)).toBe('the store is away')
    expect(await codeOf(late)).toBe('the store is away')
    expect(await readdir(folder)).toEqual([])
  })

  it('leaves nothing behind when it is interrupted', async () => {
    const folder = await aFolder()
    const work = withExportFolder(join(folder, 'out'), async ({ append }) => {
      await append('a.ndjson', { secret: 1 })
      process.emit('SIGTERM')
      await append('a.ndjson', { secret: 2 })
    })
    expect(await codeOf(work)).toBe('output/unwritable')
    expect(await readdir(folder)).toEqual([])
  })

  it('has whole lines, however many are added at once', async () => {
    const folder = await aFolder()
    const rows = Array.from({ length: 200 }, (_, number) => ({ number, text: 'x'.repeat(1000) }))
    await withExportFolder(join(folder, 'out'), async ({ append }) => {
      await Promise.all(rows.map((row) => append('rows.ndjson', row)))
    })
    const lines = (await readFile(join(folder, 'out', 'rows.ndjson'), 'utf8')).trim().split('\n')
    expect(lines.map((line) => JSON.parse(line).number)).toEqual(rows.map(({ number }) => number))
  })
})
