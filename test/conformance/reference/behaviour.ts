/** What the reference server decides, as functions that a defect replaces one by one: all of them are right. */
import { createHash } from 'node:crypto'
import { type Bytes, utf8 } from '../../../lib/core/bytes.ts'
import { assertPersonalizationToken } from '../../../lib/core/signing/personalization-token.ts'
import { pack, passSigner, type StoredPass } from './passes.ts'

/** A device. */
export interface StoredDevice {
  pushToken: string
  /** Serial numbers. */
  readonly held: Set<string>
}

/** All that the server knows. */
export interface State {
  /** Milliseconds since 1970. */
  readonly time: { now: number }
  readonly passes: Map<string, StoredPass>
  readonly devices: Map<string, StoredDevice>
  /** The push tokens that were pushed to. */
  readonly pushed: string[]
  /** What a defect wants to remember. */
  readonly notes: Map<string, string>
}

/** A list of changed passes. */
export interface ChangedPasses {
  readonly serialNumbers: readonly unknown[]
  readonly lastUpdated: unknown
}

/** The decisions. */
export interface Behaviour {
  /** Whether whoever sends this `Authorization` may act on a pass. */
  readonly authorizes: (authorization: string | null, pass: StoredPass, state: State) => boolean
  /** Registers; whether the pass is new on the device. */
  readonly register: (device: string, serial: string, pushToken: string, state: State) => boolean
  readonly unregister: (device: string, serial: string, state: State) => void
  /** What has changed among the passes of a device; undefined if nothing has. */
  readonly list: (held: readonly StoredPass[], tag: string | null, state: State) => ChangedPasses | undefined
  /** The date that a pass is sent with. */
  readonly date: (pass: StoredPass, state: State) => string | undefined
  /** The date that a request names: whole seconds since 1970. */
  readonly since: (header: string) => number | undefined
  /** The bytes that are sent. */
  readonly bytes: (pass: StoredPass) => Promise<Bytes>
  /** Notes that a pass has changed. */
  readonly stamp: (pass: StoredPass, state: State) => void
  /** Whom to push to. */
  readonly wake: (pass: StoredPass, state: State) => readonly string[]
  /** Whether a text may be signed as a personalization token. */
  readonly maySign: (token: string) => boolean
  /** Whether answers may be given, after those that there are. */
  readonly mayAnswer: (before: string | undefined, answers: string) => boolean
  readonly sign: (token: string, time: number) => Promise<Bytes>
  /** Notes the answers. */
  readonly personalize: (pass: StoredPass, answers: string, state: State) => void
}

const number = /^\d{1,15}$/

let packed = new Map<string, Promise<Bytes>>()

/** Builds each version once. */
const packOnce = (pass: StoredPass): Promise<Bytes> => {
  const key = createHash('sha1').update(JSON.stringify(pass)).digest('hex')
  if (packed.size > 100) packed = new Map()
  const bytes = packed.get(key) ?? pack(pass)
  packed.set(key, bytes)
  return bytes
}

const isToken = (token: string): boolean => {
  try {
    assertPersonalizationToken(token)
    return true
  } catch {
    return false
  }
}

/** The right decisions. */
export const right: Behaviour = {
  authorizes: (authorization, { token }) => authorization === `ApplePass ${token}`,
  register: (name, serial, pushToken, { devices }) => {
    const device = devices.get(name) ?? { pushToken, held: new Set() }
    const isNew = !device.held.has(serial)
    device.pushToken = pushToken
    device.held.add(serial)
    devices.set(name, device)
    return isNew
  },
  unregister: (name, serial, { devices }) => {
    const device = devices.get(name)
    device?.held.delete(serial)
    if (device?.held.size === 0) devices.delete(name)
  },
  list: (held, tag) => {
    const since = tag !== null && number.test(tag) ? Number(tag) : 0
    const changed = held.filter((pass) => pass.changed > since)
    if (changed.length === 0) return undefined
    return {
      serialNumbers: changed.map(({ serialNumber }) => serialNumber),
      lastUpdated: String(Math.max(...changed.map((pass) => pass.changed))),
    }
  },
  date: ({ seconds }) => new Date(seconds * 1000).toUTCString(),
  since: (header) => {
    const milliseconds = Date.parse(header)
    return new Date(milliseconds).toUTCString() === header ? milliseconds / 1000 : undefined
  },
  bytes: packOnce,
  stamp: (pass, { time, passes }) => {
    pass.changed = Math.max(...[...passes.values()].map(({ changed }) => changed)) + 1
    pass.at = time.now
    pass.seconds = Math.max(Math.floor(time.now / 1000), pass.seconds + 1)
  },
  wake: ({ serialNumber }, { devices }) =>
    [...devices.values()].filter(({ held }) => held.has(serialNumber)).map(({ pushToken }) => pushToken),
  maySign: isToken,
  mayAnswer: (before, answers) => before === undefined || before === answers,
  sign: async (token, time) => (await passSigner()).signer.sign(utf8(token), new Date(time)),
  personalize: (pass, answers, state) => {
    if (pass.form !== 'open') return
    pass.form = { answers }
    right.stamp(pass, state)
  },
}
