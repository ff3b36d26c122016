/** From a filled pass to a signed `.pkpass`. */
import { manifestFor, packPass } from './archive/pack.ts'
import type { Bytes } from './bytes.ts'
import { contentHashOf } from './contents.ts'
import { PassError } from './errors.ts'
import type { Finding } from './finding.ts'
import { needsNfc } from './format/nfc.ts'
import { prepared } from './prepared-files.ts'
import { assertSigns, type SignedPassIdentity, type Signer } from './signing/signer.ts'
import { FilledPass } from './template/filled-pass.ts'

/** How to build. */
export interface BuildOptions {
  /**
   * When the pass counts as signed; whole seconds are written, rounded down. The same pass, signer (with an RSA key)
   * and signing time give the same bytes.
   */
  readonly signingTime: Date
  /**
   * The `contentHash` that `contentsOf` told of a pass that was checked before. If this pass is the very same, the rules are
   * not asked again, which takes about a quarter of the time besides signing; there are no findings then.
   */
  readonly checked?: string
}

/** A signed pass. */
export interface BuiltPass {
  /** The `.pkpass`: exactly these bytes, on a buffer of their own. */
  readonly bytes: Bytes
  /** `manifest.json` as it was signed. */
  readonly manifest: Bytes
  /** What preflight has to say; no errors among them. */
  readonly findings: readonly Finding[]
}

/** Asks the rules: they are loaded when they are first needed, because who builds what was checked before does without. */
const assertInstallable = async (filled: FilledPass): Promise<readonly Finding[]> => {
  const preflight = await import('./preflight/preflight.ts')
  return preflight.assertInstallable(filled)
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Whom a pass says it is from, and whether it needs a certificate with NFC. */
export const identityOf = ({ pass, shared, own }: FilledPass): SignedPassIdentity => ({
  passTypeIdentifier: text(pass.passTypeIdentifier),
  teamIdentifier: text(pass.teamIdentifier),
  nfc: needsNfc(pass, (path) => shared.has(path) || own.has(path)),
})

const assertSealed = ({ isSpecimen }: FilledPass): void => {
  if (!isSpecimen) return
  throw new PassError(
    'pass/not-sealed',
    'the pass has a specimen of its sealed barcode, which no scanner takes: fill the template with sealBarcode',
  )
}

/**
 * Builds a pass: checks it, refuses what Wallet would refuse, signs the manifest and packs the archive.
 *
 * @throws PassError `pass/refused` with every finding; `pass/not-filled` for a pass that neither `template.fill` nor
 *   `readyPass` made; `pass/not-sealed` for one that was filled without what seals its barcode
 * @throws SignerError if the signer is not the pass's own, or not valid at the signing time
 * @throws ArchiveError `archive/unsafe-path` for a file name that no archive may hold
 * @example
 * ```ts
 * const { bytes } = await buildPass(template.fill(values), signer, { signingTime: new Date() })
 * ```
 */
export const buildPass = async (
  filled: FilledPass,
  signer: Signer,
  { signingTime, checked }: BuildOptions,
): Promise<BuiltPass> => {
  FilledPass.assert(filled)
  assertSealed(filled)
  const { shared, own } = filled
  const told = checked === undefined ? await assertInstallable(filled) : undefined
  const files = await prepared(shared)
  const manifest = manifestFor(files, own)
  const findings = told ?? ((await contentHashOf(manifest)) === checked ? [] : await assertInstallable(filled))
  assertSigns(signer, identityOf(filled))
  const signature = await signer.sign(manifest, signingTime)
  return { bytes: packPass(files, own, manifest, signature), manifest, findings }
}
