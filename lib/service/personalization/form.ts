/** A form as a device sends it, held against what its pass asks for. */
import { isObject, type Json, type JsonObject } from '../../core/format/json.ts'
import {
  answerNames,
  type PersonalizationAnswer,
  type PersonalizationField,
  personalizationAnswers,
} from '../../core/format/personalization.ts'
import { assertPersonalizationToken } from '../../core/signing/personalization-token.ts'
import { ServiceError } from '../errors.ts'
import { limits } from '../limits.ts'

/** Answers by their names in Apple's protocol. */
export type Answers = Readonly<Partial<Record<PersonalizationAnswer, string>>>

/** A form that a device has sent. */
export interface SentForm {
  /** One that may be signed. */
  readonly token: string
  /** All answers, whether they were asked for or not. */
  readonly answers: Answers
}

/** The refusal of a form. Reasons name answers, and never repeat one. */
export const formRefused = (reason: string): ServiceError =>
  new ServiceError('personalization/invalid', `the form cannot be taken: ${reason}`)

const answerIn = (info: JsonObject, name: PersonalizationAnswer): readonly [PersonalizationAnswer, string][] => {
  const answer = info[name]
  if (answer === undefined) return []
  if (typeof answer !== 'string') throw formRefused(`${name} is not text`)
  const { answerCharacters } = limits.wallet
  if (answer.length > answerCharacters) throw formRefused(`${name} has more than ${answerCharacters} characters`)
  return [[name, answer]]
}

/**
 * Reads a form. Members that are not known are no fault: a later system may send more.
 *
 * @throws ServiceError `personalization/invalid`; PersonalizationError for a token that is not signed
 * @see https://developer.apple.com/documentation/walletpasses/personalize
 */
export const readForm = (body: Json): SentForm => {
  const { personalizationToken: token, requiredPersonalizationInfo: info } = isObject(body) ? body : {}
  if (typeof token !== 'string') throw formRefused('personalizationToken is missing, or is not text')
  assertPersonalizationToken(token)
  if (!isObject(info)) throw formRefused('requiredPersonalizationInfo is missing, or is no object')
  return { token, answers: Object.fromEntries(answerNames.flatMap((name) => answerIn(info, name))) }
}

/**
 * The answers that were asked for; what else was sent is not kept. Without the answer that a field is there for, the form
 * is refused; those that come along may be missing.
 *
 * @throws ServiceError `personalization/invalid`
 */
export const askedAnswers = (answers: Answers, fields: readonly PersonalizationField[]): Answers => {
  for (const [name] of fields.map((field) => personalizationAnswers[field])) {
    if ((answers[name] ?? '').trim() === '') throw formRefused(`${name} is missing`)
  }
  const asked: readonly PersonalizationAnswer[] = fields.flatMap((field) => personalizationAnswers[field])
  return Object.fromEntries(Object.entries(answers).filter(([name]) => asked.some((each) => each === name)))
}
