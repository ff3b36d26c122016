/** `personalization.json` as a table: what a pass asks its holder for, before it becomes theirs. */
import { choice, list, localizable, optional, required, structure, type ValueOf } from './kinds.ts'

const url = 'https://developer.apple.com/documentation/walletpasses/personalize'

/**
 * What each field of the form yields, by the names of the request: first the answer that is surely there, then those that
 * come along where they are known.
 *
 * @see https://developer.apple.com/documentation/walletpasses/personalize
 */
export const personalizationAnswers = {
  PKPassPersonalizationFieldName: ['fullName', 'givenName', 'familyName'],
  PKPassPersonalizationFieldPostalCode: ['postalCode', 'ISOCountryCode'],
  PKPassPersonalizationFieldEmailAddress: ['emailAddress'],
  PKPassPersonalizationFieldPhoneNumber: ['phoneNumber'],
} as const

/** A field of the form. */
export type PersonalizationField = keyof typeof personalizationAnswers

/** The name of an answer. */
export type PersonalizationAnswer = (typeof personalizationAnswers)[PersonalizationField][number]

/** The names of all answers. */
export const answerNames: readonly PersonalizationAnswer[] = Object.values(personalizationAnswers).flat()

/** Whether a text names a field of the form. */
export const isPersonalizationField = (text: unknown): text is PersonalizationField =>
  typeof text === 'string' && Object.hasOwn(personalizationAnswers, text)

const fields = choice(
  'PKPassPersonalizationFieldName',
  'PKPassPersonalizationFieldPostalCode',
  'PKPassPersonalizationFieldEmailAddress',
  'PKPassPersonalizationFieldPhoneNumber',
)

/**
 * The table of `personalization.json`.
 *
 * @see https://developer.apple.com/documentation/walletpasses/personalize
 */
export const personalizationTable = structure(
  {
    requiredPersonalizationFields: required(list(fields), { what: 'What the form asks for.', since: 10, url }),
    description: required(
      { ...localizable, minLength: 1, mayBeBlank: true, wants: 'is not empty' },
      { what: 'What the form says below the logo.', since: 10, url },
    ),
    termsAndConditions: optional(localizable, {
      what: 'Terms that the holder has to agree to; links in HTML are allowed.',
      since: 10,
      url,
    }),
  },
  { tellsTypos: true },
)

/** `personalization.json`, as far as the table knows it. Keys that it does not know are kept. */
export type PersonalizationJson = ValueOf<typeof personalizationTable>
