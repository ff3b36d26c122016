/** Writes links: their times, and the addresses that they are sent as. */
import { type LinkContent, makeLink } from '../../core/links/link.ts'
import { linkAddress } from '../../core/links/link-address.ts'
import { makeSealedLink, mostSealedCharacters, type SealedContent } from '../../core/links/sealed-link.ts'
import { type Clock, seconds } from '../../ports/clock.ts'
import { ServiceError } from '../errors.ts'
import type { Keys } from '../secrets/key-ring.ts'
import type { ServiceSettings } from '../service.ts'
import { assertExpiry, defaultExpiry } from './expiry.ts'
import type { MadeLink } from './link-services.ts'
import type { RevokedBefore } from './revocations.ts'

/** What {@link makeLinkWriter} needs. */
export interface LinkWriterParts {
  readonly clock: Clock
  readonly keys: Keys
  readonly revokedBefore: RevokedBefore
}

/** A sealed link but for its times; no link of its passes that was made before `notBefore` is good. Default: all are. */
export type Sealable = Pick<SealedContent, 'kind' | 'entries'> & { readonly notBefore?: number }

/** A download link but for its time; no link of its pass that was made before `notBefore` is good. */
export type Linkable = Omit<LinkContent, 'issuedAt'> & { readonly notBefore: number }

/** Writes links. All times are whole seconds since 1970, but for what callers ask for: that is in milliseconds. */
export interface LinkWriter {
  /** Makes sure that a link may expire when it is asked to. @throws ServiceError `link/expiry-invalid` */
  readonly assertAsked: (expiresAt: number | undefined) => void
  /** When a link expires: when it is asked to, else after the pass that expires last. */
  readonly expiryOf: (asked: number | undefined, expirationDates: readonly unknown[]) => number
  readonly plain: (link: Linkable) => Promise<MadeLink>
  /** @throws ServiceError `link/too-long` */
  readonly sealed: (link: Sealable, expiresAt: number) => Promise<MadeLink>
}

/** What the link of a visit has more than the enrolment link that it is made of: a serial number, and a flag. */
const visitCharacters = 64

const tooLong = (length: number): ServiceError => {
  const message = `the link would have ${length} characters; ${mostSealedCharacters} are what mail programs take`
  const fix = 'shorten the values, put fewer passes into one link, or issue the passes before'
  return new ServiceError('link/too-long', `${message}: ${fix}`)
}

/** Makes what writes links. */
export const makeLinkWriter = (
  { clock, keys, revokedBefore }: LinkWriterParts,
  { publicBaseUrl }: Pick<ServiceSettings, 'publicBaseUrl'>,
): LinkWriter => {
  const made = (token: string, expiresAt: number): MadeLink => ({
    url: linkAddress(publicBaseUrl, token),
    expiresAt: expiresAt * 1000,
  })

  /** A revocation counts whole seconds: what is made later in the same second is not revoked with it. */
  const issuedAtOf = async (types: readonly string[], notBefore = 0): Promise<number> =>
    Math.max(seconds(clock.now()), notBefore, ...(await Promise.all([...new Set(types)].map(revokedBefore))))

  return {
    assertAsked: (expiresAt) => {
      if (expiresAt !== undefined) assertExpiry(expiresAt, clock.now())
    },
    expiryOf: (asked, expirationDates) => {
      const now = clock.now()
      return seconds(asked ?? Math.max(...expirationDates.map((date) => defaultExpiry(date, now))))
    },
    plain: async ({ notBefore, ...link }) => {
      const issuedAt = await issuedAtOf([link.passTypeIdentifier], notBefore)
      return made(makeLink(await keys.current(), { ...link, issuedAt }), link.expiresAt)
    },
    sealed: async ({ kind, entries, notBefore }, expiresAt) => {
      const ring = await keys.current()
      const types = entries.map(({ passTypeIdentifier }) => passTypeIdentifier)
      const issuedAt = await issuedAtOf(types, notBefore)
      const token = await makeSealedLink(ring, { kind, keyId: ring.current, issuedAt, expiresAt, entries })
      const length = token.length + (kind === 'enrolment' ? visitCharacters : 0)
      if (length > mostSealedCharacters) throw tooLong(length)
      return made(token, expiresAt)
    },
  }
}
