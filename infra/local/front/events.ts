/** The calls of a request to EventBridge. */
import { isObject, type Json } from '../../../lib/core/format/json.ts'
import { arn } from '../cloudformation/place.ts'
import { defaultBus } from '../events/rules.ts'
import type { Call, ServiceRequest } from './call.ts'
import { readOperation, textOf } from './json-body.ts'

/** The ARN of the bus that an entry names, or of the one that it gets to otherwise. */
const busOf = (entry: Json): string => {
  const name = (isObject(entry) ? textOf(entry, 'EventBusName') : '') || defaultBus
  return name.startsWith('arn:') ? name : arn('events', `event-bus/${name}`)
}

/** What a request to EventBridge asks for: the entries of one may be for several buses. */
export const eventsCalls = (request: ServiceRequest): readonly Call[] => {
  const { name, input } = readOperation(request)
  const entries = Array.isArray(input.Entries) ? input.Entries : []
  const buses = new Set(entries.length === 0 ? ['*'] : entries.map(busOf))
  return [...buses].map((resource) => ({ action: `events:${name}`, resource }))
}
