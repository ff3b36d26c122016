/** Tells what a token is before anything is read of any pass. */
import { linkKeyId, readLink } from '../../core/links/link.ts'
import type { CommonHeader } from '../../core/links/link-header.ts'
import type { LinkEntry } from '../../core/links/sealed-contents.ts'
import { readSealedLink, sealedLinkKeyId } from '../../core/links/sealed-link.ts'
import { type Clock, seconds } from '../../ports/clock.ts'
import { ServiceError } from '../errors.ts'
import type { Keys } from '../secrets/key-ring.ts'
import type { ServiceSettings } from '../service.ts'

/** A link of ours that has not expired. What became of its passes is not known yet. */
export interface GoodLink extends CommonHeader {
  readonly isEnrolment: boolean
  /** One to ten. That of an enrolment has the serial number that the link is revoked under. */
  readonly entries: readonly LinkEntry[]
}

/** Tells what a token is. @throws ServiceError `link/forged`, `link/expired` */
export type OpenToken = (token: string) => Promise<GoodLink>

/** What {@link makeOpenToken} needs. */
export interface OpenTokenParts {
  readonly clock: Clock
  readonly keys: Keys
}

const forged = (): ServiceError =>
  new ServiceError('link/forged', 'the link is not one of ours, or was cut short: copy it whole')

const expired = (expiresAt: number): ServiceError =>
  new ServiceError('link/expired', `the link expired at ${new Date(expiresAt * 1000).toISOString()}: ask for a new one`)

/** Makes what tells. */
export const makeOpenToken = (
  { clock, keys }: OpenTokenParts,
  { passTypeIdentifiers }: Pick<ServiceSettings, 'passTypeIdentifiers'>,
): OpenToken => {
  const openPlain = async (token: string, keyId: string): Promise<GoodLink> => {
    const reading = readLink(await keys.with(keyId), passTypeIdentifiers, token, seconds(clock.now()))
    if (reading.kind === 'forged') throw forged()
    if (reading.kind === 'expired') throw expired(reading.expiresAt)
    const { issuedAt, expiresAt, passTypeIdentifier, serialNumber, issue } = reading
    const entries = [{ kind: 'record', passTypeIdentifier, serialNumber, issue }] as const
    return { isEnrolment: false, keyId, issuedAt, expiresAt, entries }
  }

  const openSealed = async (token: string, keyId: string): Promise<GoodLink> => {
    const reading = await readSealedLink(await keys.with(keyId), passTypeIdentifiers, token, seconds(clock.now()))
    if (reading.kind === 'forged') throw forged()
    if (reading.kind === 'expired') throw expired(reading.expiresAt)
    const { kind, ...link } = reading.link
    return { ...link, isEnrolment: kind === 'enrolment' }
  }

  return async (token) => {
    const plainKey = linkKeyId(token)
    if (plainKey !== undefined) return await openPlain(token, plainKey)
    const sealedKey = sealedLinkKeyId(token)
    if (sealedKey !== undefined) return await openSealed(token, sealedKey)
    throw forged()
  }
}
