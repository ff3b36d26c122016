/** `personalization.json` as a table: what a pass asks its holder for, before it becomes theirs. */
import { choice, list, localizable, optional, required, structure, type ValueOf } from './kinds.ts'

const url = 'https://developer.apple.com/documentation/walletpasses/personalize'

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
