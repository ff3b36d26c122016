/** Takes events in that change passes: makes the change, or puts the event aside. */
import { utf8 } from '../../core/bytes.ts'
import { PasswrightError } from '../../core/errors.ts'
import type { Metrics } from '../../ports/metrics.ts'
import type { ParkedEvent } from '../../ports/parked.ts'
import { ServiceError } from '../errors.ts'
import { inTurn } from '../in-turn.ts'
import { limits } from '../limits.ts'
import { type ChangeParts, makeChangePass } from '../passes/change.ts'
import type { Written } from '../service.ts'
import { sha256Hex } from '../sha256.ts'
import type { IngestService, ParkedService } from './ingest-service.ts'
import { makePark, type ParkParts } from './park.ts'
import { type ReadEvent, type RecordEvent, readEvent } from './read-event.ts'

/** What {@link makeIngest} needs. */
export interface IngestParts extends ChangeParts, ParkParts {
  readonly metrics: Metrics
}

/** What came of an event, for the figures. */
type Outcome = 'created' | 'changed' | 'unchanged' | 'repeated' | 'stale' | 'parked'

/** Two events of one pass would only be in each other's way. */
const keyOf = ({ head: { pass } }: ReadEvent): string =>
  pass ? `${pass.passTypeIdentifier} ${pass.serialNumber}` : 'unknown'

const outcomeOf = ({ repeated, created, changed }: Written): Outcome => {
  if (repeated) return 'repeated'
  if (created) return 'created'
  return changed ? 'changed' : 'unchanged'
}

/** Makes both services. */
export const makeIngest = (parts: IngestParts): IngestService & ParkedService => {
  const { parked, metrics } = parts
  const change = makeChangePass(parts)
  const park = makePark(parts)

  const apply = async ({ pass, change: asked, source, eventId, sequence, canonical }: RecordEvent): Promise<Written> =>
    change(pass, asked, {
      idempotency: {
        principal: `event:${source}`,
        key: eventId,
        fingerprint: await sha256Hex(utf8(canonical)),
        seconds: limits.event.idempotencySeconds,
      },
      ...(sequence === undefined ? {} : { sequence: { source, number: sequence } }),
    })

  const settle = async (body: string, read: ReadEvent): Promise<Outcome> => {
    try {
      if ('fault' in read) throw read.fault
      return outcomeOf(await apply(read.event))
    } catch (error) {
      // To take it again later may help; and what nobody has foreseen is not the fault of the event.
      if (!(error instanceof PasswrightError) || error.status >= 500) throw error
      if (error.code === 'event/stale') return 'stale'
      await park(body, read.head, error)
      return 'parked'
    }
  }

  const inItsTurn = inTurn()

  const find = async (id: string): Promise<ParkedEvent> => {
    const event = await parked.get(id)
    if (event) return event
    throw new ServiceError(
      'parked/not-found',
      'there is no parked event of this id: it was retried, dropped or forgotten',
    )
  }

  return {
    take: async (body) => {
      const read = readEvent(body)
      metrics.count('ChangesTaken', { outcome: await inItsTurn(keyOf(read), () => settle(body, read)) })
    },
    list: (page) => parked.list(page),
    read: find,
    retry: async (id) => {
      const { body } = await find(id)
      if (body === undefined)
        throw new ServiceError('parked/not-kept', 'the event itself was not kept: have its source send it again')
      const read = readEvent(body)
      if ('fault' in read) throw read.fault
      const written = await apply(read.event)
      await parked.remove(id)
      return written
    },
    drop: (id) => parked.remove(id),
  }
}
