/** Plants canaries in what devices send: names of theirs, tokens, log lines, and requests that are refused. */
import { expect } from 'vitest'
import { aDevice, added, aLogLine, applePass } from './a-device.ts'
import { aPass } from './a-pass.ts'
import { type Deployment, passType } from './deployment.ts'
import type { Sent } from './http.ts'
import { type Proof, proof } from './proof.ts'

const goodRequests = async (deployment: Deployment): Promise<void> => {
  const { plant, watch } = deployment.canaries
  const pass = await added(deployment, await aPass(deployment))
  const device = aDevice(deployment)
  // Who is to be woken is what the messages say, and on which device a pass is, what other systems are told.
  watch('a device library identifier', device.id, ['queue', 'notice'])
  watch('a push token', device.pushToken)
  watch('the authentication token of a pass on a device', pass.token)
  const line = aLogLine(device, pass.type, pass.serial)
  const answers = [
    await device.register(pass),
    await device.list(passType),
    await device.list(passType, plant('a tag')),
    await device.fetch(pass),
    await device.fetch(pass, plant('a date')),
    await device.log(line, `${line}: ${plant('what a device logs')}`, plant('a log line of no device')),
    await device.unregister(pass),
  ]
  expect(answers.map(({ status }) => status)).toEqual([201, 200, 200, 200, 200, 200, 200])
}

/** Requests that are refused, whoever sends them. */
const badRequests = ({ canaries: { plant } }: Deployment, token: string, serial: string) => {
  const device = () => plant('a device that is refused')
  const registration = (type: string, name: string) => `/wallet/v1/devices/${device()}/registrations/${type}/${name}`
  const headers = applePass(token)
  const requests: readonly (readonly [method: string, target: string, sent: Sent])[] = [
    ['POST', registration(passType, serial), { headers, json: { pushToken: plant('no push token') } }],
    ['POST', registration(passType, serial), { headers, body: plant('a registration that is no JSON') }],
    ['POST', registration(passType, serial), { headers: applePass(plant('a wrong token')), json: {} }],
    ['POST', registration(plant('no pass type'), serial), { headers, json: {} }],
    ['DELETE', registration(passType, plant('no serial number')), { headers }],
    ['GET', `/wallet/v1/passes/${passType}/${serial}`, { headers: { authorization: `Bearer ${plant('a bearer')}` } }],
    ['GET', `/wallet/v1/devices/.${device()}/registrations/${passType}`, {}],
    ['POST', '/wallet/v1/log', { body: plant('a log that is no JSON') }],
    ['POST', '/wallet/v1/log', { json: { logs: plant('a log that is no list') } }],
    ['POST', `/wallet/v1/passes/${passType}/${serial}/personalize`, { headers, json: { a: plant('no form') } }],
    ['GET', `/wallet/v1/${plant('an address that Wallet never asks for')}`, {}],
  ]
  return requests
}

const refusedRequests = async (deployment: Deployment): Promise<void> => {
  const pass = await added(deployment, await aPass(deployment))
  const statuses: number[] = []
  for (const request of badRequests(deployment, pass.token, pass.serial)) {
    statuses.push((await deployment.send(...request)).status)
  }
  expect(statuses).toEqual([400, 400, 401, 401, 401, 401, 400, 400, 400, 400, 404])
}

/** Requests of devices, full of secrets. */
export const plantingDevices: readonly Proof[] = [
  proof('go through when devices send them', goodRequests),
  proof('are refused when devices send them', refusedRequests),
]
