/**
 * The HTTP faces in front of the real service, with the world in memory. Every answer of the API is held against the
 * document at /openapi.json: its status, its media type, its body and the code of its problem must be described there.
 */
import { type Schema, Validator } from '@cfworker/json-schema'
import { zipSync } from 'fflate/browser'
import { assert, expect } from 'vitest'
import { type MemoryPorts, memoryPorts } from '../../lib/adapters/memory/ports.ts'
import { nodePictures } from '../../lib/adapters/pictures/node-pictures.ts'
import { systemRandom } from '../../lib/adapters/system.ts'
import { apiApp } from '../../lib/http/api/app.ts'
import type { Failure } from '../../lib/http/problem/report.ts'
import { walletApp } from '../../lib/http/wallet/app.ts'
import { type Scope, scopes } from '../../lib/ports/secrets.ts'
import { newApiKey } from '../../lib/service/keys/new-api-key.ts'
import { makeService } from '../../lib/service/make-service.ts'
import type { Service } from '../../lib/service/service.ts'
import type { WorkService } from '../../lib/service/work/work-service.ts'
import { putSigner } from '../builders/put-signer.ts'
import { aChain } from '../builders/signer.ts'
import { aTemplate } from '../builders/template.ts'
import { linkFaces } from './link-faces.ts'

/** What is sent. */
export interface Sent {
  /** Sent as JSON. */
  readonly json?: unknown
  /** Sent as it is. */
  readonly body?: Uint8Array<ArrayBuffer>
  readonly headers?: Readonly<Record<string, string>>
  /** Default: a key with all scopes. */
  readonly key?: string
}

/** What came back. */
export interface Received {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it as they like
  readonly json: any
  readonly bytes: Uint8Array
}

/** What a device sends. */
export interface WalletRequest {
  readonly json?: unknown
  /** The authentication token. */
  readonly token?: string
}

/** A deployment. */
export interface Deployment {
  readonly ports: MemoryPorts
  readonly service: Service
  readonly failures: readonly Failure[]
  /** Sends a request to the API, to a path below its base or a whole one. */
  readonly call: (method: string, path: string, sent?: Sent) => Promise<Received>
  /** Sends JSON to Apple's web service, to a path below its base. Default: without a token. */
  readonly wallet: (method: string, path: string, sent?: WalletRequest) => Promise<Response>
  readonly get: (url: string, method?: string) => Promise<Response>
  /** Answers a request for what a link leads to: a page, or what is signed. */
  readonly visit: (request: Request) => Promise<Response>
  /** Answers a request to the API, whoever sends it. */
  readonly api: (request: Request) => Promise<Response>
  readonly keyWith: (scopes: readonly Scope[]) => Promise<string>
  /** Takes an event in, as the function does with a message. */
  readonly take: (body: string) => Promise<void>
  /** Does what the queue of rollouts brings. */
  readonly rollOut: WorkService['rollout']
  readonly publish: (changes?: Parameters<typeof aTemplate>[0]) => Promise<Received>
  /** Puts the clock forward. */
  readonly skip: (milliseconds: number) => void
}

/** The pass type of `aTemplate`. */
export const type = 'pass.com.example.card'

/** The archive of `aTemplate`. */
export const anArchive = (changes?: Parameters<typeof aTemplate>[0]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(zipSync(Object.fromEntries(aTemplate(changes)), { mtime: '2026-01-01' }))

type Node = Readonly<Record<string, unknown>>

const inside = (node: unknown, ...steps: readonly string[]): Node | undefined =>
  steps.reduce<unknown>((at, step) => Reflect.get(Object(at), step), node) as Node | undefined

const pathPattern = (path: string): RegExp => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`)

/** Holds an answer against the description of the API. */
const conform = (document: unknown, method: string, path: string, response: Response, json: unknown): void => {
  const entry = Object.entries(inside(document, 'paths') ?? {}).find(([known]) => pathPattern(known).test(path))
  const operation = inside(entry?.[1], method === 'HEAD' ? 'get' : method.toLowerCase())
  const what = `${method} ${path} ${response.status} ${JSON.stringify(json)}`
  const described = inside(operation, 'responses', String(response.status))
  assert(described, `not described: ${what}`)
  const mediaType = response.headers.get('content-type')
  const content = inside(described, 'content')
  const mediaTypes = Object.keys(content ?? {})
  expect(mediaType === null ? mediaTypes.length === 0 : mediaTypes.includes(mediaType), what).toBe(true)
  const schema = inside(content, mediaType ?? '', 'schema')
  if (schema === undefined || json === undefined) return
  const whole = structuredClone({ ...schema, components: inside(document, 'components') }) as Schema
  expect(new Validator(whole, '2020-12', false).validate(json).errors, what).toEqual([])
}

// An RSA key takes its time; the certificate is the same for all.
let chain: ReturnType<typeof aChain> | undefined

const theChain = (): ReturnType<typeof aChain> => {
  chain ??= aChain()
  return chain
}

/** The root above the signer of every deployment, as PEM. */
export const theRoot = async (): Promise<string> => (await theChain()).root

const walletCalls =
  (app: ReturnType<typeof walletApp>): Deployment['wallet'] =>
  async (method, path, { json, token } = {}) =>
    app.request(`/wallet/v1${path}`, {
      method,
      headers: token === undefined ? {} : { authorization: `ApplePass ${token}` },
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    })

/** How a deployment differs from the usual. */
interface DeploymentOptions {
  /** Default: 2026-11-21T12:00:00Z. */
  readonly now?: number
  /** Whether passes of other systems are adopted. Default: no. */
  readonly adopts?: boolean
  /** Where files are sent to and got from. Default: addresses that lead nowhere. */
  readonly filesAt?: string
}

/** Makes a deployment with a signer, and without templates. */
export const aDeployment = async ({
  now = Date.UTC(2026, 10, 21, 12),
  adopts = false,
  filesAt,
}: DeploymentOptions = {}): Promise<Deployment> => {
  let later = 0
  const clock = { now: () => now + later }
  const ports = memoryPorts({
    clock,
    uploadUrl: (place) => `${filesAt ?? 'https://uploads.example'}/${place}`,
    downloadUrl: (place) => `${filesAt ?? 'https://downloads.example'}/${place}`,
  })
  await putSigner(ports.admin, type, await theChain())
  const settings = { publicBaseUrl: 'https://passes.example', passTypeIdentifiers: [type] }
  const service = makeService(
    { ...ports, pictures: nodePictures() },
    { ...settings, adoptedPassTypes: adopts ? [type] : [] },
  )
  const failures: Failure[] = []
  const report = (failure: Failure) => failures.push(failure)
  const api = apiApp(service, { authorization: { kind: 'keys' }, report })
  const visit = linkFaces(service, { ...settings, clock, report })
  const document: unknown = await (await api.request('/openapi.json')).json()

  const keyWith = async (granted: readonly Scope[]): Promise<string> => {
    const { key, stored } = await newApiKey({ scopes: granted }, { random: systemRandom, clock })
    await ports.admin.changeApiKeys((keys) => [...keys, stored])
    // New keys are looked for only every few seconds.
    later += 10_000
    return key
  }
  const master = await keyWith(scopes)
  later = 0

  const call: Deployment['call'] = async (
    method,
    path,
    { json, body = undefined, headers = {}, key = master } = {},
  ) => {
    const url = path.startsWith('/api/v1') || path.startsWith('/health') ? path : `/api/v1${path}`
    const content = json === undefined ? body : new TextEncoder().encode(JSON.stringify(json))
    const response = await api.request(url, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(content === undefined ? {} : { body: content }),
    })
    const bytes = new Uint8Array(await response.arrayBuffer())
    const isJson = bytes.length > 0 && (response.headers.get('content-type') ?? '').endsWith('json')
    const answered: unknown = isJson ? JSON.parse(new TextDecoder().decode(bytes)) : undefined
    conform(document, method, url.replace('/api/v1', '').split('?')[0] ?? '', response, answered)
    return { status: response.status, headers: response.headers, json: answered, bytes }
  }

  return {
    ports,
    service,
    failures,
    call,
    keyWith,
    take: service.ingest.take,
    rollOut: service.work.rollout,
    skip: (milliseconds) => {
      later += milliseconds
    },
    wallet: walletCalls(walletApp(service.wallet, { report })),
    api: async (request) => api.fetch(request),
    get: (url, method = 'GET') => visit(new Request(url, { method })),
    visit,
    publish: (changes) =>
      call('POST', '/templates', { body: anArchive(changes), headers: { 'content-type': 'application/zip' } }),
  }
}
