/** The key of `pass.json` that tells of the events to come that one ticket is for. */
import { field } from './fields.ts'
import {
  boolean,
  choice,
  date,
  type Key,
  type Kind,
  list,
  localizable,
  number,
  optional,
  required,
  structure,
  text,
  timeZone,
} from './kinds.ts'
import { eventGuideKeys } from './pass-links.ts'
import { semantics } from './semantics.ts'

const notes = (what: string) =>
  ({
    what,
    since: 26,
    severity: 'warning',
    url: 'https://developer.apple.com/documentation/walletpasses/upcomingpassinformationentry',
  }) as const

const may = <Of extends Kind>(of: Of, what: string): Key<Of, false> => optional(of, notes(what))

const must = <Of extends Kind>(of: Of, what: string): Key<Of, true> => required(of, notes(what))

const notEmpty = text({ minLength: 1, wants: 'is not empty' })

const dateInformation = structure({
  date: may(date, 'The date.'),
  timeZone: may(timeZone, 'The time zone in which the date is shown.'),
  ignoreTimeComponents: may(boolean, 'Whether the date counts without its time.'),
  isAllDay: may(boolean, 'Whether the event lasts the whole day.'),
  isUnannounced: may(boolean, 'Whether the date is still to be announced.'),
  isUndetermined: may(boolean, 'Whether the date is still to be determined.'),
})

const remoteImage = structure({
  URL: must(text({ url: true, wants: 'is an https address' }), 'Where the image is.'),
  SHA256: must(
    text({ pattern: /^[0-9A-Fa-f]{64}$/, wants: 'is 64 hexadecimal digits' }),
    'The SHA-256 digest of the image.',
  ),
  scale: may(number({ above: 0 }), 'The scale of the image: 1, 2 or 3.'),
  size: may(number({ above: 0 }), 'The size of the image in bytes, at most 2 MB.'),
})

const remoteImages = structure(
  {
    URLs: may(list(remoteImage), 'The image in its scales.'),
    reuseExisting: may(boolean, 'Whether the image of the pass is taken.'),
  },
  { name: 'remoteImages' },
)

const entry = structure({
  identifier: must(notEmpty, 'Names the entry within the pass.'),
  name: must(localizable, 'The name of the event.'),
  type: must(choice('event'), 'What the entry is.'),
  isActive: may(boolean, 'Whether the event is on.'),
  dateInformation: may(dateInformation, 'When the event is.'),
  URLs: may(structure(eventGuideKeys), 'The links of the event guide.'),
  additionalInfoFields: may(list(field), 'Tiles below the event.'),
  backFields: may(list(field), 'The fields of the details.'),
  auxiliaryStoreIdentifiers: may(list(number()), 'The App Store identifiers of apps that belong to the event.'),
  images: may(
    structure({
      headerImage: may(remoteImages, 'The picture at the top.'),
      venueMap: may(remoteImages, 'The map of the venue.'),
    }),
    'The images of the event.',
  ),
  semantics: may(semantics, 'What the entry says to machines about the event.'),
})

/** The key. */
export const upcomingKeys = {
  upcomingPassInformation: optional(list(entry), {
    ...notes('The events to come, for a ticket to several.'),
    styles: ['eventTicket'],
    schemes: ['posterEventTicket'],
  }),
}
