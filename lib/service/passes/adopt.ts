/** Takes over passes that another system, or another deployment, issued: devices go on with the token, the date and the push token that they have. */
import { type Finding, summary } from '../../core/finding.ts'
import { canonicalJson, type JsonObject } from '../../core/format/json.ts'
import { readAuthenticationToken, type TokenSource, tokenKeyId } from '../../core/links/authentication-token.ts'
import { sameSecret } from '../../core/links/same-secret.ts'
import { seconds } from '../../ports/clock.ts'
import type { PassId, PassRecord } from '../../ports/records.ts'
import { ServiceError } from '../errors.ts'
import type { Keys } from '../secrets/key-ring.ts'
import type { Sealer } from '../secrets/sealer.ts'
import type { AdoptedPass, PassService, ServiceSettings, Written } from '../service.ts'
import type { CompiledTemplate, CompiledTemplates } from '../templates/compiled-templates.ts'
import { parseTemplateText } from '../templates/template-text.ts'
import type { RegistrarParts } from '../wallet/registrar.ts'
import { makeRegisterAdopted } from './adopted-registrations.ts'
import { adoptionFault, adoptionFaults } from './adoption-faults.ts'
import type { Tombstones } from './tombstones.ts'
import { withoutSerialNumber } from './values.ts'
import type { Writer } from './writer.ts'

/** What {@link makeAdopt} needs. */
export interface AdoptParts extends RegistrarParts {
  readonly compiled: CompiledTemplates
  readonly keys: Keys
  readonly sealer: Sealer
  readonly tombstones: Tombstones
  readonly write: Writer
}

const refusal = (findings: readonly Finding[]): ServiceError =>
  new ServiceError('adoption/invalid', `the pass cannot be adopted so: ${summary(findings)}`, { findings })

const assertAllowed = ({ passTypeIdentifier }: PassId, { adoptedPassTypes = [] }: ServiceSettings): void => {
  if (adoptedPassTypes.includes(passTypeIdentifier)) return
  const message = `passes of ${passTypeIdentifier} are not adopted: name the type among the adopted pass types of the stage`
  throw new ServiceError('adoption/not-allowed', message)
}

/** Somebody who holds the pass has filled the form long ago. */
const assertNoForm = (template: CompiledTemplate): CompiledTemplate => {
  if (!template.isPersonalizable) return template
  throw refusal([adoptionFault('adopted-personalizable', '/template', 'the template has a personalization.json')])
}

/** Whether a record that nobody has changed since holds what is to be adopted. A template without a version is any of it. */
const hasContents = (record: PassRecord, { template, lastModified }: AdoptedPass, values: JsonObject): boolean => {
  const { name, version = record.template.version } = parseTemplateText(template)
  const isTemplate = record.template.name === name && record.template.version === version
  return isTemplate && record.lastModified === lastModified && canonicalJson(record.values) === canonicalJson(values)
}

const isUnchanged = ({ revision }: PassRecord): boolean => revision === 1

const exists = (why: string): ServiceError =>
  new ServiceError('pass/exists', `there is such a pass already, ${why}: change it instead of adopting it`)

/** Makes the use case: see `PassService.adopt`. */
export const makeAdopt = (parts: AdoptParts, settings: ServiceSettings): PassService['adopt'] => {
  const { records, clock, compiled, keys, sealer, tombstones, write } = parts
  const registerAll = makeRegisterAdopted(parts)

  /** What the token was made of, if a key of ours made it: as in a deployment that was given the keys of the one before. */
  const ownToken = async (pass: PassId, token: string): Promise<TokenSource | undefined> => {
    const keyId = tokenKeyId(token)
    return keyId === undefined ? undefined : readAuthenticationToken(await keys.with(keyId), pass, token)
  }

  const create = async (pass: PassId, adopted: AdoptedPass, values: JsonObject): Promise<Written> => {
    if (await tombstones.isErased(pass)) throw await tombstones.whyMissing(pass)
    const { authenticationToken } = adopted
    const own = await ownToken(pass, authenticationToken)
    const token = own ?? (await sealer.seal('adopted-token', pass, authenticationToken))
    return write({ ifAbsent: true }, () => ({
      pass,
      template: async () => assertNoForm(await compiled.named(adopted.template)),
      initial: { values, images: {}, voided: false },
      adopted: { token, lastModified: adopted.lastModified },
      contents: (current) => current,
    }))
  }

  const hasToken = async (record: PassRecord, token: string): Promise<boolean> => {
    if (record.adoptedToken === undefined) return (await ownToken(record, token))?.issue === record.token.issue
    return sameSecret(await sealer.unseal('adopted-token', record, record.adoptedToken), token)
  }

  /** The record as it is, if it was adopted so. What happened to it here since stays. */
  const recognize = async (record: PassRecord, adopted: AdoptedPass, values: JsonObject): Promise<Written> => {
    if (!(await hasToken(record, adopted.authenticationToken))) throw exists('with another authentication token')
    if (isUnchanged(record) && !hasContents(record, adopted, values)) throw exists('with other contents')
    return { pass: record, created: false, changed: false, repeated: false, warnings: [] }
  }

  const createOrRecognize = async (pass: PassId, adopted: AdoptedPass, values: JsonObject): Promise<Written> => {
    const current = await records.get(pass)
    if (current) return recognize(current, adopted, values)
    try {
      return await create(pass, adopted, values)
    } catch (error) {
      const meanwhile =
        error instanceof ServiceError && error.code === 'pass/exists' ? await records.get(pass) : undefined
      if (!meanwhile) throw error
      return recognize(meanwhile, adopted, values)
    }
  }

  return async (pass, adopted) => {
    assertAllowed(pass, settings)
    const faults = adoptionFaults(adopted, seconds(clock.now()))
    if (faults.length > 0) throw refusal(faults)
    const values = withoutSerialNumber(adopted.values, pass.serialNumber)
    const written = await createOrRecognize(pass, adopted, values)
    try {
      return { ...written, registered: await registerAll(written.pass, adopted) }
    } catch (error) {
      const isGone = error instanceof ServiceError && error.code === 'wallet/unauthorized'
      throw isGone ? await tombstones.whyMissing(pass) : error
    }
  }
}
