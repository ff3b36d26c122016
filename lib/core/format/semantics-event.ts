/** The semantic tags of event tickets. */
import { anything, boolean, choice, date, type Key, type Kind, list, localizable, text } from './kinds.ts'
import { eventDateInfo, semanticLocation } from './semantic-structures.ts'
import { semanticTag } from './semantic-tag.ts'

const tag = <Of extends Kind>(of: Of, what: string, since = 12): Key<Of, false> =>
  semanticTag(of, what, ['eventTicket'], since)

const eventType = choice(
  'PKEventTypeGeneric',
  'PKEventTypeLivePerformance',
  'PKEventTypeMovie',
  'PKEventTypeSports',
  'PKEventTypeConference',
  'PKEventTypeConvention',
  'PKEventTypeWorkshop',
  'PKEventTypeSocialGathering',
)

/**
 * The tags, besides those that other styles have too.
 *
 * @see https://developer.apple.com/documentation/walletpasses/semantictags
 */
export const eventTags = {
  eventType: tag(eventType, 'The kind of event.'),
  eventName: tag(localizable, 'The name of the event.'),
  eventStartDate: tag(date, 'When the event begins.'),
  eventEndDate: tag(date, 'When the event ends.'),
  eventStartDateInfo: tag(eventDateInfo, 'When the event begins, where less than the moment is known.', 18),
  venueName: tag(localizable, 'The name of the venue.'),
  venueRoom: tag(localizable, 'The room within the venue.'),
  venueEntrance: tag(localizable, 'The entrance to use.'),
  venuePhoneNumber: tag(localizable, 'The telephone number of the venue.'),
  venueLocation: tag(semanticLocation, 'Where the venue is.'),
  venueRegionName: tag(localizable, 'The city or region of the venue.', 18),
  venueEntranceGate: tag(localizable, 'The gate to enter by.', 18),
  venueEntranceDoor: tag(localizable, 'The door to enter by.', 18),
  venueEntrancePortal: tag(localizable, 'The portal to enter by.', 18),
  venueParkingLotsOpenDate: tag(date, 'When the parking lots open.', 18),
  venueBoxOfficeOpenDate: tag(date, 'When the box office opens.', 18),
  venueFanZoneOpenDate: tag(date, 'When the fan zone opens.', 18),
  venueGatesOpenDate: tag(date, 'When the gates open.', 18),
  venueDoorsOpenDate: tag(date, 'When the doors open.', 18),
  venueOpenDate: tag(date, 'When the venue opens, where no finer date applies.', 18),
  venueCloseDate: tag(date, 'When the venue closes.', 18),
  venuePlaceID: tag(text(), 'The identifier of the venue in Apple Maps, for upcoming events.', 26),
  admissionLevel: tag(localizable, 'The level of admission, such as general admission.', 18),
  admissionLevelAbbreviation: tag(localizable, 'The level of admission in short, such as GA.', 18),
  additionalTicketAttributes: tag(localizable, 'What else is said of the ticket.', 18),
  attendeeName: tag(localizable, 'The name of whom the ticket is for.', 18),
  entranceDescription: tag(localizable, 'How to get in, at length.', 18),
  tailgatingAllowed: tag(boolean, 'Whether tailgating is allowed.', 18),
  genre: tag(localizable, 'The genre of the performance.'),
  performerNames: tag(list(localizable), 'Who performs, the most important first.'),
  artistIDs: tag(list(localizable), 'The identifiers of the artists in Apple Music.'),
  albumIDs: tag(list(localizable), 'The identifiers of albums in Apple Music.', 18),
  playlistIDs: tag(list(localizable), 'The identifiers of playlists in Apple Music.', 18),
  awayTeamName: tag(localizable, 'The name of the visiting team.'),
  awayTeamLocation: tag(localizable, 'Where the visiting team is at home.'),
  awayTeamAbbreviation: tag(localizable, 'The name of the visiting team in short.'),
  homeTeamName: tag(localizable, 'The name of the home team.'),
  homeTeamLocation: tag(localizable, 'Where the home team is at home.'),
  homeTeamAbbreviation: tag(localizable, 'The name of the home team in short.'),
  leagueName: tag(localizable, 'The name of the league.'),
  leagueAbbreviation: tag(localizable, 'The name of the league in short.'),
  sportName: tag(localizable, 'The sport.'),
  // Known from other builders only: passed on, never offered.
  eventLiveMessage: tag(localizable, 'A message while the event is on; not in the documentation.', 18),
  airplay: tag(anything, 'Devices to play on; not in the documentation.', 18),
}
