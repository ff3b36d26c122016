/** The passes of the reference server: what is kept of them, and how they are built. */
import { type Bytes, utf8 } from '../../../lib/core/bytes.ts'
import { buildPass, loadSigner, readyPass, type Signer } from '../../../lib/core/index.ts'
import { formFiles } from '../../builders/personalizable.ts'
import { aPng } from '../../builders/png.ts'
import { aChain } from '../../builders/signer.ts'

/** The pass type of its passes. */
export const passTypeIdentifier = 'pass.com.example.card'

/** The `webServiceURL` of its passes, unless they are changed. */
export const webServiceURL = 'https://passes.example/wallet'

/** A pass as the server keeps it. */
export interface StoredPass {
  readonly serialNumber: string
  /** The `webServiceURL`. */
  url: string
  token: string
  gate: number
  /** Goes up with every change of any pass. */
  changed: number
  /** When it changed, in milliseconds since 1970. */
  at: number
  /** The same as a date: in whole seconds since 1970; no two versions of a pass have the same. */
  seconds: number
  /** Whether it has a form, and if it had one, what was answered. */
  form: 'none' | 'open' | { readonly answers: string }
}

const nfc = {
  message: 'a',
  encryptionPublicKey: 'MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgADsgPpvDDhKDl1VXbhmBnFiYqr5FHuFkcaTcVOEqjLhAM=',
}

const json = (value: unknown): Bytes => utf8(JSON.stringify(value))

const asBytes = ([path, file]: readonly [string, string | Uint8Array]): [string, Uint8Array] => [
  path,
  typeof file === 'string' ? utf8(file) : file,
]

let signing: Promise<{ readonly signer: Signer; readonly root: string }> | undefined

/** The signer of all passes, which may sign passes with NFC, and its root. */
export const passSigner = (): NonNullable<typeof signing> => {
  signing ??= aChain({ nfc: true }).then(async (chain) => ({ signer: await loadSigner(chain), root: chain.root }))
  return signing
}

/** Builds a pass. */
export const pack = async (pass: StoredPass): Promise<Bytes> => {
  const fields = { primaryFields: [{ key: 'gate', label: 'Gate', value: pass.gate, changeMessage: 'Gate %@' }] }
  const content = {
    formatVersion: 1,
    passTypeIdentifier,
    teamIdentifier: 'ABCDE12345',
    serialNumber: pass.serialNumber,
    organizationName: 'Example',
    description: 'A card',
    webServiceURL: pass.url,
    authenticationToken: pass.token,
    ...(pass.form === 'none' ? { generic: fields } : { nfc, storeCard: fields }),
  }
  const icons = ['icon.png', 'icon@2x.png', 'icon@3x.png'].map((name, index): [string, Uint8Array] => [
    name,
    aPng({ width: 38 * (index + 1), height: 38 * (index + 1) }),
  ])
  const files = new Map([
    ['pass.json', json(content)],
    ...icons,
    ...(pass.form === 'open' ? Object.entries(formFiles).map(asBytes) : []),
  ])
  const { signer } = await passSigner()
  return (await buildPass(readyPass(files), signer, { signingTime: new Date(pass.seconds * 1000) })).bytes
}
