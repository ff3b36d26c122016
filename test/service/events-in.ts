/** Events that change passes, and what becomes of them. */
import type { JsonObject } from '../../lib/core/format/json.ts'
import type { ParkedEvent } from '../../lib/ports/parked.ts'
import type { TemplateChanges } from '../builders/template.ts'
import { aPass, aWorld, publish, type World } from './world.ts'

/** A world with the template `card`. Without a signer: to change records takes none. */
export const aWorldOfRecords = async (changes: TemplateChanges = {}): Promise<World> => {
  const world = aWorld()
  await publish(world, changes)
  return world
}

/** The text of a detail about the pass `A-1`. */
export const aDetail = (detail: object = {}): string =>
  JSON.stringify({ ...aPass(), eventId: 'e-1', source: 'com.example.bookings', ...detail })

/** The text of an event in the envelope of EventBridge. */
export const anEnvelope = (detail: object, envelope: object = {}): string =>
  JSON.stringify({
    version: '0',
    id: 'e-1',
    'detail-type': 'Pass Record Changed',
    source: 'com.example.bookings',
    account: '123456789012',
    time: '2026-11-21T12:00:00Z',
    region: 'eu-central-1',
    resources: [],
    detail: { ...aPass(), ...detail },
    ...envelope,
  })

/** How often events came to what. */
export const outcomes = ({ memory }: Pick<World, 'memory'>): Readonly<Record<string, number>> =>
  Object.fromEntries(
    memory
      .counts()
      .filter(({ name }) => name === 'ChangesTaken')
      .map(({ dimensions: { outcome = '' }, count }) => [outcome, count] as const),
  )

/** What was put aside, whole, the newest first. */
export const parkedIn = async ({ service }: Pick<World, 'service'>): Promise<readonly ParkedEvent[]> => {
  const { items } = await service.parked.list({ limit: 100 })
  return Promise.all(items.map(({ id }) => service.parked.read(id)))
}

/** The values of the pass `A-1`. */
export const valuesIn = async ({ service }: Pick<World, 'service'>): Promise<JsonObject> =>
  (await service.passes.read(aPass())).values
