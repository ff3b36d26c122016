/** Looks after a deployment: everything that passes are issued, handed out and pushed with. */
import type { Ports } from '../../ports/ports.ts'
import type { Sight, Vitals } from '../../ports/vitals.ts'
import type { ServiceSettings } from '../service.ts'
import { assertReached } from '../work/push-service.ts'
import type { HealthService, HealthStatus } from './health-service.ts'
import { type Look, taken, well } from './look.ts'
import { lookAtSigner } from './signer-look.ts'
import { lookAtBreakers, lookAtClock, lookAtVital, lookAtWaiting, looksAtSecrets } from './stored-looks.ts'

/** What {@link makeHealth} looks at. */
export type HealthPorts = Pick<Ports, 'vitals' | 'secrets' | 'breakers' | 'records' | 'pusher' | 'clock'>

const ranks: readonly HealthStatus[] = ['ok', 'warning', 'failure']

const worst = (statuses: readonly HealthStatus[]): HealthStatus =>
  ranks.findLast((rank) => statuses.includes(rank)) ?? 'ok'

const lookAtPushService = ({ pusher }: HealthPorts, passTypeIdentifier: string): Look => ({
  ...{ subject: 'push-service', name: passTypeIdentifier },
  fix: 'let functions out to api.push.apple.com, port 443, and look at the signer of the pass type',
  take: async () => {
    await assertReached(pusher, passTypeIdentifier)
    return well('was reached within the last minute')
  },
})

/** Each part is looked at once, whoever wants to see something of it. */
const seenOnce = (vitals: Vitals): Vitals =>
  vitals.map((vital) => {
    let sight: Promise<Sight> | undefined
    const look = (): Promise<Sight> => {
      sight ??= vital.look()
      return sight
    }
    return { ...vital, look }
  })

/** Makes the use cases of health. */
export const makeHealth = (
  ports: HealthPorts,
  { passTypeIdentifiers }: Pick<ServiceSettings, 'passTypeIdentifiers'>,
): HealthService => ({
  check: async () => {
    const { secrets, breakers, clock } = ports
    const vitals = seenOnce(ports.vitals)
    const looks: readonly Look[] = [
      ...vitals.map(lookAtVital),
      ...looksAtSecrets(secrets, clock),
      ...passTypeIdentifiers.map((type) => lookAtSigner(ports, type)),
      ...passTypeIdentifiers.map((type) => lookAtPushService(ports, type)),
      ...[lookAtBreakers(breakers), lookAtWaiting(ports), lookAtClock(vitals, clock)],
    ]
    const checks = await Promise.all(looks.map(taken))
    return { status: worst(checks.map(({ status }) => status)), at: clock.now(), checks }
  },
})
