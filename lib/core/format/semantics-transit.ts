/** The semantic tags of boarding passes, whatever the kind of transit. */
import { date, type Key, type Kind, localizable } from './kinds.ts'
import { personName, semanticLocation } from './semantic-structures.ts'
import { semanticTag } from './semantic-tag.ts'

const tag = <Of extends Kind>(of: Of, what: string, since = 12): Key<Of, false> =>
  semanticTag(of, what, ['boardingPass'], since)

/**
 * The tags of any transit and of trains, besides those that other styles have too.
 *
 * @see https://developer.apple.com/documentation/walletpasses/semantictags
 */
export const transitTags = {
  transitProvider: tag(localizable, 'The company that carries the passenger.'),
  transitStatus: tag(localizable, 'How the journey stands, such as on time.'),
  transitStatusReason: tag(localizable, 'Why the journey stands like that.'),
  vehicleName: tag(localizable, 'The name of the vehicle.'),
  vehicleNumber: tag(localizable, 'The number of the vehicle.'),
  vehicleType: tag(localizable, 'The type of the vehicle.'),
  confirmationNumber: tag(localizable, 'The number of the booking.'),
  boardingGroup: tag(localizable, 'The group in which the passenger boards.'),
  boardingSequenceNumber: tag(localizable, 'The number in the order of boarding.'),
  priorityStatus: tag(localizable, 'The priority of the passenger.'),
  securityScreening: tag(localizable, 'The kind of security screening.'),
  membershipProgramName: tag(localizable, 'The name of the frequent traveller programme.'),
  membershipProgramNumber: tag(localizable, 'The number of the passenger in the programme.'),
  membershipProgramStatus: tag(localizable, 'The status of the passenger in the programme.', 26),
  passengerName: tag(personName, 'The name of the passenger.'),
  originalDepartureDate: tag(date, 'When the departure was planned.'),
  originalBoardingDate: tag(date, 'When boarding was planned.'),
  originalArrivalDate: tag(date, 'When the arrival was planned.'),
  currentDepartureDate: tag(date, 'When the departure is now expected.'),
  currentBoardingDate: tag(date, 'When boarding is now expected.'),
  currentArrivalDate: tag(date, 'When the arrival is now expected.'),
  departureLocation: tag(semanticLocation, 'Where the journey begins.'),
  destinationLocation: tag(semanticLocation, 'Where the journey ends.'),
  departureLocationDescription: tag(localizable, 'Where the journey begins, in words.'),
  destinationLocationDescription: tag(localizable, 'Where the journey ends, in words.'),
  departurePlatform: tag(localizable, 'The platform of departure, without the word.'),
  destinationPlatform: tag(localizable, 'The platform of arrival, without the word.'),
  departureStationName: tag(localizable, 'The station of departure.'),
  destinationStationName: tag(localizable, 'The station of arrival.'),
  carNumber: tag(localizable, 'The number of the car.'),
}
