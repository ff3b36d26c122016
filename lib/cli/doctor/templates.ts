/**
 * The templates of the passes that the doctor issues. Versions of templates stay for good, so these are the same bytes each time:
 * however often the doctor comes, there is one version of each.
 */
import { storeFiles } from '../../core/archive/store.ts'
import { type Bytes, copyBytes, utf8 } from '../../core/bytes.ts'
import { isObject, type JsonObject, parseJson } from '../../core/format/json.ts'
import { sha256Hex } from '../../service/sha256.ts'
import { type StarterWishes, starterFiles } from '../starter/starter-files.ts'

/** Whose passes they are. */
export interface PassIdentity {
  readonly passTypeIdentifier: string
  readonly teamIdentifier: string
}

/** A template, and values that fill it. */
export interface DoctorTemplate {
  readonly name: string
  /** Its archive. */
  readonly archive: Bytes
  /** Values of a pass; another text makes another pass. */
  readonly values: (text: string) => JsonObject
}

const prefix = 'passwright-doctor'

/** Of every time: nothing in the files may depend on when they are made. */
const always = new Date(0)

/** A public key of which nobody has the private one. */
const nfcKey = 'MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgACBrAeTda9H3PUtvk17y1yU10JCkzjVylfNbuvnQzhAKc='

const form = {
  requiredPersonalizationFields: ['PKPassPersonalizationFieldName', 'PKPassPersonalizationFieldEmailAddress'],
  description: 'A test of this service.',
}

const changed = (file: Uint8Array | undefined, change: JsonObject): Bytes => {
  const json = parseJson(file ?? utf8('{}'))
  return utf8(JSON.stringify({ ...(isObject(json) ? json : {}), ...change }))
}

const filesOf = (wishes: Pick<StarterWishes, 'name' | 'style'> & PassIdentity): Map<string, Bytes> =>
  new Map(Array.from(starterFiles({ ...wishes, now: always }), ([name, bytes]) => [name, copyBytes(bytes)]))

const nameOf = async (kind: string, { passTypeIdentifier, teamIdentifier }: PassIdentity): Promise<string> =>
  `${kind}-${(await sha256Hex(utf8(`${passTypeIdentifier} ${teamIdentifier}`))).slice(0, 12)}`

/** The template of passes that are only changed. */
export const plainTemplate = async (identity: PassIdentity): Promise<DoctorTemplate> => {
  const name = await nameOf(prefix, identity)
  const files = filesOf({ ...identity, name, style: 'generic' })
  files.set('pass.json', changed(files.get('pass.json'), { description: 'Test of passwright doctor' }))
  return { name, archive: storeFiles(files), values: (level) => ({ member: 'Passwright doctor', level }) }
}

/** The template of passes that are personalized: store cards with NFC, as Apple has it. */
export const personalizableTemplate = async (identity: PassIdentity): Promise<DoctorTemplate> => {
  const name = await nameOf(`${prefix}-personal`, identity)
  const files = filesOf({ ...identity, name, style: 'storeCard' })
  files.set(
    'template.json',
    changed(files.get('template.json'), { personalization: { values: { holder: 'fullName' } } }),
  )
  files.set(
    'pass.json',
    changed(files.get('pass.json'), {
      description: 'Test of passwright doctor',
      nfc: { message: '${serialNumber}', encryptionPublicKey: nfcKey },
    }),
  )
  files.set('personalization.json', utf8(JSON.stringify(form)))
  for (const scale of ['', '@2x', '@3x']) {
    const logo = files.get(`logo${scale}.png`)
    if (logo) files.set(`personalizationLogo${scale}.png`, logo)
  }
  return { name, archive: storeFiles(files), values: (holder) => ({ holder, balance: 1, points: 1 }) }
}

/** Whether a template is one of the doctor's. */
export const isDoctorTemplate = (name: string): boolean => name.startsWith(`${prefix}-`)
