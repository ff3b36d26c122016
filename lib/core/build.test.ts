import { describe, expect, it } from 'vitest'
import { aSigner } from '../../test/builders/signer.ts'
import { aTemplate, pngStub, rejectionOf } from '../../test/builders/template.ts'
import { unzip } from './archive/unzip.ts'
import { utf8 } from './bytes.ts'
import { buildPass, compileTemplate, contentsOf, readyPass, verifyPass } from './index.ts'

const signed = aSigner()
const signingTime = new Date('2026-11-21T10:20:59.999Z')
const values = { serialNumber: 'A-1', name: 'Ada' }

const files = {
  'en.lproj/pass.strings': '"hi" = "Hello ${name}";',
  'en.lproj/logo.png': pngStub('en'),
  'es.lproj/pass.strings': '"hi" = "Hola ${name}";',
  'es.lproj/logo.png': pngStub('es'),
  'thumbnail.png': pngStub('stock'),
}

const isGood = async (bytes: Uint8Array): Promise<boolean> =>
  (await verifyPass(bytes, { trust: { roots: [(await signed).root] } })).ok

describe('buildPass', () => {
  it('makes a package that verifies, with every file in it', async () => {
    const template = await compileTemplate(aTemplate({ files, pass: { logoText: 'hi' } }))
    const { bytes, findings } = await buildPass(template.fill(values), (await signed).signer, { signingTime })
    expect(await isGood(bytes)).toBe(true)
    expect(findings).toEqual([])
    expect([...(await unzip(bytes)).keys()].toSorted()).toEqual([
      'en.lproj/logo.png',
      'en.lproj/pass.strings',
      'es.lproj/logo.png',
      'es.lproj/pass.strings',
      'icon.png',
      'icon@2x.png',
      'icon@3x.png',
      'manifest.json',
      'pass.json',
      'signature',
      'thumbnail.png',
    ])
  })

  it('gives the same bytes for the same values, signer and time', async () => {
    const { signer } = await signed
    const [one, other] = await Promise.all(
      [aTemplate({ files }), new Map([...aTemplate({ files })].reverse())].map(async (each) => {
        const template = await compileTemplate(each)
        return (await buildPass(template.fill(values), signer, { signingTime })).bytes
      }),
    )
    expect(one).toEqual(other)
  })

  it('asks the rules again of a pass that is not the one that was checked', async () => {
    const template = await compileTemplate(aTemplate())
    const { signer } = await signed
    const [good, bad] = [template.fill(values), template.fill({ ...values, name: 'Bob' })]
    const { contentHash } = await contentsOf(good)
    Object.assign(bad.pass, { formatVersion: 2 })
    Object.assign(good.pass, { formatVersion: 2 })
    expect((await buildPass(good, signer, { signingTime, checked: contentHash })).findings).toEqual([])
    await expect(rejectionOf(buildPass(bad, signer, { signingTime, checked: contentHash }))).resolves.toMatchObject({
      code: 'pass/refused',
    })
    await expect(rejectionOf(buildPass(good, signer, { signingTime }))).resolves.toMatchObject({ code: 'pass/refused' })
  })

  it('changes only pass.json, its line in the manifest and the signature when one value changes', async () => {
    const template = await compileTemplate(aTemplate())
    const { signer } = await signed
    const [one, other] = await Promise.all(
      ['Ada', 'Bob'].map(async (name) =>
        unzip((await buildPass(template.fill({ ...values, name }), signer, { signingTime })).bytes),
      ),
    )
    const changed = [...one!.keys()].filter(
      (path) => new TextDecoder().decode(one!.get(path)) !== new TextDecoder().decode(other!.get(path)),
    )
    expect(changed.toSorted()).toEqual(['manifest.json', 'pass.json', 'signature'])
  })

  it('builds many passes of a template at once without mixing them up', async () => {
    const template = await compileTemplate(aTemplate({ files }))
    const { signer } = await signed
    const names = Array.from({ length: 40 }, (_, index) => `Name ${index}`)
    const built = await Promise.all(
      names.map((name, index) =>
        buildPass(template.fill({ serialNumber: `S-${index}`, name }), signer, { signingTime }),
      ),
    )
    const unpacked = await Promise.all(built.map(({ bytes }) => unzip(bytes)))
    const read = unpacked.map((each) => JSON.parse(new TextDecoder().decode(each.get('pass.json' as never))))
    expect(read.map(({ generic }) => generic.primaryFields[0].value)).toEqual(names)
    expect(await Promise.all(built.map(({ bytes }) => isGood(bytes)))).toEqual(names.map(() => true))
  })

  it('returns bytes on a buffer of their own', async () => {
    const template = await compileTemplate(aTemplate())
    const { bytes } = await buildPass(template.fill(values), (await signed).signer, { signingTime })
    expect([bytes.byteOffset, bytes.buffer.byteLength]).toEqual([0, bytes.length])
  })

  it("puts the record's images in place of the template's", async () => {
    const template = await compileTemplate(aTemplate({ files }))
    const images = [['thumbnail@2x.png', pngStub('photo')]] as const
    const { bytes } = await buildPass(template.fill(values, { images }), (await signed).signer, { signingTime })
    expect(await isGood(bytes)).toBe(true)
    const paths: string[] = [...(await unzip(bytes)).keys()]
    expect(paths.filter((path) => path.startsWith('thumbnail'))).toEqual(['thumbnail@2x.png'])
  })

  it('signs a ready folder without touching a byte of its files', async () => {
    const passJson =
      ' { "formatVersion": 1, "passTypeIdentifier": "pass.com.example.card", "teamIdentifier": "ABCDE12345", "serialNumber": "x y", "organizationName": "O", "description": "D", "generic": {} } '
    const filled = readyPass([
      ['pass.json', utf8(passJson)],
      ['icon.png', pngStub()],
      ['icon-signature.png', pngStub()],
    ])
    const { bytes } = await buildPass(filled, (await signed).signer, { signingTime })
    expect(await isGood(bytes)).toBe(true)
    const read: ReadonlyMap<string, Uint8Array> = await unzip(bytes)
    expect(new TextDecoder().decode(read.get('pass.json'))).toBe(passJson)
    expect(read.has('icon-signature.png')).toBe(true)
  })

  it('signs with an EC key too', async () => {
    const { signer, root } = await aSigner({ algorithm: 'P-256' })
    const template = await compileTemplate(aTemplate())
    const { bytes } = await buildPass(template.fill(values), signer, { signingTime })
    expect((await verifyPass(bytes, { trust: { roots: [root] } })).ok).toBe(true)
  })

  it.each([
    ['of another pass type', { passTypeIdentifier: 'pass.com.example.other' }, 'signer/wrong-pass-type'],
    ['of another team', { teamIdentifier: 'ZZZZZ99999' }, 'signer/wrong-team'],
    ['that has expired', { validTo: new Date('2026-06-01T00:00:00Z') }, 'signer/expired'],
    ['that is not valid yet', { validFrom: new Date('2027-06-01T00:00:00Z') }, 'signer/not-yet-valid'],
  ])('refuses a signer %s', async (_, options, code) => {
    const { signer } = await aSigner(options)
    const template = await compileTemplate(aTemplate())
    expect((await rejectionOf(buildPass(template.fill(values), signer, { signingTime })))?.code).toBe(code)
  })

  it('wants a certificate with NFC for a pass with NFC', async () => {
    const nfc = {
      message: 'x',
      encryptionPublicKey: 'MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgADsgPpvDDhKDl1VXbhmBnFiYqr5FHuFkcaTcVOEqjLhAM=',
    }
    const template = await compileTemplate(aTemplate({ pass: { nfc } }))
    const { signer } = await signed
    expect((await rejectionOf(buildPass(template.fill(values), signer, { signingTime })))?.code).toBe(
      'signer/nfc-not-allowed',
    )
    const enhanced = await aSigner({ nfc: true })
    const { bytes } = await buildPass(template.fill(values), enhanced.signer, { signingTime })
    expect((await verifyPass(bytes, { trust: { roots: [enhanced.root] } })).ok).toBe(true)
  })

  it('refuses what Wallet would refuse, before it signs', async () => {
    const template = await compileTemplate(aTemplate({ pass: { expirationDate: '2027-01-01' } }))
    const fault = await rejectionOf(buildPass(template.fill(values), (await signed).signer, { signingTime }))
    expect(fault).toMatchObject({ code: 'pass/refused', paths: ['/expirationDate'] })
  })

  it('refuses a copy of a filled pass, whose pass.json would not be the one that was checked', async () => {
    const { signer } = await signed
    const filled = (await compileTemplate(aTemplate())).fill(values)
    const forged = { ...filled, pass: { ...filled.pass, serialNumber: 'B-2' } }
    // @ts-expect-error a copy is no filled pass
    const fault = await rejectionOf(buildPass(forged, signer, { signingTime }))
    expect(fault?.code).toBe('pass/not-filled')
    expect(() => Object.assign(filled, { pass: {} })).toThrowError(TypeError)
  })
})
