/** The process that pushes: `node BUNDLE FOLDER` is told where to, then answers rounds. */
import { apnsPusher } from '../../../lib/adapters/apns/apns-pusher.ts'
import { openSetup } from '../worker/setup.ts'
import { barePush, bareSession } from './bare-client.ts'
import type { PusherName, PushResult, PushRound, PushTarget } from './push-round.ts'

/** Pushes once, and throws unless it is accepted. */
type PushOnce = (token: string) => Promise<void>

const topic = 'pass.com.example.bench'
const tokens: readonly string[] = Array.from({ length: 1000 }, (_, index) => index.toString(16).padStart(64, '0'))

const accepted = (told: unknown, good: unknown): void => {
  if (told !== good) throw new Error(`a push was not accepted: ${JSON.stringify(told)}`)
}

const waysTo = async (target: PushTarget, folder: string): Promise<Readonly<Record<PusherName, PushOnce>>> => {
  const setup = openSetup(folder, 'small')
  const signer = {
    certificate: setup.pem('certificate'),
    key: setup.pem('key'),
    intermediate: setup.pem('intermediate'),
  }
  const session = await bareSession(target, signer)
  const pusher = apnsPusher({ ...target, signerOf: () => Promise.resolve(signer) })
  return {
    bare: async (token) => accepted(await barePush(session, topic, token), 200),
    passwright: async (token) => accepted((await pusher.push(topic, token)).kind, 'accepted'),
  }
}

const run = async (push: PushOnce, { milliseconds, inFlight }: PushRound): Promise<PushResult> => {
  const [start, cpu] = [performance.now(), process.cpuUsage()]
  let pushes = 0
  const goOn = async (): Promise<void> => {
    while (performance.now() - start < milliseconds) {
      await push(tokens[pushes++ % tokens.length] ?? '')
    }
  }
  await Promise.all(Array.from({ length: inFlight }, goOn))
  const spent = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  return { pushes, milliseconds: spent, cpuMilliseconds: (user + system) / 1000 }
}

const main = (): void => {
  let ways: Readonly<Record<PusherName, PushOnce>> | undefined
  const answer = async (message: PushTarget | PushRound): Promise<PushResult | 'ready'> => {
    if ('pusher' in message && ways) return await run(ways[message.pusher], message)
    if ('origin' in message) ways = await waysTo(message, process.argv[2] ?? '')
    return 'ready'
  }
  process.on('disconnect', () => process.exit())
  process.on('message', async (message: PushTarget | PushRound) => {
    process.send?.(await answer(message))
  })
}

main()
