import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLinksFile } from './links-file.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passwright-test-'))
})

afterAll(() => rm(folder, { recursive: true }))

const header = 'row,serialNumber,url,expiresAt,code,message\r\n'
const rowOf = (line: number): string =>
  line % 7 === 0
    ? `${line},,,,values/invalid,"ä, ö, ü\r\n"\r\n`
    : `${line},S-${line},https://p/${'x'.repeat(900)},,,\r\n`

const openOn = async (text: string) => {
  const path = join(folder, 'links.csv')
  await writeFile(path, text)
  const { before, close } = await openLinksFile(path)
  await close()
  return { before, text: await readFile(path, 'utf8') }
}

describe('a table of links', () => {
  it('is read piece by piece, however long it is', async () => {
    const whole = header + Array.from({ length: 4000 }, (_, index) => rowOf(index + 2)).join('')
    const { before, text } = await openOn(`${whole}4002,S-40`)
    expect(before).toEqual({ lastLine: 4001, lastSerialNumber: 'S-4001', linked: 3429, failed: 571 })
    expect(text === whole).toBe(true)
  })

  const cut = `${header}7,,,,values/invalid,"ä"\r\n`

  it.each(Array.from({ length: cut.length }, (_, index) => index))(
    'is gone on with if it ends after %i characters',
    async (length) => {
      const { before, text } = await openOn(cut.slice(0, length))
      expect([before.lastLine, text]).toEqual([0, header])
    },
  )
})
