/** All ports together: the world as the service sees it. */
import type { Assets } from './assets.ts'
import type { Clock } from './clock.ts'
import type { Events } from './events.ts'
import type { Metrics } from './metrics.ts'
import type { Queues } from './queues.ts'
import type { Random } from './random.ts'
import type { Records } from './records.ts'
import type { Registrations } from './registrations.ts'
import type { Secrets } from './secrets.ts'
import type { Templates } from './templates.ts'

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
  readonly clock: Clock
  readonly random: Random
}
