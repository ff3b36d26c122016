/** Passes that ask their first holder who they are, built and checked, and what becomes of them. */
import { describe, expect, it } from 'vitest'
import { buildPass, compileTemplate, type FillExtras, SignerError, verifyPass } from '../lib/core/index.ts'
import { preflight } from '../lib/core/preflight/preflight.ts'
import { formFiles, personalizable } from './builders/personalizable.ts'
import { aSigner } from './builders/signer.ts'
import { aTemplate } from './builders/template.ts'

const serialNumber = 'A-1'
const signingTime = new Date('2026-11-21T10:20:00Z')
const webService = { url: 'https://passes.example.com/wallet', authenticationToken: 'x'.repeat(43) }

const filled = async (extras: FillExtras = {}) => {
  const template = await compileTemplate(aTemplate(personalizable))
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
    const gone = new Set(Object.keys(formFiles))
    expect(await manifestOf({ personalized: true })).toEqual(before.filter((path) => !gone.has(path)))
  })
})
