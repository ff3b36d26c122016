/** A small web service for passes, good in every way but what a test replaces; and its passes. */
import { buildPass, compileTemplate } from '../../lib/core/index.ts'
import { aSigner } from '../builders/signer.ts'
import { aTemplate } from '../builders/template.ts'

/** The pass type of its passes. */
export const type = 'pass.com.example.card'

/** The `webServiceURL` of its passes. */
export const url = 'https://passes.example/wallet'

/** The token of its passes. */
export const token = 'a-token-of-many-letters'

/** When everything happens, in milliseconds since 1970. */
export const noon = Date.UTC(2026, 10, 21, 12)

/** The pass of a serial number. */
export const named = (serialNumber = 'S-1') => ({ passTypeIdentifier: type, serialNumber })

/** What a test changes of {@link aPkpass}. */
export interface PassChanges {
  readonly serialNumber?: string
  /** Default: {@link url}. `''`: the pass has no web service. */
  readonly webServiceURL?: string
  /** Default: {@link token}. */
  readonly authenticationToken?: string
  /** Of `pass.json`. */
  readonly pass?: object
  readonly files?: Readonly<Record<string, string | Uint8Array>>
}

let signing: ReturnType<typeof aSigner> | undefined

// The clock of the command line cannot be set: nothing may lie in its future.
const signedAt = Math.min(noon, Date.now())

/** The signer of all passes, which may sign those with NFC, and its root. */
export const theSigner = (): ReturnType<typeof aSigner> => {
  signing ??= aSigner({ nfc: true, validFrom: new Date(signedAt - 24 * 3_600_000) })
  return signing
}

const build = async (name: string, changes: PassChanges): Promise<Uint8Array<ArrayBuffer>> => {
  const { serialNumber = 'S-1', webServiceURL = url, authenticationToken = token, pass = {}, files = {} } = changes
  const field = { key: 'name', label: 'Name', value: '${name}', changeMessage: 'You are %@ now' }
  const template = await compileTemplate(aTemplate({ pass: { generic: { primaryFields: [field] }, ...pass }, files }))
  const { signer } = await theSigner()
  const webService = webServiceURL === '' ? {} : { webService: { url: webServiceURL, authenticationToken } }
  const filled = template.fill({ serialNumber, name }, webService)
  return (await buildPass(filled, signer, { signingTime: new Date(signedAt) })).bytes
}

const built = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()

/** A signed pass of somebody, with whatever the test changes. */
export const aPkpass = (name = 'Ada', changes: PassChanges = {}): Promise<Uint8Array<ArrayBuffer>> => {
  const id = JSON.stringify([name, changes])
  const pkpass = built.get(id) ?? build(name, changes)
  built.set(id, pkpass)
  return pkpass
}

/** What the server does on each call; a test replaces one. */
export interface Behaviour {
  readonly register: (request: Request) => Response | Promise<Response>
  readonly unregister: (request: Request) => Response | Promise<Response>
  readonly list: (request: Request) => Response | Promise<Response>
  readonly latest: (request: Request) => Response | Promise<Response>
  readonly personalize: (request: Request) => Response | Promise<Response>
}

/** The server. */
export interface FakeServer {
  readonly fetch: (request: Request) => Promise<Response>
  /** The requests, but those of the log: method, path and query. */
  readonly asked: string[]
  /** The requests themselves. */
  readonly requests: Request[]
  /** The lines that were logged. */
  readonly logged: string[]
  /** Gives out another version from now on. */
  readonly publish: (pkpass: Uint8Array<ArrayBuffer>) => void
  /** Names the pass in the next list, though nothing has changed. */
  readonly announce: () => void
}

const date = (version: number): string => new Date(noon + version * 60_000).toUTCString()

/** An answer that is a pass. */
export const passAnswer = (
  pkpass: Uint8Array<ArrayBuffer> | string,
  headers: Readonly<Record<string, string>> = { 'Last-Modified': date(1) },
): Response => new Response(pkpass, { headers })

/** An answer that is a list. */
export const listAnswer = (serialNumbers: readonly string[], lastUpdated: string): Response =>
  Response.json({ serialNumbers, lastUpdated })

/** The server, with one pass in its first version. */
export const aServer = (first: Uint8Array<ArrayBuffer>, changed: Partial<Behaviour> = {}): FakeServer => {
  let version = 1
  let tag = 1
  let latest = first
  const asked: string[] = []
  const requests: Request[] = []
  const logged: string[] = []
  const good: Behaviour = {
    register: () => new Response(null, { status: 201 }),
    unregister: () => new Response(null, { status: 200 }),
    list: (request) => {
      const since = new URL(request.url).searchParams.get('passesUpdatedSince')
      return since === `${tag}` || (since === null && tag === 1)
        ? new Response(null, { status: 204 })
        : listAnswer(['S-1'], `${tag}`)
    },
    latest: (request) =>
      request.headers.get('If-Modified-Since') === date(version)
        ? new Response(null, { status: 304 })
        : passAnswer(latest, { 'Last-Modified': date(version) }),
    personalize: () => new Response(null, { status: 404 }),
  }
  const behaviour = { ...good, ...changed }
  const callOf = ({ method, url: address }: Request): keyof Behaviour => {
    if (address.endsWith('/personalize')) return 'personalize'
    if (address.includes('/passes/')) return 'latest'
    if (method === 'POST') return 'register'
    return method === 'DELETE' ? 'unregister' : 'list'
  }
  return {
    fetch: async (request) => {
      const { pathname, search } = new URL(request.url)
      if (pathname.endsWith('/log')) {
        logged.push(...(await request.json()).logs)
        return new Response()
      }
      requests.push(request.clone())
      asked.push(`${request.method} ${pathname.replace('/wallet/v1/', '')}${search}`)
      return await behaviour[callOf(request)](request)
    },
    asked,
    requests,
    logged,
    publish: (pkpass) => {
      version++
      tag++
      latest = pkpass
    },
    announce: () => {
      tag++
    },
  }
}
