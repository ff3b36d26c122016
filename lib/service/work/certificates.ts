/** Watches the certificates of all pass types: tells other systems in good time that one is going to expire. */
import { SignerError } from '../../core/errors.ts'
import { openCertificate } from '../../core/signing/certificate.ts'
import type { Bus, Notice } from '../../ports/bus.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Secrets, StoredSigner } from '../../ports/secrets.ts'
import { type DaysLeft, expiring } from '../notices/notices.ts'
import type { ServiceSettings } from '../service.ts'
import type { WorkService } from './work-service.ts'

/** What {@link makeCertificateWatch} needs of the world. */
export interface CertificatePorts {
  readonly secrets: Pick<Secrets, 'signer'>
  readonly bus: Bus
  readonly clock: Clock
}

const day = 24 * 60 * 60 * 1000

/** So many days before it expires, a certificate is told of; 0 is the day on which it does. */
const thresholds: readonly DaysLeft[] = [60, 30, 7, 1, 0]

const dayOf = (milliseconds: number): number => Math.floor(milliseconds / day)

/** What passes are signed with, as far as it can be read. What cannot is refused, and told, where it is to sign. */
const certificatesOf = ({ certificate, intermediate }: StoredSigner) => {
  try {
    return [
      { name: 'pass', facts: openCertificate(certificate, 'certificate').facts },
      { name: 'intermediate', facts: openCertificate(intermediate, 'intermediate certificate').facts },
    ] as const
  } catch (error) {
    if (error instanceof SignerError) return []
    throw error
  }
}

/**
 * Makes the use case, see `WorkService.watchCertificates`: tells of certificates that expire in 60, 30, 7 or 1 days, or today, counted in days of UTC. To be called once
 * a day: nothing is remembered of the day before. Returns how many notices were told. A pass type without a signer is
 * passed over.
 *
 * @throws UnavailableError if not all signers could be read; of the others it has told. It may be repeated: each notice has
 *   its own id
 */
export const makeCertificateWatch =
  (
    { secrets, bus, clock }: CertificatePorts,
    { passTypeIdentifiers }: Pick<ServiceSettings, 'passTypeIdentifiers'>,
  ): WorkService['watchCertificates'] =>
  async () => {
    const now = clock.now()
    const noticesFor = async (passTypeIdentifier: string): Promise<readonly Notice[]> => {
      const stored = await secrets.signer(passTypeIdentifier)
      return (stored ? certificatesOf(stored) : []).flatMap(({ name, facts }) => {
        const notAfter = facts.notAfter.getTime()
        const days = thresholds.find((each) => each === dayOf(notAfter) - dayOf(now))
        const { sha256 } = facts
        if (days === undefined) return []
        return [expiring({ passTypeIdentifier, certificate: name, sha256, notAfter, days, at: now })]
      })
    }
    const found = await Promise.allSettled(passTypeIdentifiers.map(noticesFor))
    const notices = found.flatMap((each) => (each.status === 'fulfilled' ? each.value : []))
    if (notices.length > 0) await bus.publish(notices)
    const failure = found.find((each) => each.status === 'rejected')
    if (failure) throw failure.reason
    return notices.length
  }
