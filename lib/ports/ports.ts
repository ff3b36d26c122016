/** All ports together: the world as the service sees it. */
import type { Assets } from './assets.ts'
import type { Breakers } from './breakers.ts'
import type { Bus } from './bus.ts'
import type { Clock } from './clock.ts'
import type { Events } from './events.ts'
import type { Imports } from './imports.ts'
import type { LinkRevocations } from './link-revocations.ts'
import type { Metrics } from './metrics.ts'
import type { Parked } from './parked.ts'
import type { Pusher } from './pusher.ts'
import type { Queues } from './queues.ts'
import type { Random } from './random.ts'
import type { Records } from './records.ts'
import type { Registrations } from './registrations.ts'
import type { Reminders } from './reminders.ts'
import type { Rollouts } from './rollouts.ts'
import type { Secrets } from './secrets.ts'
import type { Templates } from './templates.ts'
import type { Vitals } from './vitals.ts'

/** What a service needs of the world. */
export interface Ports {
  readonly records: Records
  readonly registrations: Registrations
  readonly templates: Templates
  readonly assets: Assets
  readonly secrets: Secrets
  readonly queues: Queues
  readonly events: Events
  readonly metrics: Metrics
  readonly bus: Bus
  readonly breakers: Breakers
  readonly linkRevocations: LinkRevocations
  readonly reminders: Reminders
  readonly vitals: Vitals
  readonly parked: Parked
  readonly rollouts: Rollouts
  readonly imports: Imports
  readonly pusher: Pusher
  readonly clock: Clock
  readonly random: Random
}
