import { describe, expect, it } from 'vitest'
import { aSigner } from '../../test/builders/signer.ts'
import { aTemplate, pngStub, rejectionOf } from '../../test/builders/template.ts'
import { buildPass } from './build.ts'
import { hex, utf8 } from './bytes.ts'
import { contentsOf } from './contents.ts'
import { compileTemplate } from './template/compile.ts'
import type { FilledPass } from './template/filled-pass.ts'
import { readyPass } from './template/ready.ts'

const signingTime = new Date('2026-11-21T10:20:59.999Z')
const values = { serialNumber: 'A-1', name: 'Ada' }
const files = {
  'en.lproj/pass.strings': '"hi" = "Hello ${name}";',
  'es.lproj/pass.strings': '"hi" = "Hola ${name}";',
  'es.lproj/logo.png': pngStub('es'.repeat(40_000)),
  'thumbnail.png': pngStub('stock'),
}
// Bytes that no builder makes: whatever becomes of the builders, these stay.
const imageAsEver = (body: string) => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, ...utf8(body)])
const imagesAsEver = {
  'icon.png': imageAsEver('1'),
  'icon@2x.png': imageAsEver('2'),
  'icon@3x.png': imageAsEver('3'),
  'es.lproj/logo.png': imageAsEver('es'.repeat(40_000)),
  'thumbnail.png': imageAsEver('stock'),
}
const perLanguage = { serialNumber: 'A-1', name: { en: 'Friend', es: 'Amigo' } }
const photo = { images: [['thumbnail@2x.png', pngStub('photo')]] } as const

const fill = async (...extras: Parameters<Awaited<ReturnType<typeof compileTemplate>>['fill']>): Promise<FilledPass> =>
  (await compileTemplate(aTemplate({ files }))).fill(...extras)

const hashOf = async (...extras: Parameters<typeof fill>): Promise<string> =>
  (await contentsOf(await fill(...extras))).contentHash

const ready = (): FilledPass =>
  readyPass([
    [
      'pass.json',
      utf8(
        '{"formatVersion":1,"passTypeIdentifier":"pass.com.example.card","teamIdentifier":"ABCDE12345","serialNumber":"é","organizationName":"O","description":"D","generic":{}}',
      ),
    ],
    ['icon.png', pngStub()],
    ['grüße.txt', utf8('x')],
  ])

describe('contentsOf', () => {
  it('hashes the manifest that is signed', async () => {
    const filled = await fill(values)
    const { manifest } = await buildPass(filled, (await aSigner()).signer, { signingTime })
    const digest = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', manifest)))
    expect((await contentsOf(filled)).contentHash).toBe(digest)
  })

  it('has given this hash ever since: records keep it', async () => {
    const template = await compileTemplate(aTemplate({ files: { ...files, ...imagesAsEver } }))
    const { contentHash } = await contentsOf(template.fill(values))
    expect(contentHash).toBe('235ec21f6be30636dcc586a9febfd786c74a4f69d5de18e8fe6658c39c285928')
  })

  it('gives another hash for another value, image, language, token and for a void pass', async () => {
    const webService = { url: 'https://example.com/wallet', authenticationToken: 'x'.repeat(16) }
    const hashes = await Promise.all([
      hashOf(values),
      hashOf({ ...values, name: 'Bob' }),
      hashOf({ ...values, serialNumber: 'A-2' }),
      hashOf(values, photo),
      hashOf(perLanguage),
      hashOf(values, { webService }),
      hashOf(values, { voided: true }),
    ])
    expect(new Set(hashes).size).toBe(7)
  })

  it.each([
    ['of a template', () => fill(values)],
    ["with an image of the record's own", () => fill(values, photo)],
    ['with texts per language', () => fill(perLanguage)],
    ['from a ready folder, with a name beyond ASCII', ready],
  ] as const)('bounds the size of a pass %s from above, by less than 4 KB', async (_, make) => {
    const filled = await make()
    const contents = await contentsOf(filled)
    for (const algorithm of ['RSA', 'P-256'] as const) {
      const { signer } = await aSigner({ algorithm })
      const built = await buildPass(filled, signer, { signingTime })
      expect(contents.bytes).toBeGreaterThanOrEqual(built.bytes.length)
      expect(contents.bytes - built.bytes.length).toBeLessThan(4096)
    }
  })

  it('refuses a copy of a filled pass, as buildPass does', async () => {
    const copy = { ...(await fill(values)) }
    // @ts-expect-error a copy is no filled pass
    expect((await rejectionOf(contentsOf(copy)))?.code).toBe('pass/not-filled')
  })
})
