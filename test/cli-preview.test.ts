/** `passwright preview`, run as its users run it. */
import { cp, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { aFolder, filesBelow, type Outcome, passwright } from './builders/passwright.ts'

const template = (name: string): string => resolve('infra/templates', name)

/** The command of the tests is a single file in another place: what it is made of is found here. */
const env = { NODE_PATH: resolve('node_modules') }

let folder: string

beforeAll(async () => {
  folder = await aFolder()
})

const preview = (...args: readonly string[]): Promise<Outcome> => passwright(folder, ['preview', ...args], env)

/** The texts of a drawing. */
const textsOf = (svg: string): readonly string[] =>
  Array.from(svg.matchAll(/<text [^>]*>([^<]*)</g), ([, text = '']) => text)

const texts = async (...args: readonly string[]): Promise<readonly string[]> => {
  const out = join(folder, 'drawn.svg')
  const { code, stderr } = await preview(...args, '--out', out)
  expect([code, stderr]).toEqual([0, ''])
  return textsOf(await readFile(out, 'utf8'))
}

describe('passwright preview', () => {
  it('draws the front of a template with its sample values, and says what it wrote', async () => {
    const { code, stdout } = await preview(template('membership'), '--out', 'card.svg')
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^card\.svg {2}343 x 503 points, \d+ bytes\n$/)])
    expect(textsOf(await readFile(join(folder, 'card.svg'), 'utf8'))).toContain('Begoña Ibáñez')
  })

  it('draws it in another language, and with other values', async () => {
    await writeFile(
      join(folder, 'values.json'),
      JSON.stringify({
        ...{ serialNumber: 'CP-1', givenName: 'Ada', familyName: 'Lovelace', level: 'Oro', memberSince: '1943' },
        validUntil: '2027-12-31T23:59:59+01:00',
      }),
    )
    const drawn = await texts(template('membership'), '--locale', 'es', '--values', 'values.json')
    expect(drawn).toEqual(expect.arrayContaining(['TITULAR', 'Ada Lovelace']))
  })

  it('draws the back, and how a watch shows it', async () => {
    const [back, watch] = [
      await texts(template('event-ticket'), '--back'),
      await texts(template('event-ticket'), '--watch'),
    ]
    expect([back.includes('Doors open'), watch.includes('Doors open')]).toEqual([true, false])
    expect([back.includes('Night Music'), watch.includes('Night Music')]).toEqual([false, true])
  })

  it('draws a pass that was signed, as PNG in the width that is asked for', async () => {
    const built = await passwright(folder, ['build', template('coupon'), '--out', 'coupon.pkpass'])
    expect(built.code).toBe(0)
    const { code, stdout } = await preview('coupon.pkpass', '--out', 'coupon.png', '--width', '200', '--json')
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { file: 'coupon.png', width: 343 }])
    const png = await readFile(join(folder, 'coupon.png'))
    expect([png.subarray(1, 4).toString(), png.readUInt32BE(16)]).toEqual(['PNG', 200])
  })

  it('draws what the lock screen says when one pass takes the place of another', async () => {
    const { sample } = JSON.parse(await readFile(join(template('store-card'), 'template.json'), 'utf8'))
    const next = join(folder, 'next')
    await cp(template('store-card'), next, { recursive: true })
    const settings = JSON.parse(await readFile(join(next, 'template.json'), 'utf8'))
    await writeFile(join(next, 'template.json'), JSON.stringify({ ...settings, sample: { ...sample, balance: 30 } }))
    const drawn = await texts('next', '--lock-screen', template('store-card'))
    expect(drawn).toContain('Your balance is now €30.00.')
  })

  it('draws again whenever the template changes, and bears with mistakes', { timeout: 60_000 }, async () => {
    const place = await aFolder()
    await cp(template('coupon'), place, { recursive: true })
    const file = join(place, 'pass.json')
    const good = await readFile(file, 'utf8')
    const out = join(folder, 'followed.svg')
    const { stdout, stderr } = await passwright(folder, ['preview', place, '--out', out, '--follow'], env, (child) => {
      const steps: readonly (readonly [sign: string, act: () => unknown])[] = [
        ['following', () => writeFile(file, '{')],
        ['pass.json', () => writeFile(file, good.replaceAll('Fernhollow', 'Fernwood'))],
        ['points, ', () => child.kill('SIGTERM')],
      ]
      let written = ''
      let done = 0
      let acts: Promise<unknown> = Promise.resolve()
      const look = (chunk: unknown) => {
        written += String(chunk)
        const step = steps[done]
        if (!(step && written.includes(step[0]))) return
        done += 1
        // What comes next is looked for in what is written from now on.
        written = ''
        acts = acts.then(step[1])
      }
      child.stdout?.on('data', (chunk) => done > 1 && look(chunk))
      child.stderr?.on('data', look)
    })
    expect(stdout.trim().split('\n').length).toBe(2)
    expect(stderr).toContain('pass.json')
    expect(textsOf(await readFile(out, 'utf8'))).toContain('Fernwood')
  })

  it.each<[string, readonly string[], number, string]>([
    ['no place to write to', ['x'], 2, '--out is missing'],
    ['another format', ['x', '--out', 'x.gif'], 2, '--out names FILE.svg or FILE.png'],
    ['two views', [template('coupon'), '--out', 'x.svg', '--watch', '--back'], 2, 'give one of --watch'],
    ['no time zone', [template('coupon'), '--out', 'x.svg', '--time-zone', 'Vienna'], 2, 'is none such as Europe'],
    ['a picture wider than any', [template('coupon'), '--out', 'x.png', '--width', '9000'], 2, 'from 1 to 4096'],
    [
      'a font that is none',
      [template('coupon'), '--out', 'x.png', '--font', template('coupon/pass.json')],
      2,
      'is no TrueType',
    ],
    ['several passes', [resolve('infra/templates'), '--out', 'x.svg'], 2, 'holds several; name one of them'],
    ['nothing there', ['nowhere', '--out', 'x.svg'], 1, 'there is no such file or folder'],
  ])('refuses %s, and writes nothing', async (_, args, code, message) => {
    const outcome = await preview(...args)
    expect([outcome.code, outcome.stderr]).toEqual([code, expect.stringContaining(message)])
    expect((await filesBelow(folder)).filter((file) => file.startsWith('x.'))).toEqual([])
  })
})
