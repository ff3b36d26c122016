/** Makes a pass that of its holder: keeps the answers of the form, has the pass built anew, and signs the token. */
import { PassError, ValuesError } from '../../core/errors.ts'
import { canonicalJson } from '../../core/format/json.ts'
import { signPersonalizationToken } from '../../core/signing/personalization-token.ts'
import { assertSigns } from '../../core/signing/signer.ts'
import { askedFields } from '../../core/template/personalization.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Random } from '../../ports/random.ts'
import type { PassId, PassRecord, Records } from '../../ports/records.ts'
import { insist } from '../back-off.ts'
import { type RefusalCode, ServiceError } from '../errors.ts'
import type { Builder } from '../passes/builder.ts'
import { passBusy } from '../passes/busy.ts'
import { valuesOf } from '../passes/filler.ts'
import { signingTimeOf } from '../passes/signing-time.ts'
import type { Writer } from '../passes/writer.ts'
import type { Sealer } from '../secrets/sealer.ts'
import { type Signers, withSigner } from '../secrets/signers.ts'
import type { CompiledTemplate, CompiledTemplates } from '../templates/compiled-templates.ts'
import { type Authenticate, unauthorized } from '../wallet/authenticate.ts'
import type { PersonalizationRequest, WalletService } from '../wallet/wallet-service.ts'
import { type Answers, askedAnswers, formRefused, readForm } from './form.ts'

/** What {@link makePersonalize} needs. */
export interface PersonalizeParts {
  readonly records: Records
  readonly clock: Clock
  readonly random: Random
  readonly sealer: Sealer
  readonly signers: Signers
  readonly compiled: CompiledTemplates
  readonly write: Writer
  readonly build: Builder
  readonly authenticate: Authenticate
}

/** The record changed after it was read, or is gone: it is looked at anew. */
const overtaken: readonly RefusalCode[] = ['pass/revision-stale', 'pass/not-found', 'pass/erased']
const tooMuch: readonly RefusalCode[] = ['pass/too-large', 'request/too-large']

const isOneOf = (error: unknown, codes: readonly RefusalCode[]): boolean =>
  error instanceof ServiceError && codes.includes(error.code)

/** Whether the pass could be made before and cannot be made with the answers in it. */
const doesNotFit = (error: unknown): boolean =>
  error instanceof ValuesError || error instanceof PassError || isOneOf(error, tooMuch)

const taken = (): ServiceError =>
  new ServiceError('personalization/taken', 'the pass was personalized before, with other answers')

const valuesFrom = ({ template }: CompiledTemplate, answers: Answers): Record<string, string> =>
  Object.fromEntries(
    Object.entries(template.settings.personalization.values).flatMap(([value, name]) => {
      const answer = answers[name]
      return answer === undefined ? [] : [[value, answer] as const]
    }),
  )

/** Makes the use case: see `WalletService.personalize`. */
export const makePersonalize = (parts: PersonalizeParts): WalletService['personalize'] => {
  const { records, clock, random, sealer, signers, compiled, write, build, authenticate } = parts

  /** Reads the record. A request without a token is as good as its serial number is hard to guess. */
  const recordFor = async (pass: PassId, issue: string | undefined): Promise<PassRecord> => {
    const record = await records.get(pass)
    if (record && (issue === undefined ? record.hasRandomSerial : record.token.issue === issue)) return record
    throw unauthorized()
  }

  /** That the pass and its token can be signed is known before anything is written. */
  const assertSignable = (record: PassRecord, { template }: CompiledTemplate): Promise<void> => {
    const { passTypeIdentifier } = record
    const { teamIdentifier } = template.settings
    return withSigner(signers, passTypeIdentifier, (signer) => {
      assertSigns(signer, { passTypeIdentifier, teamIdentifier, nfc: true })
      signingTimeOf(record, signer, clock.now())
    })
  }

  /** Writes the record of its holder; undefined if it changed meanwhile. */
  const keep = async (
    record: PassRecord,
    template: CompiledTemplate,
    answers: Answers,
  ): Promise<PassRecord | undefined> => {
    const text = canonicalJson(answers)
    const personalization = {
      at: clock.now(),
      answers: await sealer.seal('personal-data', record, text),
      fingerprint: await sealer.fingerprint(record, text),
    }
    const values = valuesFrom(template, answers)
    const { passTypeIdentifier, serialNumber, revision } = record
    try {
      const written = await write({ ifMatch: [revision] }, () => ({
        pass: { passTypeIdentifier, serialNumber },
        contents: (current) => ({ ...current, values: { ...current.values, ...values }, personalization }),
      }))
      return written.pass
    } catch (error) {
      if (isOneOf(error, overtaken)) return undefined
      // What the error says of values may be personal.
      if (doesNotFit(error)) throw formRefused(`the template cannot take the answers as ${Object.keys(values)}`)
      throw error
    }
  }

  const isRepeat = async ({ personalization, ...record }: PassRecord, answers: Answers): Promise<boolean> => {
    const fingerprint = personalization?.fingerprint
    return fingerprint !== undefined && (await sealer.isFingerprintOf(fingerprint, record, canonicalJson(answers)))
  }

  /** The record with these answers in it; undefined if it changed while it was written. */
  const personalized = async (record: PassRecord, sent: Answers): Promise<PassRecord | undefined> => {
    const template = await compiled.version(record.template)
    const fields = askedFields(template.template.fill(valuesOf(record)))
    if (!fields) throw record.personalization ? taken() : formRefused('the pass does not ask for one')
    const answers = askedAnswers(sent, fields)
    if (record.personalization) {
      if (await isRepeat(record, answers)) return record
      throw taken()
    }
    await assertSignable(record, template)
    return await keep(record, template, answers)
  }

  return async ({ pass, token: authentication, body }: PersonalizationRequest) => {
    const issue = authentication === undefined ? undefined : (await authenticate(pass, authentication)).issue
    const { token, answers } = readForm(body)
    const record = await insist(random, async () => personalized(await recordFor(pass, issue), answers))
    if (!record) throw passBusy()
    // The device asks for the pass as soon as it has the signature.
    if (record.built?.version !== record.version) await build(record)
    return await withSigner(signers, pass.passTypeIdentifier, (signer) =>
      signPersonalizationToken(signer, token, new Date(clock.now())),
    )
  }
}
