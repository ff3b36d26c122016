/** A device that holds passes, as its requests show it: paths and headers are those that phones send. */
import { randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import { aLink, download } from './a-link.ts'
import type { IssuedPass } from './a-pass.ts'
import { type Deployment, until } from './deployment.ts'
import type { Answer, Sent } from './http.ts'
import { openPass } from './inspect-pass.ts'

/** A pass on a device. */
export interface HeldPass {
  readonly type: string
  readonly serial: string
  readonly token: string
  /** The signed bytes, as they were added. */
  readonly bytes: Buffer
}

/** A device. */
export interface Device {
  readonly id: string
  readonly pushToken: string
  /** @param sent in place of its push token and the token of the pass */
  readonly register: (pass: HeldPass, sent?: Sent) => Promise<Answer>
  readonly unregister: (pass: HeldPass) => Promise<Answer>
  readonly list: (type: string, tag?: string) => Promise<Answer>
  /** @param since the `Last-Modified` of the version that it has */
  readonly fetch: (pass: HeldPass, since?: string, method?: 'GET' | 'HEAD') => Promise<Answer>
  readonly log: (...lines: readonly string[]) => Promise<Answer>
  readonly personalize: (pass: HeldPass, form: object) => Promise<Answer>
}

/** The header that phones prove with that they hold a pass. */
export const applePass = (token: string): Readonly<Record<string, string>> => ({ authorization: `ApplePass ${token}` })

/** The pass in a file, as a device that adds it reads it. */
export const passIn = (bytes: Buffer): HeldPass => {
  const { passTypeIdentifier: type, serialNumber: serial, authenticationToken: token } = openPass(bytes).pass
  return { type, serial, token, bytes }
}

/** Downloads a pass through a link, as a customer does, and adds it. */
export const added = async (deployment: Deployment, { path }: Pick<IssuedPass, 'path'>): Promise<HeldPass> => {
  const { file } = await aLink(deployment, path)
  return passIn((await download(deployment, file)).bytes)
}

/** A device that holds nothing so far. @param base where it looks for the web service */
export const aDevice = ({ send }: Pick<Deployment, 'send'>, base = '/wallet'): Device => {
  const id = randomBytes(16).toString('hex')
  const pushToken = randomBytes(32).toString('hex')
  const v1 = `${base}/v1`
  const registrations = (type: string) => `${v1}/devices/${id}/registrations/${type}`
  const passAt = ({ type, serial }: HeldPass) => `${v1}/passes/${type}/${serial}`
  return {
    id,
    pushToken,
    register: ({ type, serial, token }, sent = { json: { pushToken }, headers: applePass(token) }) =>
      send('POST', `${registrations(type)}/${serial}`, sent),
    unregister: ({ type, serial, token }) =>
      send('DELETE', `${registrations(type)}/${serial}`, { headers: applePass(token) }),
    list: (type, tag) =>
      send('GET', registrations(type) + (tag === undefined ? '' : `?passesUpdatedSince=${encodeURIComponent(tag)}`)),
    fetch: (pass, since, method = 'GET') =>
      send(method, passAt(pass), {
        headers: { ...applePass(pass.token), ...(since === undefined ? {} : { 'if-modified-since': since }) },
      }),
    log: (...logs) => send('POST', `${v1}/log`, { json: { logs } }),
    personalize: (pass, form) =>
      send('POST', `${passAt(pass)}/personalize`, { json: form, headers: applePass(pass.token) }),
  }
}

/** What a device hears that was told a tag before: the list that names what has changed since, which may take a moment. */
export const changedSince = async (device: Device, type: string, tag: string): Promise<Answer> =>
  until('the device is told of the change', async () => {
    const answer = await device.list(type, tag)
    expect([200, 204]).toContain(answer.status)
    return answer.status === 200 ? answer : undefined
  })

/** What a device logs when it was refused a pass. */
export const aLogLine = ({ id }: Pick<Device, 'id'>, type: string, serial: string): string =>
  `[2026-11-22 10:20:30 +0000] Register task (for device ${id}, pass type ${type}, serial number ${serial}; with web service url https://passes.example.com/wallet) encountered error: Authentication failure`
