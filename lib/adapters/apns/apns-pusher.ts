/** Pushes over HTTP/2 to the Apple Push Notification service, each pass type with its own certificate. */
import type { Clock } from '../../ports/clock.ts'
import { UnavailableError } from '../../ports/errors.ts'
import type { Pusher, Reach } from '../../ports/pusher.ts'
import type { Random } from '../../ports/random.ts'
import type { StoredSigner } from '../../ports/secrets.ts'
import { type KeptValue, keepValue } from '../../service/cache/kept-value.ts'
import { ServiceError } from '../../service/errors.ts'
import { isSameSigner } from '../../service/secrets/same-signer.ts'
import type { SignerNow } from '../../service/secrets/signer-now.ts'
import { systemClock, systemRandom } from '../system.ts'
import { Channel } from './channel.ts'
import { assertNotExpired, type Credentials, credentialsOf } from './credentials.ts'
import { type ApnsLimits, defaultLimits } from './limits.ts'
import { type ApnsSettings, appleOrigin } from './settings.ts'

/** What the pusher is made of. */
export interface ApnsPusherOptions extends Partial<ApnsSettings> {
  /** The signer of a pass type now; undefined if there is none. Asked every five minutes, and when a certificate is refused. */
  readonly signerOf: SignerNow
  /** Default: see {@link defaultLimits}. */
  readonly limits?: Partial<ApnsLimits>
  /** Default: the machine's. */
  readonly clock?: Clock
  /** Default: the machine's. */
  readonly random?: Random
}

/** A pusher that holds connections. */
export interface ApnsPusher extends Pusher {
  /** Ends all connections at once. Pushes under way have no answer. */
  readonly close: () => void
}

/** What is in use for a pass type. */
interface Line {
  readonly signer: StoredSigner
  readonly credentials: Credentials
  readonly channel: Channel
}

const maxAge = 5 * 60 * 1000
const rest = 10 * 1000
/** How long it is taken for granted that the push service can be reached, or cannot. */
const reachAge = 60 * 1000

/**
 * Makes a pusher. It keeps one connection a signer between pushes; a renewed certificate gets a new one.
 *
 * @example
 * const pusher = apnsPusher({ signerOf: makeSignerNow({ secrets, clock }), ...apnsSettings(process.env) })
 */
export const apnsPusher = (options: ApnsPusherOptions): ApnsPusher => {
  const { signerOf, origin = appleOrigin, roots, clock = systemClock, random = systemRandom } = options
  const limits = { ...defaultLimits, ...options.limits }
  const lines = new Map<string, Line>()
  const kept = new Map<string, KeptValue<Channel>>()
  const reaches = new Map<string, KeptValue<Reach>>()

  const drop = (passType: string): void => {
    lines.get(passType)?.channel.retire()
    lines.delete(passType)
  }

  const readSigner = async (passType: string, line: Line | undefined): Promise<StoredSigner> => {
    const signer = await signerOf(passType).catch((error: unknown) => {
      // While secrets cannot be read, the one at hand is as good as ever.
      if (line && error instanceof UnavailableError) return line.signer
      throw error
    })
    if (signer) return signer
    drop(passType)
    kept.delete(passType)
    throw new ServiceError('signer/missing', `there is no signer for ${passType} yet: upload its certificate and key`)
  }

  const open = async (passType: string): Promise<Channel> => {
    const line = lines.get(passType)
    const signer = await readSigner(passType, line)
    const same = line && isSameSigner(line.signer, signer) ? line : undefined
    const credentials = same?.credentials ?? credentialsOf(passType, signer, roots)
    assertNotExpired(passType, credentials, clock.now())
    if (same) return same.channel
    drop(passType)
    const channel = new Channel({ topic: passType, origin, context: credentials.context, limits, clock, random })
    lines.set(passType, { signer, credentials, channel })
    return channel
  }

  const channelOf = (passType: string): KeptValue<Channel> => {
    const known = kept.get(passType)
    if (known) return known
    const fresh = keepValue(() => open(passType), { maxAge, rest, clock })
    kept.set(passType, fresh)
    return fresh
  }

  const reachOf = (passType: string): KeptValue<Reach> => {
    const known = reaches.get(passType)
    if (known) return known
    const tryIt = async () => (await channelOf(passType).current()).reach()
    const fresh = keepValue(tryIt, { maxAge: reachAge, rest: reachAge, clock })
    reaches.set(passType, fresh)
    return fresh
  }

  return {
    reach: (passType) => reachOf(passType).current(),
    push: async (passType, pushToken) => {
      const value = channelOf(passType)
      const channel = await value.current()
      const answer = await channel.push(pushToken)
      if (answer.kind !== 'misconfigured') return answer
      // The certificate may have been renewed a moment ago. What was refused was not dealt with.
      const renewed = await value.renewed()
      return renewed === channel ? answer : await renewed.push(pushToken)
    },
    close: () => {
      for (const { channel } of lines.values()) channel.close()
      lines.clear()
      kept.clear()
      reaches.clear()
    },
  }
}
