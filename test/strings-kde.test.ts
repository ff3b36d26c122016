/** Localized texts under the eyes of a reader that knows nothing of ours: KDE's, which Linux desktops and phones use. */
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildPass, compileTemplate } from '../lib/core/index.ts'
import { aSigner } from './builders/signer.ts'
import { aTemplate } from './builders/template.ts'
import { needs, program } from './setup/programs.ts'

// KDE's programs take extractors of one's own: this one hands out texts that none of theirs would show. Names of tickets
// are tidied up on their way out, so what they must not touch is percent-encoded.
const extractor = {
  mimeType: 'application/vnd.apple.pkpass',
  filter: [
    {
      mimeType: 'application/vnd.apple.pkpass',
      field: 'passTypeIdentifier',
      match: 'pass\\.com\\.example\\.card',
      scope: 'Current',
    },
  ],
  script: 'texts.js',
}
const script = `function main(pass, node) {
  const result = node.result[0]
  const { label, value } = pass.field['text']
  const texts = { label, value, after: pass.field['after'].value, logoText: pass.logoText }
  result.reservedTicket.name = encodeURIComponent(JSON.stringify(texts))
  return result
}
`

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passwright-kde-'))
  await mkdir(join(folder, 'extractors'))
  await writeFile(join(folder, 'extractors/texts.json'), JSON.stringify(extractor))
  await writeFile(join(folder, 'extractors/texts.js'), script)
})

/** What a pass shows in a language. */
interface Texts {
  readonly label: string
  readonly value: string
  readonly after: string
  readonly logoText: string
}

const styles = {
  boardingPass: { transitType: 'PKTransitTypeTrain' },
  eventTicket: {},
}

/** A finished pass whose texts are given per language. */
const finished = async (style: keyof typeof styles, text: Readonly<Record<string, string>>): Promise<string> => {
  const template = await compileTemplate(
    aTemplate({
      pass: {
        generic: undefined,
        description: 'Ticket',
        logoText: '${text}',
        relevantDate: '2027-01-04T06:45:00Z',
        barcodes: [{ format: 'PKBarcodeFormatQR', message: '1', messageEncoding: 'iso-8859-1' }],
        [style]: {
          ...styles[style],
          primaryFields: [
            { key: 'text', label: '${text}', value: '${text}' },
            { key: 'after', label: 'After', value: 'after.text' },
          ],
        },
      },
      values: { text: { type: 'string' } },
      sample: { name: undefined, text: 'Hello' },
      files: Object.fromEntries(
        Object.keys(text).map((language) => [`${language}.lproj/pass.strings`, '"after.text" = "zuletzt";']),
      ),
    }),
  )
  const { bytes } = await buildPass(template.fill({ serialNumber: 'S-1', text }), (await aSigner()).signer, {
    signingTime: new Date('2026-11-21T10:20:59Z'),
  })
  const file = join(folder, `${style}-${Object.keys(text).join('-')}.pkpass`)
  await writeFile(file, bytes)
  return file
}

/** The texts of a pass as KDE's reader shows them to somebody whose system speaks a language. */
const shown = (file: string, language: string): Texts => {
  const output = execFileSync(
    program('kitinerary-extractor'),
    ['--additional-search-path', join(folder, 'extractors'), '--no-validation', file],
    { encoding: 'utf8', env: { ...process.env, QT_QPA_PLATFORM: 'offscreen', LANGUAGE: '', LC_ALL: language } },
  )
  const [reservation] = JSON.parse(output)
  return JSON.parse(decodeURIComponent(reservation.reservedTicket.name))
}

const texts = [
  ['ASCII', 'Gate 12, platform 3/4; row <A> & B'],
  ['umlauts', 'Grüße aus Köln, Übergang ß'],
  ['Chinese', '登机口 十二号'],
  ['emoji', 'Viel Spaß 🎉👩‍👩‍👧'],
  ['lines and tabs', 'one\ntwo\r\nthree\tfour'],
  ['backslashes', 'C:\\new\\table\\\\server'],
  ['what looks like syntax', "/* no comment */ // 'none'  = ; {}"],
  ['separators of lines and paragraphs', 'a\u2028b\u2029c'],
] as const

describe("KDE's reader of passes", needs('kitinerary-extractor'), () => {
  it.each(texts)('gives %s back as they were written', async (_, text) => {
    const file = await finished('eventTicket', { en: 'Hello', de: text })
    const german = shown(file, 'de_DE.UTF-8')
    expect(german).toEqual({ label: text, value: text, after: 'zuletzt', logoText: text })
    expect(shown(file, 'en_GB.UTF-8').value).toBe('Hello')
  })

  it('reads boarding passes alike', async () => {
    const file = await finished('boardingPass', { en: 'Gate', zh: '登机口' })
    expect(shown(file, 'zh_CN.UTF-8').label).toBe('登机口')
  })

  // It leaves the backslash before a quote, whoever wrote the file; the quote must not end the text, nor the file.
  it('reads on behind quotes', async () => {
    const file = await finished('eventTicket', { en: 'Hello', de: 'Das „"Kolosseum"“' })
    const german = shown(file, 'de_DE.UTF-8')
    expect(german.value).toBe('Das „\\"Kolosseum\\"“')
    expect(german.after).toBe('zuletzt')
  })
})
