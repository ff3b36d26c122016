/** Semantic tags: what a pass says to machines about itself. */
import { boolean, list, number, structure } from './kinds.ts'
import { currencyAmount, seat, wifiNetwork } from './semantic-structures.ts'
import { semanticTag } from './semantic-tag.ts'
import { airlineTags } from './semantics-airline.ts'
import { eventTags } from './semantics-event.ts'
import { transitTags } from './semantics-transit.ts'

const journeysAndEvents = ['boardingPass', 'eventTicket']

/**
 * All semantic tags, on the top level of a pass or in one of its fields.
 *
 * @see https://developer.apple.com/documentation/walletpasses/semantictags
 */
export const semantics = structure(
  {
    totalPrice: semanticTag(currencyAmount, 'What was paid.'),
    wifiAccess: semanticTag(list(wifiNetwork), 'Wireless networks for the holder.'),
    balance: semanticTag(currencyAmount, 'What is left on the card.', ['storeCard']),
    duration: semanticTag(number({ min: 0 }), 'How long it takes, in seconds.', journeysAndEvents),
    silenceRequested: semanticTag(boolean, 'Whether devices should be silent.', journeysAndEvents),
    seats: semanticTag(list(seat), 'The seats.', journeysAndEvents),
    ...eventTags,
    ...transitTags,
    ...airlineTags,
  },
  { name: 'semantics' },
)
