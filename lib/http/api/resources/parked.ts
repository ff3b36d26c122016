/** Parked events as they are sent. */
import type { ParkedEvent, ParkedSummary } from '../../../ports/parked.ts'
import { parkedAddress, passAddress } from '../addresses.ts'
import type { Valid } from '../schema.ts'
import type { parkedEventSchema, parkedSummarySchema } from '../schemas/parked.ts'
import { moment } from './moment.ts'

/** A parked event in a list. */
export const parkedSummaryResource = ({
  id,
  at,
  code,
  reason,
  pass,
}: ParkedSummary): Valid<typeof parkedSummarySchema> => ({
  ...{ id, at: moment(at), code, reason },
  ...(pass ? { passTypeIdentifier: pass.passTypeIdentifier, serialNumber: pass.serialNumber } : {}),
  links: {
    self: parkedAddress(id),
    retry: `${parkedAddress(id)}/retry`,
    ...(pass ? { pass: passAddress(pass) } : {}),
  },
})

/** A parked event. */
export const parkedEventResource = (event: ParkedEvent): Valid<typeof parkedEventSchema> => ({
  ...parkedSummaryResource(event),
  findings: event.findings,
  ...(event.body === undefined ? {} : { body: event.body }),
})
