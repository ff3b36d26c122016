/** A pusher and the stand-in of APNs, with a clock that can be put forward. */
import { onTestFinished } from 'vitest'
import { type LocalApns, type LocalApnsOptions, startApns } from '../../infra/local/apns/apns.ts'
import { makeServerCertificate, type ServerCertificate } from '../../infra/local/apns/server-certificate.ts'
import { type ApnsPusher, type ApnsPusherOptions, apnsPusher } from '../../lib/adapters/apns/apns-pusher.ts'
import type { ThrowawayCertificateOptions, ThrowawayChain } from '../../lib/core/signing/throwaway.ts'
import type { PushAnswer } from '../../lib/ports/pusher.ts'
import { aChain } from '../builders/signer.ts'

/** The pass type of the signer. */
export const passType = 'pass.com.example.card'

/** Of all stand-ins: making one takes its time. */
let identity: Promise<ServerCertificate> | undefined

let usual: Promise<ThrowawayChain> | undefined

/** The signer of the pass type, made once; another one where it is to differ. */
export const aPushSigner = (differs?: Partial<ThrowawayCertificateOptions>): Promise<ThrowawayChain> => {
  if (differs) return aChain({ algorithm: 'P-256', ...differs })
  usual ??= aChain({ algorithm: 'P-256' })
  return usual
}

/** The push token number so and so. */
export const token = (number = 0): string => number.toString(16).padStart(64, '0')

/** What a test works with. */
export interface Lab {
  readonly apns: LocalApns
  readonly pusher: ApnsPusher
  /** Pushes to the token with this number. */
  readonly push: (number?: number) => Promise<PushAnswer>
  /** Pushes at once to so many tokens, from 1; in short what came of each, a lost one as `none`. */
  readonly pushAll: (count: number) => Promise<readonly string[]>
  /** Puts the pusher's clock forward. */
  readonly skip: (milliseconds: number) => void
  /** Tokens by their numbers, as they came in a connection. */
  readonly arrived: (connection: number) => readonly number[]
}

/** How a lab is to be. */
export interface LabOptions {
  readonly apns?: Partial<LocalApnsOptions>
  readonly pusher?: Partial<ApnsPusherOptions>
}

const openPusher = (options: Partial<ApnsPusherOptions>): Pick<Lab, 'pusher' | 'skip'> => {
  let ahead = 0
  const pusher = apnsPusher({
    signerOf: () => aPushSigner(),
    clock: { now: () => Date.now() + ahead },
    ...options,
  })
  const skip = (milliseconds: number) => {
    ahead += milliseconds
  }
  return { pusher, skip }
}

const openApns = async (options: Partial<LocalApnsOptions> = {}): Promise<LocalApns> => {
  const { root } = await aPushSigner()
  identity ??= makeServerCertificate(Date.now())
  return await startApns({ clientRoots: [root], identity: await identity, ...options })
}

/** A pusher whose clock can be put forward, closed when the test ends. */
export const aPusher = (options: Partial<ApnsPusherOptions>): Pick<Lab, 'pusher' | 'skip'> => {
  const opened = openPusher(options)
  onTestFinished(opened.pusher.close)
  return opened
}

/** Starts the stand-in, stopped when the test ends. */
export const anApns = async (options?: Partial<LocalApnsOptions>): Promise<LocalApns> => {
  const apns = await openApns(options)
  onTestFinished(apns.stop)
  return apns
}

/** Starts both. They are there until somebody stops them. */
export const openLab = async (options: LabOptions = {}): Promise<Lab & { readonly stop: () => Promise<void> }> => {
  const apns = await openApns(options.apns)
  const { pusher, skip } = openPusher({ origin: apns.origin, roots: apns.roots, ...options.pusher })
  const push = (number?: number) => pusher.push(passType, token(number))
  return {
    apns,
    pusher,
    push,
    skip,
    pushAll: async (count) => {
      const numbers = Array.from({ length: count }, (_, index) => index + 1)
      const settled = await Promise.allSettled(numbers.map(push))
      return settled.map((each) => (each.status === 'fulfilled' ? each.value.kind : 'none'))
    },
    arrived: (connection) =>
      apns.log
        .entries()
        .filter((entry) => entry.connection === connection)
        .map((entry) => Number.parseInt(entry.token, 16)),
    stop: async () => {
      pusher.close()
      await apns.stop()
    },
  }
}

/** Starts both, stopped when the test ends. */
export const aLab = async (options?: LabOptions): Promise<Lab> => {
  const lab = await openLab(options)
  onTestFinished(lab.stop)
  return lab
}
