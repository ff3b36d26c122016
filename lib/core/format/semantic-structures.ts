/** The structures that semantic tags consist of. */
import {
  boolean,
  colour,
  date,
  type Key,
  type Kind,
  localizable,
  number,
  optional,
  required,
  structure,
  text,
  timeZone,
} from './kinds.ts'

const notes = (what: string, since: number) =>
  ({
    what,
    since,
    severity: 'warning',
    url: 'https://developer.apple.com/documentation/walletpasses/semantictagtype',
  }) as const

const may = <Of extends Kind>(of: Of, what: string, since = 12): Key<Of, false> => optional(of, notes(what, since))

const must = <Of extends Kind>(of: Of, what: string, since = 12): Key<Of, true> => required(of, notes(what, since))

/** An amount of money. The amount is text, so that no digit is lost. */
export const currencyAmount = structure(
  {
    amount: may(text(), 'The amount as text, such as "12.50".'),
    currencyCode: may(text({ pattern: /^[A-Z]{3}$/, wants: 'is an ISO 4217 code such as EUR' }), 'The currency.'),
  },
  { name: 'currencyAmount' },
)

/** A place on earth. */
export const semanticLocation = structure(
  {
    latitude: must(number({ min: -90, max: 90 }), 'Degrees north of the equator.'),
    longitude: must(number({ min: -180, max: 180 }), 'Degrees east of Greenwich.'),
  },
  { name: 'location' },
)

/** A seat. */
export const seat = structure({
  seatSection: may(localizable, 'The section.'),
  seatRow: may(localizable, 'The row.'),
  seatNumber: may(localizable, 'The number of the seat.'),
  seatIdentifier: may(localizable, 'What identifies the seat as a whole.'),
  seatType: may(localizable, 'The kind of seat, such as reserved.'),
  seatDescription: may(localizable, 'More about the seat.'),
  seatAisle: may(localizable, 'The aisle.', 18),
  seatLevel: may(localizable, 'The level.', 18),
  seatSectionColor: may(colour, 'The colour of the section.', 18),
})

/** The parts of a person's name. */
export const personName = structure({
  familyName: may(text(), 'The family name.'),
  givenName: may(text(), 'The given name.'),
  middleName: may(text(), 'The middle name.'),
  namePrefix: may(text(), 'What stands before the name, such as a title.'),
  nameSuffix: may(text(), 'What stands after the name, such as junior.'),
  nickname: may(text(), 'The nickname.'),
  phoneticRepresentation: may(text(), 'How the name is spoken.'),
})

/** A wireless network. */
export const wifiNetwork = structure({
  ssid: must(text(), 'The name of the network.'),
  password: must(text(), 'The password of the network.'),
})

/** When an event begins, where less or more than the moment is known. */
export const eventDateInfo = structure({
  date: may(date, 'The date.', 18),
  timeZone: may(timeZone, 'The time zone in which the date is shown.', 18),
  ignoreTimeComponents: may(boolean, 'Whether the date counts without its time.', 18),
  unannounced: may(boolean, 'Whether the date is still to be announced.', 18.1),
  undetermined: may(boolean, 'Whether the date is still to be determined.', 18.1),
})
