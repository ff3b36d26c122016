/** A small application on hono-passkit-webservice, as its README says, that does all that the library leaves to it. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { joinBytes } from '../../lib/core/bytes.ts'
import { pack, type StoredPass } from './reference/passes.ts'

/** The folder that the library is installed in. */
export const peerFolder = join(import.meta.dirname, 'peer')

type Router = object

/** What we use of the library: its own types are not there before it is installed. */
interface Library {
  readonly RegistrationRouter: (options: {
    readonly onRegister: (device: string, type: string, serial: string, pushToken: string) => boolean
    readonly onUnregister: (device: string, type: string, serial: string) => void
    readonly tokenVerifier?: (token: string) => boolean
  }) => Router
  readonly ListRouter: (options: {
    readonly onListRetrieve: (
      device: string,
      type: string,
      filters: { readonly passesUpdatedSince?: string },
    ) => { readonly serialNumbers: readonly string[]; readonly lastUpdated: string } | undefined
  }) => Router
  readonly UpdateRouter: (options: {
    readonly onUpdateRequest: (type: string, serial: string, since?: number) => Promise<Uint8Array | undefined>
    readonly tokenVerifier?: (token: string) => boolean
  }) => Router
  readonly LogRouter: (options: { readonly onIncomingLogs: (logs: readonly string[]) => void }) => Router
}

interface App {
  readonly route: (path: string, router: Router) => void
  readonly onError: (handler: () => Response) => void
  readonly fetch: (request: Request) => Promise<Response>
}

const load = async (path: string) => await import(pathToFileURL(join(peerFolder, 'node_modules', path)).href)

/** The application. */
export interface PeerApp {
  readonly fetch: (request: Request) => Promise<Response>
  readonly change: (serialNumber: string) => Promise<void>
}

/**
 * Makes it.
 *
 * @param verifiesTokens whether it gives the library a function that knows all tokens, which the README leaves out
 */
export const peerApp = async (
  passes: readonly StoredPass[],
  now: () => number,
  { verifiesTokens }: { readonly verifiesTokens: boolean },
): Promise<PeerApp> => {
  const { RegistrationRouter, ListRouter, UpdateRouter, LogRouter }: Library = await load(
    'hono-passkit-webservice/lib/middlewares/v1/index.js',
  )
  const { Hono }: { readonly Hono: new () => App } = await load('hono/dist/index.js')
  const known = new Map(passes.map((pass) => [pass.serialNumber, pass]))
  const held = new Map<string, Set<string>>()
  // As many keep what they have signed: all of it in one buffer, each pass a part of it.
  const signed = async (pass: StoredPass): Promise<Uint8Array> => {
    const bytes = await pack(pass)
    return joinBytes([new Uint8Array(100), bytes, new Uint8Array(100)]).subarray(100, 100 + bytes.length)
  }
  const verifier = { tokenVerifier: (token: string) => passes.some((pass) => pass.token === token) }
  const app = new Hono()
  // The library's own prints what went wrong.
  app.onError(() => new Response('Internal Server Error', { status: 500 }))
  app.route(
    '/wallet',
    RegistrationRouter({
      onRegister: (device, _, serial) => {
        const serials = held.get(device) ?? new Set()
        const isNew = known.has(serial) && !serials.has(serial)
        if (isNew) held.set(device, serials.add(serial))
        return isNew
      },
      onUnregister: (device, _, serial) => {
        held.get(device)?.delete(serial)
      },
      ...(verifiesTokens ? verifier : {}),
    }),
  )
  app.route(
    '/wallet',
    ListRouter({
      onListRetrieve: (device, type, { passesUpdatedSince = '0' }) => {
        const mine = type === 'pass.com.example.card' ? [...(held.get(device) ?? [])] : []
        const changed = mine
          .flatMap((serial) => known.get(serial) ?? [])
          .filter((pass) => !(pass.changed <= Number(passesUpdatedSince)))
        if (changed.length === 0) return undefined
        const lastUpdated = String(Math.max(...changed.map((pass) => pass.changed)))
        return { serialNumbers: changed.map(({ serialNumber }) => serialNumber), lastUpdated }
      },
    }),
  )
  app.route(
    '/wallet',
    UpdateRouter({
      onUpdateRequest: async (_, serial, since) => {
        const pass = known.get(serial)
        if (!pass || (since !== undefined && pass.seconds * 1000 <= since)) return undefined
        return await signed(pass)
      },
      ...(verifiesTokens ? verifier : {}),
    }),
  )
  app.route('/wallet', LogRouter({ onIncomingLogs: () => undefined }))
  return {
    fetch: async (request) => await app.fetch(request),
    change: (serialNumber) => {
      const pass = known.get(serialNumber)
      if (pass)
        Object.assign(pass, {
          gate: pass.gate + 1,
          changed: Math.max(...passes.map(({ changed }) => changed)) + 1,
          seconds: Math.floor(now() / 1000),
        })
      return Promise.resolve()
    },
  }
}
