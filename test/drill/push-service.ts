/** The push service of a drill: the local stack's stand-in behind the real adapter, with whatever is to go wrong there. */
import { type LocalApns, startApns } from '../../infra/local/apns/apns.ts'
import { apnsPusher } from '../../lib/adapters/apns/apns-pusher.ts'
import type { Pusher } from '../../lib/ports/pusher.ts'
import type { Secrets } from '../../lib/ports/secrets.ts'
import { makeSignerNow } from '../../lib/service/secrets/signer-now.ts'
import type { FastTime } from './time.ts'

/** What goes wrong with pushes. Some still come through: as many as do in a bad hour. */
export type PushTrouble =
  | { readonly kind: 'status'; readonly status: number; readonly reason: string }
  | { readonly kind: 'reset' | 'goaway' | 'silent' }

/** The push service. */
export interface PushService {
  readonly pusherOf: (secrets: Pick<Secrets, 'signers'>) => Pusher
  /** What a push to a token does. */
  readonly onPush: (token: string, wake: () => void) => void
  /** Begins what is to go wrong; undefined ends it. */
  readonly begin: (trouble: PushTrouble | undefined) => Promise<void>
  /** Pushes that were accepted. */
  readonly accepted: () => number
  /** Pushes that went wrong as they were to. */
  readonly struck: () => number
  readonly stop: () => Promise<void>
}

/** How often each mishap comes over the service, in milliseconds of the drill. */
const every = 20_000

const strike = ({ answers }: LocalApns, trouble: PushTrouble): void => {
  if (trouble.kind === 'status') {
    answers.plan('every', { kind: 'refuse', status: trouble.status, reason: trouble.reason }, 5)
    return
  }
  const kinds = { reset: 'reset-connection', goaway: 'go-away', silent: 'die' } as const
  answers.plan('every', { kind: kinds[trouble.kind] }, 1)
}

/** Starts it. @param root stands above the certificates that may push, as PEM */
export const aPushService = async (time: FastTime, root: string): Promise<PushService> => {
  const wakes = new Map<string, () => void>()
  let accepted = 0
  let trouble: PushTrouble | undefined
  const apns = await startApns({
    clientRoots: [root],
    logged: 1_000_000,
    onPush: ({ token }) => {
      accepted++
      wakes.get(token)?.()
    },
  })
  const goOn = (): void => {
    if (trouble) strike(apns, trouble)
    time.later(every, goOn)
  }
  goOn()
  const pushers: { readonly close: () => void }[] = []
  return {
    pusherOf: (secrets) => {
      const pusher = apnsPusher({
        signerOf: makeSignerNow({ secrets, clock: { now: time.now } }),
        origin: apns.origin,
        roots: apns.roots,
        // These go by the machine's time, which is slow here.
        limits: { connect: 1500, idle: 500, quiet: 300, ping: 200, answer: 1500, wait: 1500, look: 50, backOff: 50 },
        clock: { now: time.now },
      })
      pushers.push(pusher)
      return pusher
    },
    onPush: (token, wake) => {
      wakes.set(token, wake)
    },
    begin: (next) => {
      trouble = next
      apns.answers.clear()
      if (next) strike(apns, next)
      return Promise.resolve()
    },
    accepted: () => accepted,
    struck: () => apns.log.entries().filter(({ outcome }) => outcome !== 'accepted').length,
    stop: async () => {
      for (const pusher of pushers) pusher.close()
      await apns.stop()
    },
  }
}
