/** The keys of `pass.json` that lead on: links and contacts of the event guide and of boarding passes, and actions. */
import { type Key, list, optional, required, structure, type Text, text } from './kinds.ts'

const address = text({ url: true, wants: 'is an address such as https://example.com' })

const event = (what: string, of: Text = address): Key<Text, false> =>
  optional(of, { what, since: 18, severity: 'warning', styles: ['eventTicket'], schemes: ['posterEventTicket'] })

const airline = (what: string, of: Text = address): Key<Text, false> =>
  optional(of, { what, since: 26, severity: 'warning', styles: ['boardingPass'], schemes: ['semanticBoardingPass'] })

/**
 * The keys of the event guide, which a poster of an event ticket has.
 *
 * @see https://developer.apple.com/documentation/walletpasses/pass
 */
export const eventGuideKeys = {
  accessibilityURL: event('A page on accessibility.'),
  addOnURL: event('A page for extras, such as upgrades.'),
  bagPolicyURL: event('A page on what bags are allowed.'),
  contactVenueEmail: event('The e-mail address of the venue.', text()),
  contactVenuePhoneNumber: event('The telephone number of the venue.', text()),
  contactVenueWebsite: event('The website of the venue.'),
  directionsInformationURL: event('A page on how to get there.'),
  merchandiseURL: event('A page to buy merchandise.'),
  orderFoodURL: event('A page to order food.'),
  parkingInformationURL: event('A page on parking.'),
  purchaseParkingURL: event('A page to pay for parking.'),
  sellURL: event('A page to sell the ticket.'),
  transferURL: event('A page to give the ticket to somebody else.'),
  transitInformationURL: event('A page on public transport.'),
}

const actionPage = { since: 27, severity: 'warning' } as const

const action = structure({
  identifier: required(text({ minLength: 1, wants: 'is not empty' }), {
    what: 'Names the action within the pass.',
    ...actionPage,
  }),
  type: required(
    text({
      minLength: 1,
      wants: 'is not empty',
      examples: [
        'viewSchedule',
        'watchTrailer',
        'listenToMusic',
        'call',
        'place',
        'addToBalance',
        'order',
        'shop',
        'membershipBenefits',
        'bookAppointment',
        'bookCar',
        'bookFlight',
        'bookStay',
        'viewOffersRewards',
      ],
    }),
    { what: 'What the action does.', ...actionPage },
  ),
  url: optional(address, { what: 'Where the action leads.', ...actionPage }),
})

/** The keys, those of the event guide among them. */
export const linkKeys = {
  ...eventGuideKeys,
  orderFoodURL: optional(address, {
    what: 'A page to order food.',
    since: 18,
    severity: 'warning',
    styles: ['eventTicket', 'boardingPass'],
    schemes: ['posterEventTicket', 'semanticBoardingPass'],
  }),
  changeSeatURL: airline('A page to change the seat.'),
  entertainmentURL: airline('A page on the entertainment on board.'),
  purchaseAdditionalBaggageURL: airline('A page to pay for more baggage.'),
  purchaseLoungeAccessURL: airline('A page to pay for the lounge.'),
  purchaseWifiURL: airline('A page to pay for the network on board.'),
  upgradeURL: airline('A page for an upgrade.'),
  managementURL: airline('A page to manage the booking.'),
  registerServiceAnimalURL: airline('A page to register a service animal.'),
  reportLostBagURL: airline('A page to report a lost bag.'),
  requestWheelchairURL: airline('A page to ask for a wheelchair.'),
  trackBagsURL: airline('A page that shows where the bags are.'),
  transitProviderEmail: airline('The e-mail address of the company.', text()),
  transitProviderPhoneNumber: airline('The telephone number of the company.', text()),
  transitProviderWebsiteURL: airline('The website of the company.'),
  // Named once in an article of Apple's, and nowhere else: passed on, never offered.
  businessChatIdentifier: airline('The identifier of a business chat; hardly documented.', text()),
  featuredActions: optional(list(action), {
    what: 'Actions that the pass offers, of which two are shown.',
    ...actionPage,
  }),
}
