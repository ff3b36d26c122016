/** Watches whether the push service can be reached with the certificate of each pass type. */
import { PasswrightError } from '../../core/errors.ts'
import { UnavailableError } from '../../ports/errors.ts'
import type { Metrics } from '../../ports/metrics.ts'
import type { Pusher } from '../../ports/pusher.ts'
import { ServiceError } from '../errors.ts'
import { isSignerRefusal } from '../secrets/signer-refusals.ts'
import type { ServiceSettings } from '../service.ts'
import { noReport, type WorkReport } from './report.ts'
import type { WorkService } from './work-service.ts'

/** What {@link makePushServiceWatch} needs of the world. */
export interface PushServicePorts {
  readonly pusher: Pick<Pusher, 'reach'>
  readonly metrics: Pick<Metrics, 'count'>
}

/**
 * Tries whether the push service is there for a pass type.
 *
 * @throws UnavailableError if it is not, or the signer cannot be read
 * @throws ServiceError `push/misconfigured` if it does not take the certificate; `signer/missing`, `signer/unusable`
 */
export const assertReached = async (pusher: Pick<Pusher, 'reach'>, passTypeIdentifier: string): Promise<void> => {
  const reach = await pusher.reach(passTypeIdentifier)
  if (reach.kind === 'reached') return
  if (reach.kind === 'unreachable') {
    const todo = 'let functions out to api.push.apple.com, port 443; pushes wait meanwhile, and none is lost'
    throw new UnavailableError(
      `the push service cannot be reached for ${passTypeIdentifier} (${reach.reason}): ${todo}`,
    )
  }
  const todo = 'look at the certificate with passwright signer check, and whether a proxy stands in between'
  throw new ServiceError(
    'push/misconfigured',
    `the push service and ${passTypeIdentifier} do not trust each other's certificates (${reach.reason}): ${todo}`,
  )
}

/**
 * Makes the use case, see `WorkService.watchPushService`. A pass type without a signer that could be used is passed over: that is told
 * elsewhere.
 *
 * @param report is told why
 */
export const makePushServiceWatch =
  (
    { pusher, metrics }: PushServicePorts,
    { passTypeIdentifiers }: Pick<ServiceSettings, 'passTypeIdentifiers'>,
    report: WorkReport = noReport,
  ): WorkService['watchPushService'] =>
  async () => {
    const look = async (passTypeIdentifier: string): Promise<void> => {
      try {
        await assertReached(pusher, passTypeIdentifier)
      } catch (error) {
        if (isSignerRefusal(error)) return
        if (!(error instanceof PasswrightError)) throw error
        metrics.count('PushServiceUnreachable', {})
        report({ code: 'push/unreachable', error })
      }
    }
    await Promise.all(passTypeIdentifiers.map(look))
  }
