/** A small and correct web service for passes, in memory, whose decisions can be replaced. */
import type { Bytes } from '../../../lib/core/bytes.ts'
import { isObject } from '../../../lib/core/format/json.ts'
import { type Behaviour, right, type State } from './behaviour.ts'
import { passTypeIdentifier, type StoredPass, webServiceURL } from './passes.ts'

/** What stands around the server, and sees requests and answers first and last. */
export type Around = (
  request: Request,
  next: (request: Request) => Promise<Response>,
  state: State,
) => Promise<Response>

/** The server. */
export interface ReferenceServer {
  readonly state: State
  readonly fetch: (request: Request) => Promise<Response>
  /** A pass as it is now, and as it is told apart from what is wrong with serving it. */
  readonly pass: (serialNumber: string) => Promise<Bytes>
  /** Changes a pass. */
  readonly change: (serialNumber: string) => void
}

const empty = (status: number, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(null, { status, headers })

const readJson = async (request: Request): Promise<Readonly<Record<string, unknown>> | undefined> => {
  try {
    const value: unknown = JSON.parse((await request.text()).slice(0, 4096))
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

type Handler = (request: Request, parts: Readonly<Record<string, string>>) => Response | Promise<Response>

const calls = {
  registration: /^devices\/(?<device>[^/]+)\/registrations\/(?<type>[^/]+)\/(?<serial>[^/]+)$/,
  registrations: /^devices\/(?<device>[^/]+)\/registrations\/(?<type>[^/]+)$/,
  pass: /^passes\/(?<type>[^/]+)\/(?<serial>[^/]+)$/,
  personalization: /^passes\/(?<type>[^/]+)\/(?<serial>[^/]+)\/personalize$/,
  log: /^log$/,
} as const

const slashes = /\/{2,}/g

/** The calls, by method and path below `/v1`. */
const makeHandlers = (behaviour: Behaviour, state: State): readonly (readonly [string, RegExp, Handler])[] => {
  const passFor = (
    request: Request,
    { type, serial = '' }: Readonly<Record<string, string>>,
  ): StoredPass | undefined => {
    const pass = type === passTypeIdentifier ? state.passes.get(serial) : undefined
    return pass && behaviour.authorizes(request.headers.get('Authorization'), pass, state) ? pass : undefined
  }

  const register: Handler = async (request, parts) => {
    if (!passFor(request, parts)) return empty(401)
    const { pushToken } = (await readJson(request)) ?? {}
    if (typeof pushToken !== 'string') return empty(400)
    return empty(behaviour.register(parts.device ?? '', parts.serial ?? '', pushToken, state) ? 201 : 200)
  }

  const unregister: Handler = (request, parts) => {
    if (!passFor(request, parts)) return empty(401)
    behaviour.unregister(parts.device ?? '', parts.serial ?? '', state)
    return empty(200)
  }

  const list: Handler = (request, { device = '', type }) => {
    const held = [...(state.devices.get(device)?.held ?? [])].flatMap((serial) => state.passes.get(serial) ?? [])
    if (type !== passTypeIdentifier || held.length === 0) return empty(204)
    const changed = behaviour.list(held, new URL(request.url).searchParams.get('passesUpdatedSince'), state)
    return changed ? Response.json(changed) : empty(204)
  }

  const latest: Handler = async (request, parts) => {
    const pass = passFor(request, parts)
    if (!pass) return empty(401)
    const date = behaviour.date(pass, state)
    const headers = { 'Cache-Control': 'no-store', ...(date === undefined ? {} : { 'Last-Modified': date }) }
    const since = behaviour.since(request.headers.get('If-Modified-Since') ?? '')
    if (since !== undefined && since >= pass.seconds) return empty(304, headers)
    return new Response(await behaviour.bytes(pass), {
      headers: { ...headers, 'Content-Type': 'application/vnd.apple.pkpass' },
    })
  }

  const personalize: Handler = async (request, { type, serial = '' }) => {
    const pass = type === passTypeIdentifier ? state.passes.get(serial) : undefined
    const authorization = request.headers.get('Authorization')
    if (!pass || (authorization !== null && !behaviour.authorizes(authorization, pass, state))) return empty(401)
    const { personalizationToken: token, requiredPersonalizationInfo: info } = (await readJson(request)) ?? {}
    if (typeof token !== 'string' || !behaviour.maySign(token) || pass.form === 'none') return empty(400)
    const answers = JSON.stringify(info)
    if (!behaviour.mayAnswer(pass.form === 'open' ? undefined : pass.form.answers, answers)) return empty(403)
    behaviour.personalize(pass, answers, state)
    const signature = await behaviour.sign(token, state.time.now)
    return new Response(signature, { headers: { 'Content-Type': 'application/octet-stream' } })
  }

  const log: Handler = async (request) => empty(Array.isArray((await readJson(request))?.logs) ? 200 : 400)

  return [
    ['POST', calls.registration, register],
    ['DELETE', calls.registration, unregister],
    ['GET', calls.registrations, list],
    ['GET', calls.pass, latest],
    ['POST', calls.personalization, personalize],
    ['POST', calls.log, log],
  ]
}

const base = `${new URL(webServiceURL).pathname}/v1/`

/** The passes that it begins with: changed at different times, hours ago. */
export const firstPasses = (now: number): readonly StoredPass[] =>
  (['none', 'none', 'open'] as const).map((form, index) => {
    const at = now - (3 - index) * 3_600_000
    const number = index + 1
    const token = `the-token-of-pass-number-${number}`
    return {
      serialNumber: `S-${number}`,
      url: webServiceURL,
      token,
      gate: 1,
      changed: number,
      at,
      seconds: Math.floor(at / 1000),
      form,
    }
  })

/** What is other than right. */
export interface Changes {
  readonly behaviour?: Partial<Behaviour>
  readonly around?: Around
  /** Changes what it begins with. */
  readonly prepare?: (state: State) => void
}

/** The server: `S-1` and `S-2` are plain passes, `S-3` is one that may be personalized. */
export const referenceServer = (
  time: { now: number },
  { behaviour = {}, around, prepare }: Changes = {},
): ReferenceServer => {
  const passes = new Map(firstPasses(time.now).map((pass) => [pass.serialNumber, pass]))
  const state: State = { time, passes, devices: new Map(), pushed: [], notes: new Map() }
  prepare?.(state)
  const decides = { ...right, ...behaviour }
  const handlers = makeHandlers(decides, state)
  const answer = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname.replace(slashes, '/')
    const method = request.method === 'HEAD' ? 'GET' : request.method
    const below = path.startsWith(base) ? path.slice(base.length) : ''
    const fitting = handlers.filter(([, pattern]) => pattern.test(below))
    const [, pattern, handler] = fitting.find(([wanted]) => wanted === method) ?? []
    if (!(pattern && handler)) return empty(fitting.length > 0 ? 405 : 404)
    const { status, headers, body } = await handler(request, pattern.exec(below)?.groups ?? {})
    return new Response(request.method === 'HEAD' ? null : body, { status, headers })
  }
  const passOf = (serialNumber: string): StoredPass => {
    const pass = passes.get(serialNumber)
    if (!pass) throw new Error(`there is no pass ${serialNumber}`)
    return pass
  }
  return {
    state,
    fetch: (request) => (around ? around(request, answer, state) : answer(request)),
    pass: (serialNumber) => right.bytes(passOf(serialNumber)),
    change: (serialNumber) => {
      const pass = passOf(serialNumber)
      pass.gate++
      decides.stamp(pass, state)
      state.pushed.push(...decides.wake(pass, state))
    },
  }
}
