/** A deployment in memory for the doctor, on a clock that only moves when somebody waits, which may lie about one thing. */
import { type MemoryPorts, memoryPorts } from '../../lib/adapters/memory/ports.ts'
import { systemRandom } from '../../lib/adapters/system.ts'
import type { Diagnosis } from '../../lib/cli/doctor/check.ts'
import { type DoctorOptions, type DoctorReport, examineDeployment } from '../../lib/cli/doctor/examine.ts'
import type { Network } from '../../lib/cli/doctor/network.ts'
import { InputError } from '../../lib/cli/errors.ts'
import { httpDate } from '../../lib/core/format/http-date.ts'
import { parseJson } from '../../lib/core/format/json.ts'
import type { ThrowawayChain } from '../../lib/core/signing/throwaway.ts'
import { apiApp } from '../../lib/http/api/app.ts'
import { walletApp } from '../../lib/http/wallet/app.ts'
import type { Pusher } from '../../lib/ports/pusher.ts'
import type { Notification } from '../../lib/ports/queues.ts'
import { scopes } from '../../lib/ports/secrets.ts'
import { newApiKey } from '../../lib/service/keys/new-api-key.ts'
import { makeService } from '../../lib/service/make-service.ts'
import type { Service } from '../../lib/service/service.ts'
import { makeNotify } from '../../lib/service/work/notify.ts'
import { putSigner } from '../builders/put-signer.ts'
import { aChain } from '../builders/signer.ts'
import { linkFaces } from '../http/link-faces.ts'
import { anArchive, noon } from '../service/world.ts'

/** The pass type of every clinic, which has a template. */
export const type = 'pass.com.example.card'

/** How long a push waits for others, in milliseconds. */
const pushDelay = 2000

type Answer = (request: Request) => Promise<Response>

/** A lie: answers in place of the deployment, which it may ask. */
export type Lie = (request: Request, answer: Answer) => Promise<Response>

/** How a clinic differs from the usual. */
export interface ClinicOptions {
  readonly base?: string
  readonly lie?: Lie
  /** Default: one with NFC that is valid. */
  readonly chain?: ThrowawayChain
  /** How far the clock of the deployment is ahead of everybody else's, in milliseconds. */
  readonly ahead?: number
  /** When it begins, in milliseconds since 1970. */
  readonly now?: number
  /** Whether its clock is that of the machine. Default: it only moves when somebody waits. */
  readonly runs?: boolean
  /** Default: takes every push. */
  readonly push?: Pusher['push']
  /** How long each answer takes, in milliseconds. Default: no time. */
  readonly latency?: number
  readonly scopes?: readonly (typeof scopes)[number][]
  /** Whether there is no template yet. */
  readonly bare?: boolean
  /** Where passes lead to. Default: the address itself. */
  readonly publicBaseUrl?: string
  /** Whether there is a signer. Default: yes. */
  readonly signs?: boolean
  /** Whether what is queued gets done. Default: yes. */
  readonly works?: boolean
}

// An RSA key takes its time: one for all clinics of a process.
let chain: Promise<ThrowawayChain> | undefined

/** The signer of every clinic. */
export const theChain = (): Promise<ThrowawayChain> => {
  chain ??= aChain({ nfc: true })
  return chain
}

/** A good network: a public address and TLS as it should be. */
export const aNetwork = (now: number): Network => ({
  addresses: () => Promise.resolve(['198.51.100.7']),
  handshake: () =>
    Promise.resolve({
      protocol: 'TLSv1.3',
      cipher: 'TLS_AES_128_GCM_SHA256',
      forwardSecret: true,
      chainFault: undefined,
      nameFault: undefined,
      notBefore: now - 1000,
      notAfter: now + 90 * 86_400_000,
    }),
  takesOldProtocol: () => Promise.resolve(false),
})

/** A clock that begins somewhere, and moves when somebody waits; by itself, too, if it runs. */
const aTime = (from: number, runs: boolean) => {
  const begun = Date.now()
  return {
    waited: 0,
    get now() {
      return from + this.waited + (runs ? Date.now() - begun : 0)
    },
  }
}

type Time = ReturnType<typeof aTime>

/** Lets time pass. */
const wait =
  (memory: MemoryPorts, time: Time) =>
  async (milliseconds: number): Promise<void> => {
    time.waited += milliseconds
    await memory.settled()
  }

/** Begins to do what is queued; pushes when time has passed, as what comes back does it. */
const work = (memory: MemoryPorts, service: Service, time: Time) => {
  const notify = makeNotify(memory)
  const pushes: { readonly at: number; readonly notification: Notification }[] = []
  memory.onChanges((changes) => service.work.follow(changes))
  memory.onBuilds((message) => service.work.build(message))
  memory.onNotifications((notification) => {
    pushes.push({ at: time.now + pushDelay, notification })
    return Promise.resolve()
  })
  return async (milliseconds: number): Promise<void> => {
    await wait(memory, time)(milliseconds)
    const due = pushes.filter(({ at }) => at <= time.now)
    pushes.splice(0, pushes.length, ...pushes.filter(({ at }) => at > time.now))
    for (const { notification } of due) await notify(notification)
  }
}

/** Makes a deployment: its key, its apps behind one address, everything behind them at work. */
export const aClinic = async (options: ClinicOptions = {}) => {
  const { base = 'https://passes.example.com', lie, ahead = 0, now = noon, publicBaseUrl = base, latency = 0 } = options
  const time = aTime(now, options.runs ?? false)
  const clock = { now: () => time.now + ahead }
  const pusher: Pusher = {
    push: options.push ?? (() => Promise.resolve({ kind: 'accepted' })),
    reach: () => Promise.resolve({ kind: 'reached' }),
  }
  const memory = memoryPorts({ clock, pusher })
  const service = makeService(memory, {
    publicBaseUrl,
    passTypeIdentifiers: [type],
  })
  const signer = options.chain ?? (await theChain())
  if (options.signs ?? true) await putSigner(memory.admin, type, signer)
  if (!options.bare) await service.templates.publish(anArchive())
  const pass = (options.works ?? true) ? work(memory, service, time) : wait(memory, time)
  const { key, stored } = await newApiKey({ scopes: options.scopes ?? scopes }, { random: systemRandom, clock })
  await memory.admin.changeApiKeys((keys) => [...keys, stored])
  const failures: string[] = []
  const report = ({ code }: { code: string }) => failures.push(code)
  const api = apiApp(service, { authorization: { kind: 'keys' }, report })
  const wallet = walletApp(service.wallet, { report })
  const faces = new Map<string, Answer>([
    ['wallet', async (request) => await wallet.fetch(request)],
    ['p', linkFaces(service, { publicBaseUrl, clock, report })],
  ])
  const answer: Answer = async (request) => {
    if (latency > 0) await pass(latency)
    const { pathname } = new URL(request.url)
    const [, first = ''] = pathname.split('/')
    const response = await (faces.get(first) ?? api.fetch)(request)
    response.headers.set('Date', httpDate(Math.floor(time.now / 1000)))
    return response
  }
  const fetch: Answer = (request) => (lie ? lie(request, answer) : answer(request))

  const call = async (method: string, path: string) => {
    const headers = { Authorization: `Bearer ${key}` }
    const response = await fetch(new Request(`${base}/api/v1${path}`, { method, headers })).catch((cause: unknown) => {
      throw new InputError('input/no-answer', 'there is no answer', { cause })
    })
    const body = response.status === 204 ? {} : parseJson(new Uint8Array(await response.arrayBuffer()))
    return { status: response.status, body: body as never }
  }

  const examine = async (changes: Partial<DoctorOptions> = {}): Promise<DoctorReport> =>
    examineDeployment({
      base,
      key,
      client: { get: (path) => call('GET', path), remove: (path) => call('DELETE', path) },
      trust: { roots: [signer.root] },
      wishes: {},
      quick: false,
      patience: 5000,
      network: aNetwork(now),
      fetch,
      now: () => time.now,
      sleep: pass,
      signal: new AbortController().signal,
      onDiagnosis: () => undefined,
      ...changes,
    })

  return { time, memory, service, key, fetch, answer, examine, failures, root: signer.root }
}

/** The checks with an outcome. */
export const checksThat = (
  { checks }: Pick<DoctorReport, 'checks'>,
  outcome: Diagnosis['outcome'],
): readonly string[] => checks.filter((check) => check.outcome === outcome).map(({ check }) => check)
