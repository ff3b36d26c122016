/** Watches the certificates of all pass types: tells other systems in good time that one is going to expire. */
import type { Bus } from '../../ports/bus.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Metrics } from '../../ports/metrics.ts'
import type { Reminders } from '../../ports/reminders.ts'
import type { Secrets } from '../../ports/secrets.ts'
import { type DaysLeft, type ExpiringCertificate, expiring } from '../notices/notices.ts'
import type { ServiceSettings } from '../service.ts'
import { watchedCertificates } from './watched-certificates.ts'
import type { WorkService } from './work-service.ts'

/** What {@link makeCertificateWatch} needs of the world. */
export interface CertificatePorts {
  readonly secrets: Pick<Secrets, 'signers'>
  readonly reminders: Reminders
  readonly bus: Bus
  readonly metrics: Pick<Metrics, 'measure'>
  readonly clock: Clock
}

const day = 24 * 60 * 60 * 1000

/** So many days before it expires, a certificate is told of; 0 is the day on which it does. The farthest first. */
const thresholds: readonly DaysLeft[] = [60, 30, 7, 1, 0]

const dayOf = (milliseconds: number): number => Math.floor(milliseconds / day)

/** The nearest threshold that was reached, be it today or on a day when nobody looked: it stands for those before it. */
const reached = (daysLeft: number): DaysLeft | undefined => thresholds.findLast((each) => daysLeft <= each)

const subjectOf = ({ passTypeIdentifier, sha256 }: ExpiringCertificate): string =>
  `certificate/${passTypeIdentifier}/${sha256.slice(0, 16)}`

/**
 * Makes the use case, see `WorkService.watchCertificates`: tells of certificates that expire in 60, 30, 7 or 1 days, or today, counted in
 * days of UTC, and measures how many days each has left. What was told is remembered: whatever happened on the day itself, the next run tells
 * what was left out, and none tells a thing again. Returns how many notices were told. A pass type without a signer is passed over.
 *
 * @throws UnavailableError if not all could be looked at; of the others it has told. It may be repeated: a notice that is
 *   told twice nevertheless has the same id
 */
export const makeCertificateWatch = (
  { secrets, reminders, bus, metrics, clock }: CertificatePorts,
  { passTypeIdentifiers }: Pick<ServiceSettings, 'passTypeIdentifiers'>,
): WorkService['watchCertificates'] => {
  const dueOf = async (certificate: Omit<ExpiringCertificate, 'days'>): Promise<readonly ExpiringCertificate[]> => {
    const days = reached(certificate.daysLeft)
    if (days === undefined) return []
    const due = { ...certificate, days }
    const told = await reminders.last(subjectOf(due))
    return told !== undefined && told <= days ? [] : [due]
  }

  const expiringOf = async (passTypeIdentifier: string, at: number): Promise<readonly ExpiringCertificate[]> => {
    const stored = await secrets.signers(passTypeIdentifier)
    const watched = stored ? watchedCertificates(stored, at) : []
    for (const { name, notAfter } of watched) {
      const left = Math.floor((notAfter - at) / day)
      metrics.measure('DaysUntilExpiry', { passType: passTypeIdentifier, certificate: name }, left, 'Days')
    }
    const due = watched.map(({ name, sha256, notAfter }) =>
      dueOf({
        ...{ passTypeIdentifier, certificate: name, sha256, notAfter, at },
        daysLeft: dayOf(notAfter) - dayOf(at),
      }),
    )
    return (await Promise.all(due)).flat()
  }

  return async () => {
    const now = clock.now()
    const found = await Promise.allSettled(passTypeIdentifiers.map((type) => expiringOf(type, now)))
    const due = found.flatMap((each) => (each.status === 'fulfilled' ? each.value : []))
    if (due.length > 0) await bus.publish(due.map(expiring))
    // Not before: what nobody was told must not count as told.
    for (const each of due) await reminders.note(subjectOf(each), each.days)
    const failure = found.find((each) => each.status === 'rejected')
    if (failure) throw failure.reason
    return due.length
  }
}
