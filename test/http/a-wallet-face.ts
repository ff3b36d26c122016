/** Apple's web service in front of a service that writes down what it is asked: for what the HTTP face does by itself. */
import { expect } from 'vitest'
import type { Failure } from '../../lib/http/problem/report.ts'
import { walletApp } from '../../lib/http/wallet/app.ts'
import type { WalletService } from '../../lib/service/wallet/wallet-service.ts'

/** The token of every request, unless one sends other headers. */
export const token = '1.AAAAAAAAAAAAAAAA.BBBB'
/** The headers of every request, unless one sends others. */
export const headers = { authorization: `ApplePass ${token}` }
/** A pass type. */
export const type = 'pass.com.example.card'
/** The address of what a device holds. */
export const registrations = `/wallet/v1/devices/d1/registrations/${type}`
/** The address of a registration. */
export const registration = `${registrations}/OF-1`
/** The address of a pass. */
export const pass = `/wallet/v1/passes/${type}/OF-1`
/** The address that a form is sent to. */
export const personalize = `${pass}/personalize`
/** The address that devices log to. */
export const log = '/wallet/v1/log'

/** The pass of {@link pass}. */
export const passId = { passTypeIdentifier: type, serialNumber: 'OF-1' }
/** The device of {@link registrations}. */
export const device = { deviceLibraryIdentifier: 'd1', passTypeIdentifier: type }

/** A push token. */
export const pushToken = 'ab'.repeat(32)

/** What is sent. */
export interface Sent {
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: BodyInit
}

/** The app in front of a service that writes down what it is asked. */
export const anApp = (changes: Partial<WalletService> = {}) => {
  const asked: [string, ...unknown[]][] = []
  const failures: Failure[] = []
  const answers: WalletService = {
    authorize: () => Promise.resolve(),
    register: () => Promise.resolve(true),
    unregister: () => Promise.resolve(),
    list: () => Promise.resolve({ serialNumbers: ['OF-1', 'OF-2'], lastUpdated: '1.e.7' }),
    latest: () => Promise.resolve({ kind: 'pass', bytes: new Uint8Array([1, 2, 3]), lastModified: 1_795_262_400 }),
    personalize: () => Promise.resolve(new Uint8Array([0x30, 0x80])),
    log: () => Promise.resolve(),
    ...changes,
  }
  const service = new Proxy(answers, {
    get:
      (target, name: keyof WalletService) =>
      (...args: unknown[]) => {
        asked.push([name, ...args])
        return Reflect.apply(target[name], target, args)
      },
  })
  const app = walletApp(service, { report: (failure) => failures.push(failure) })
  const send = (method: string, path: string, { headers: given = headers, body }: Sent = {}) =>
    Promise.resolve(
      app.request(path, { method, headers: given, ...(body === undefined ? {} : { body, duplex: 'half' }) }),
    )
  return { asked, failures, send }
}

/** The same, where everything that is asked ends with an error. */
export const failing = (error: unknown) => {
  const reject = () => Promise.reject(error)
  return anApp({ register: reject, unregister: reject, list: reject, latest: reject, personalize: reject, log: reject })
}

/** A good request for each thing that the service can be asked. */
export const calls = [
  ['register', 'POST', registration, { body: JSON.stringify({ pushToken }) }],
  ['unregister', 'DELETE', registration, {}],
  ['list', 'GET', registrations, {}],
  ['latest', 'GET', pass, {}],
  ['personalize', 'POST', personalize, { body: '{"personalizationToken":"t"}' }],
  ['log', 'POST', log, { body: '{"logs":["a"]}' }],
] as const satisfies readonly (readonly [keyof WalletService, string, string, Sent])[]

/** Those of them that come with a token. */
export const authenticated = calls.filter(([name]) => name !== 'list' && name !== 'log')

/** A body of which somebody watches whether it is read. */
export const watchedBody = (text: string) => {
  const read: boolean[] = []
  const body = new ReadableStream(
    {
      pull: (controller) => {
        read.push(true)
        controller.enqueue(new TextEncoder().encode(text))
        controller.close()
      },
    },
    { highWaterMark: 0 },
  )
  return { body, read }
}

/** Expects an answer to be all status and head. */
export const expectBare = async (response: Response): Promise<void> => {
  expect(await response.text()).toBe('')
  expect(response.headers.get('content-type')).toBeNull()
}
