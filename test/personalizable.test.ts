/** Passes that ask their first holder who they are, built and checked, and what becomes of them. */
import { describe, expect, it } from 'vitest'
import { buildPass, compileTemplate, type FillExtras, SignerError, verifyPass } from '../lib/core/index.ts'
import { preflight } from '../lib/core/preflight/preflight.ts'
import { aPng } from './builders/png.ts'
import { aSigner } from './builders/signer.ts'
import { aTemplate } from './builders/template.ts'

const form = {
  requiredPersonalizationFields: ['PKPassPersonalizationFieldName', 'PKPassPersonalizationFieldEmailAddress'],
  description: 'join_text',
  termsAndConditions: "<a href='https://example.com/terms'>Terms</a>",
}

const logo = (scale: number) => aPng({ width: 150 * scale, height: 40 * scale })
const icon = (scale: number) => aPng({ width: 38 * scale, height: 38 * scale })

const files = {
  'icon.png': icon(1),
  'icon@2x.png': icon(2),
  'icon@3x.png': icon(3),
  'personalization.json': JSON.stringify(form),
  'personalizationLogo.png': logo(1),
  'personalizationLogo@2x.png': logo(2),
  'personalizationLogo@3x.png': logo(3),
  'en.lproj/pass.strings':
    '"join_text" = "Join, and the first coffee is on us.";\n"holder" = "Holder";\n"holder_change" = "This card is now held by %@.";',
  'es.lproj/pass.strings':
    '"join_text" = "Únete: el primer café corre de nuestra cuenta.";\n"holder" = "Titular";\n"holder_change" = "Esta tarjeta es ahora de %@.";',
}

const nfcKey = 'MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgADsgPpvDDhKDl1VXbhmBnFiYqr5FHuFkcaTcVOEqjLhAM='
const serialNumber = 'A-1'
const signingTime = new Date('2026-11-21T10:20:00Z')
const webService = { url: 'https://passes.example.com/wallet', authenticationToken: 'x'.repeat(43) }

const filled = async (extras: FillExtras = {}) => {
  const pass = {
    generic: undefined,
    backgroundColor: 'rgb(20, 20, 20)',
    foregroundColor: 'rgb(255, 255, 255)',
    labelColor: 'rgb(255, 255, 255)',
    nfc: { message: '${serialNumber}', encryptionPublicKey: nfcKey },
    storeCard: {
      secondaryFields: [{ key: 'holder', label: 'holder', value: '${name}', changeMessage: 'holder_change' }],
    },
  }
  const template = await compileTemplate(aTemplate({ pass, files }))
  return template.fill({ serialNumber, name: 'Ada' }, { webService, ...extras })
}

const manifestOf = async (extras: FillExtras = {}): Promise<string[]> => {
  const { signer } = await aSigner({ nfc: true })
  const { manifest } = await buildPass(await filled(extras), signer, { signingTime })
  return Object.keys(JSON.parse(new TextDecoder().decode(manifest)))
}

describe('a personalizable pass', () => {
  it('is one that preflight warns of nothing in', async () => {
    const findings = preflight(await filled())
    expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([])
  })

  it('is built with its form and its logo, all in the manifest, and verifies', async () => {
    const { signer, root } = await aSigner({ nfc: true })
    const { bytes } = await buildPass(await filled(), signer, { signingTime })
    expect((await verifyPass(bytes, { trust: { roots: [root] } })).ok).toBe(true)
    expect(await manifestOf()).toEqual(expect.arrayContaining(['personalization.json', 'personalizationLogo@3x.png']))
  })

  it('is signed by nobody whose certificate is not for NFC', async () => {
    const { signer } = await aSigner({ nfc: false })
    await expect(buildPass(await filled(), signer, { signingTime })).rejects.toThrow(SignerError)
  })

  it('once it has a holder, is the same pass without the form and its logo', async () => {
    const before = await manifestOf()
    const form = ['personalization.json', 'personalizationLogo.png', 'personalizationLogo@2x.png']
    const gone = new Set([...form, 'personalizationLogo@3x.png'])
    expect(await manifestOf({ personalized: true })).toEqual(before.filter((path) => !gone.has(path)))
  })
})
