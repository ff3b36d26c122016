import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesAsPlaces, findCanaries, makeCanaries, textAsPlace } from './canaries.ts'

const aFlock = () => {
  const canaries = makeCanaries()
  return { text: canaries.plant('a name'), all: canaries.all }
}

describe('a canary', () => {
  it('is not found where it is not', () => {
    const { all } = aFlock()
    expect(findCanaries(all(), [textAsPlace('log', 'a log', `nothing here but ${aFlock().text}`)])).toEqual([])
  })

  it.each([
    ['as it is', (text: string) => `{"level":"error","message":"no ${text}"}`],
    ['in base64', (text: string) => Buffer.from(`{"v":"${text}"}`).toString('base64')],
    ['in base64, one byte later', (text: string) => Buffer.from(` {"v":"${text}"}`).toString('base64')],
    ['in base64, two bytes later', (text: string) => Buffer.from(`  {"v":"${text}"}`).toString('base64')],
    ['in base64url', (text: string) => Buffer.from(`{"v":"${text}"}`).toString('base64url')],
  ])('is found %s, and named', (_, disguise) => {
    const { text, all } = aFlock()
    expect(findCanaries(all(), [textAsPlace('log', 'a log', disguise(text))])).toEqual(['a log: a name'])
  })

  it('that is too short to tell in base64 is found as it is, and not by chance', () => {
    const canaries = makeCanaries()
    canaries.watch('a folder', '/root/')
    const places = [textAsPlace('log', 'a log', 'in /root/x'), textAsPlace('bundle', 'a certificate', 'MIIBb290AgEC')]
    expect(findCanaries(canaries.all(), places)).toEqual(['a log: a folder'])
  })

  it('with unusual characters is found in JSON and in URLs', () => {
    const canaries = makeCanaries()
    canaries.watch('a key', 'two\nlines + more')
    const places = [
      textAsPlace('answer', 'JSON', JSON.stringify({ key: 'two\nlines + more' })),
      textAsPlace('answer', 'a URL', `/p?key=${encodeURIComponent('two\nlines + more')}`),
    ]
    expect(findCanaries(canaries.all(), places)).toEqual(['JSON: a key', 'a URL: a key'])
  })

  it('is found in a file of a folder, among other bytes', () => {
    const { text, all } = aFlock()
    const folder = mkdtempSync(join(tmpdir(), 'canaries-'))
    mkdirSync(join(folder, 'logs'))
    writeFileSync(join(folder, 'logs', 'api.log'), Buffer.concat([Buffer.from([0, 255, 200]), Buffer.from(text)]))
    writeFileSync(join(folder, 'logs', 'build.log'), 'nothing')
    expect(findCanaries(all(), filesAsPlaces('log', folder))).toEqual([`${join('logs', 'api.log')}: a name`])
  })

  it('may be where it is excepted, and nowhere else', () => {
    const canaries = makeCanaries()
    const text = canaries.plant('a name', ['answer'])
    const places = [textAsPlace('answer', 'an answer', text), textAsPlace('log', 'a log', text)]
    expect(findCanaries(canaries.all(), places)).toEqual(['a log: a name'])
  })
})
