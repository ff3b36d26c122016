/** The six calls of Apple's web service as requests: what a device sends. */
import type { CallName } from './exchange.ts'

/** A pass, as addresses name it. */
export interface PassName {
  readonly passTypeIdentifier: string
  readonly serialNumber: string
}

/** A pass, and the token that opens it: left out, no `Authorization` is sent. */
export interface PassAccess extends PassName {
  readonly authenticationToken?: string
}

/** A pass on a device. */
export interface DevicePass extends PassAccess {
  readonly deviceLibraryIdentifier: string
}

/** The passes of one type on a device. */
export interface DevicePassType {
  readonly deviceLibraryIdentifier: string
  readonly passTypeIdentifier: string
  /** What the last answer called `lastUpdated`, as it was. */
  readonly tag?: string
}

/** A request before it is sent. */
export interface Call {
  readonly name: CallName
  readonly method: string
  /** Below `/v1`, not encoded. */
  readonly path: readonly string[]
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string | undefined>>
  readonly json?: unknown
}

const authorization = ({ authenticationToken: token }: PassAccess) => ({
  Authorization: token === undefined ? undefined : `ApplePass ${token}`,
})

const registrationPath = ({ deviceLibraryIdentifier, passTypeIdentifier }: DevicePassType): readonly string[] => [
  'devices',
  deviceLibraryIdentifier,
  'registrations',
  passTypeIdentifier,
]

const passPath = ({ passTypeIdentifier, serialNumber }: PassName): readonly string[] => [
  'passes',
  passTypeIdentifier,
  serialNumber,
]

/** The request of each call. */
export const calls = {
  register: (pass: DevicePass & { readonly pushToken: string }): Call => ({
    name: 'register',
    method: 'POST',
    path: [...registrationPath(pass), pass.serialNumber],
    headers: authorization(pass),
    json: { pushToken: pass.pushToken },
  }),
  unregister: (pass: DevicePass): Call => ({
    name: 'unregister',
    method: 'DELETE',
    path: [...registrationPath(pass), pass.serialNumber],
    headers: authorization(pass),
  }),
  // No token: devices send none here.
  list: (passes: DevicePassType): Call => ({
    name: 'list',
    method: 'GET',
    path: registrationPath(passes),
    ...(passes.tag === undefined ? {} : { query: { passesUpdatedSince: passes.tag } }),
  }),
  latest: (pass: PassAccess & { readonly since?: string }): Call => ({
    name: 'latest',
    method: 'GET',
    path: passPath(pass),
    headers: { ...authorization(pass), 'If-Modified-Since': pass.since },
  }),
  personalize: (pass: PassAccess & { readonly body: unknown }): Call => ({
    name: 'personalize',
    method: 'POST',
    path: [...passPath(pass), 'personalize'],
    headers: authorization(pass),
    json: pass.body,
  }),
  log: (lines: readonly string[]): Call => ({ name: 'log', method: 'POST', path: ['log'], json: { logs: lines } }),
} as const satisfies Readonly<Record<CallName, (of: never) => Call>>
