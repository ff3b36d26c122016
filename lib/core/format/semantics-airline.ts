/** The semantic tags of boarding passes of airlines. */
import { boolean, choice, type Key, type Kind, list, localizable, number, text, timeZone } from './kinds.ts'
import { semanticTag } from './semantic-tag.ts'

const tag = <Of extends Kind>(of: Of, what: string, since = 12): Key<Of, false> =>
  semanticTag(of, what, ['boardingPass'], since)

const securityPrograms = list(
  choice(
    'PKTransitSecurityProgramTSAPreCheck',
    'PKTransitSecurityProgramTSAPreCheckTouchlessID',
    'PKTransitSecurityProgramOSS',
    'PKTransitSecurityProgramITI',
    'PKTransitSecurityProgramITD',
    'PKTransitSecurityProgramGlobalEntry',
    'PKTransitSecurityProgramCLEAR',
  ),
)

const capabilities = list(
  choice(
    'PKPassengerCapabilityPreboarding',
    'PKPassengerCapabilityPriorityBoarding',
    'PKPassengerCapabilityCarryon',
    'PKPassengerCapabilityPersonalItem',
    'PKPassengerCapabilityLapInfant',
  ),
)

/**
 * The tags of air travel. Apple's own builder has other names for some: both are known here, and those of the
 * documentation come first.
 *
 * @see https://developer.apple.com/documentation/walletpasses/semantictags
 */
export const airlineTags = {
  airlineCode: tag(localizable, 'The IATA code of the airline, two characters.'),
  flightCode: tag(localizable, 'The IATA code of the flight, such as EX123.'),
  flightNumber: tag(number(), 'The number of the flight, as a number: 123.'),
  departureAirportCode: tag(localizable, 'The IATA code of the airport of departure, three letters.'),
  destinationAirportCode: tag(localizable, 'The IATA code of the airport of arrival, three letters.'),
  departureAirportName: tag(localizable, 'The name of the airport of departure.'),
  destinationAirportName: tag(localizable, 'The name of the airport of arrival.'),
  departureGate: tag(localizable, 'The gate of departure, without the word.'),
  departureTerminal: tag(localizable, 'The terminal of departure, without the word.'),
  destinationGate: tag(localizable, 'The gate of arrival, without the word.'),
  destinationTerminal: tag(localizable, 'The terminal of arrival, without the word.'),
  boardingZone: tag(localizable, 'The zone in which the passenger boards, in place of a group.', 26),
  departureCityName: tag(localizable, 'The city of departure.', 26),
  destinationCityName: tag(localizable, 'The city of arrival.', 26),
  departureLocationTimeZone: tag(timeZone, 'The time zone of the airport of departure.', 26),
  destinationLocationTimeZone: tag(timeZone, 'The time zone of the airport of arrival.', 26),
  departureAirportTimeZone: tag(timeZone, 'Another name of departureLocationTimeZone.', 26),
  destinationAirportTimeZone: tag(timeZone, 'Another name of destinationLocationTimeZone.', 26),
  departureLocationSecurityPrograms: tag(securityPrograms, 'The security programmes of the airport of departure.', 26),
  destinationLocationSecurityPrograms: tag(securityPrograms, 'The security programmes of the airport of arrival.', 26),
  departureAirportSecurityPrograms: tag(securityPrograms, 'Another name of departureLocationSecurityPrograms.', 26),
  destinationAirportSecurityPrograms: tag(securityPrograms, 'Another name of destinationLocationSecurityPrograms.', 26),
  passengerEligibleSecurityPrograms: tag(securityPrograms, 'The security programmes that the passenger may use.', 26),
  passengerCapabilities: tag(capabilities, 'What the passenger may do and bring.', 26),
  passengerAirlineSSRs: tag(list(text()), "Special services by the airline's own codes.", 26),
  passengerInformationSSRs: tag(list(text()), 'Codes of information on the passenger, such as INFT.', 26),
  passengerServiceSSRs: tag(list(text()), 'Codes of special services, such as WCHR.', 26),
  internationalDocumentsAreVerified: tag(boolean, 'Whether the travel documents have been verified.', 26),
  internationalDocumentsVerifiedDeclarationName: tag(localizable, 'What is shown when they have, such as DOCS OK.', 26),
  loungePlaceIDs: tag(list(text()), 'The identifiers of lounges in Apple Maps.', 26),
  airlineLoungePlaceID: tag(text(), 'Another form of loungePlaceIDs, for one lounge.', 26),
  ticketFareClass: tag(localizable, 'The class of the fare.', 26),
}
