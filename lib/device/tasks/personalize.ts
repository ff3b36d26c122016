/** Filling in the form of a personalizable pass. */

import { hasErrors, summary } from '../../core/finding.ts'
import {
  isPersonalizationField,
  type PersonalizationAnswer,
  personalizationAnswers,
} from '../../core/format/personalization.ts'
import { toBase64url } from '../../core/links/base64url.ts'
import { verifyPersonalizationSignature } from '../../core/signing/personalization-token.ts'
import { DeviceError } from '../errors.ts'
import type { PassContent } from '../wallet/content.ts'
import type { Errand } from '../wallet/errand.ts'
import type { HeldPass } from '../wallet/held-passes.ts'
import { failed, taskErrors, tasks } from '../wallet/log-lines.ts'
import type { Answer } from '../web-service/exchange.ts'
import { fetchPass } from './fetch.ts'
import type { Phone } from './phone.ts'
import { register } from './register.ts'

/** What a holder fills in, by the names of the request. The names of a person follow from the whole one. */
export type Answers = Readonly<Partial<Record<PersonalizationAnswer, string>>>

/** How a form is sent. */
export interface PersonalizeOptions {
  /** Whether `Authorization` is sent: Apple's documentation names none for this call. Default: false. */
  readonly sendToken?: boolean
}

/** What a field of a form is answered with: the first of them is needed. A field that is not known is left empty. */
const answersTo = (field: string): readonly PersonalizationAnswer[] =>
  isPersonalizationField(field) ? personalizationAnswers[field] : []

const blanks = /\s+/

const withNames = (answers: Answers): Answers => {
  const words = (answers.fullName ?? '').split(blanks).filter(Boolean)
  if (words.length === 0) return answers
  const [givenName = '', ...others] = words
  return { givenName, ...(others.length === 0 ? {} : { familyName: others.join(' ') }), ...answers }
}

/** @throws DeviceError `device/form-incomplete` */
const filledIn = (form: readonly string[], given: Answers): Answers => {
  const answers = withNames(given)
  const wanted = form.flatMap(answersTo)
  const missing = form.flatMap((field) => answersTo(field).slice(0, 1)).filter((name) => !answers[name])
  if (missing.length > 0) throw new DeviceError('device/form-incomplete', `the form asks for ${missing.join(', ')}`)
  return Object.fromEntries(wanted.flatMap((name) => (answers[name] ? [[name, answers[name]]] : [])))
}

/** Twenty-four random bytes: as long as anything that identifies one request has to be. */
const tokenBytes = 24

/** What is wrong with the signature over the token; undefined if it holds. */
const signatureFault = async (
  phone: Phone,
  errand: Errand,
  { pass, name }: PassContent,
  token: string,
  { body: signature }: Answer,
): Promise<string | undefined> => {
  const { teamIdentifier } = pass
  const { ok, checks } = await verifyPersonalizationSignature({
    token,
    signature,
    trust: phone.trust,
    now: new Date(errand.now),
    passTypeIdentifier: name.passTypeIdentifier,
    ...(typeof teamIdentifier === 'string' ? { teamIdentifier } : {}),
  })
  const findings = checks.flatMap((check) => check.findings)
  return ok && !hasErrors(findings) ? undefined : summary(findings)
}

/** Sends the answers, and looks at the signature that comes back. Returns whether it holds. */
const sendForm = async (
  phone: Phone,
  errand: Errand,
  held: HeldPass,
  answers: Answers,
  { sendToken = false }: PersonalizeOptions,
): Promise<boolean> => {
  const { content } = held
  const { name, service } = content
  if (!service) return false
  const { webServiceURL, authenticationToken } = service
  const token = toBase64url(phone.random(tokenBytes))
  const body = { personalizationToken: token, requiredPersonalizationInfo: answers }
  const access = { ...name, ...(sendToken ? { authenticationToken } : {}) }
  const attempt = await errand.ask(webServiceURL, (web) => web.personalize({ ...access, body }), [200], { once: true })
  const fault =
    attempt.kind === 'answer' ? await signatureFault(phone, errand, content, token, attempt.answer) : undefined
  if (attempt.kind === 'answer' && fault === undefined) return true
  const reason = attempt.kind === 'failure' ? attempt.reason : `the signature of the token does not hold: ${fault}`
  const error = attempt.kind === 'failure' ? attempt.error : taskErrors.invalidSignature
  errand.note({ kind: 'failed', pass: name, reason: `the pass is not personalized: ${reason}` })
  if (error !== undefined) errand.log(webServiceURL, failed(tasks.personalize(name, webServiceURL), error))
  return false
}

/**
 * Fills in the form of a pass, verifies the signature over the token, fetches the personalized pass and registers it.
 *
 * @throws DeviceError `device/nothing-to-personalize`, `device/form-incomplete`
 * @see https://developer.apple.com/documentation/walletpasses/personalize
 */
export const personalize = async (
  phone: Phone,
  errand: Errand,
  held: HeldPass,
  given: Answers,
  options: PersonalizeOptions,
): Promise<void> => {
  const { name, form } = held.content
  if (!form) throw new DeviceError('device/nothing-to-personalize', 'the pass has no form to fill in')
  if (!(await sendForm(phone, errand, held, filledIn(form, given), options))) return
  await fetchPass(phone, errand, held, { announced: false, whole: true })
  const personalized = phone.held.get(name)
  if (personalized.content.form) {
    const reason = 'the pass is not personalized: the device only has the version with the form'
    return errand.note({ kind: 'failed', pass: name, reason })
  }
  errand.note({ kind: 'personalized', pass: name })
  if (personalized.updates) await register(phone, errand, personalized)
}
