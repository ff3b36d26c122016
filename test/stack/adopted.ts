/** Passes of another system: devices go on with what they have. */
import { randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import { aDevice, added, changedSince, type Device } from './a-device.ts'
import { fileOf, publish } from './a-pass.ts'
import { cardArchive } from './archives.ts'
import { aSerial, type Deployment, until } from './deployment.ts'
import type { Answer } from './http.ts'
import { openPass } from './inspect-pass.ts'
import { type Proof, proof } from './proof.ts'
import { rollOut, tell } from './tell.ts'

/** The type whose passes the local stage adopts. */
const eventType = 'pass.com.example.passwright.event'

const template = 'legacy-card'

const lastModified = '2026-01-02T03:04:05.000Z'

/** What another system knows of a pass, as it is sent; and the token among it. */
const exported = (...devices: readonly Device[]) => {
  const authenticationToken = `legacy-${randomBytes(12).toString('hex')}`
  return {
    ...{ template, values: { name: 'Ada' }, lastModified, authenticationToken },
    registrations: devices.map(({ id, pushToken }) => ({ deviceLibraryIdentifier: id, pushToken })),
  }
}

const published = new WeakMap<Deployment, Promise<Answer>>()

/** Publishes the template, once in each deployment. */
const withTemplate = async (deployment: Deployment): Promise<void> => {
  const now =
    published.get(deployment) ??
    publish(deployment, cardArchive({ name: template, settings: { passTypeIdentifier: eventType } }))
  published.set(deployment, now)
  expect((await now).status).toBe(201)
}

/** Events and rollouts change it like any other, too: its token stays. */
const changesBehind = async (deployment: Deployment, serial: string, token: string): Promise<void> => {
  const path = `/passes/${eventType}/${serial}`
  await tell(deployment, { passTypeIdentifier: eventType, serialNumber: serial, patch: { name: 'Lin' } })
  await until('the event has changed it', async () => {
    const { json } = await deployment.api('GET', path)
    return json.values.name === 'Lin' || undefined
  })
  const settings = { passTypeIdentifier: eventType }
  const next = cardArchive({ name: template, settings, pass: { description: 'Card of another year', generic: {} } })
  expect((await publish(deployment, next)).status).toBe(201)
  expect((await rollOut(deployment, template)).counts.failed).toBe(0)
  const { pass } = openPass(await fileOf(deployment, path))
  expect([pass.authenticationToken, pass.description]).toEqual([token, 'Card of another year'])
}

const goesOn = async (deployment: Deployment): Promise<void> => {
  await withTemplate(deployment)
  const [known, other] = [aDevice(deployment), aDevice(deployment)]
  const json = exported(known)
  deployment.canaries.watch('the token of an adopted pass', json.authenticationToken)
  const serial = aSerial('Legacy')
  const path = `/passes/${eventType}/${serial}`
  const adopt = () => deployment.api('POST', `${path}/adopt`, { json })
  const first = await adopt()
  expect([first.status, first.json?.registered]).toEqual([201, 1])
  const pass = await added(deployment, { path })
  expect(pass.token).toBe(json.authenticationToken)
  expect((await known.fetch(pass, new Date(lastModified).toUTCString())).status).toBe(304)
  expect((await known.fetch({ ...pass, token: `${pass.token}x` })).status).toBe(401)
  expect((await other.register(pass)).status).toBe(201)
  expect((await other.unregister(pass)).status).toBe(200)
  const { lastUpdated } = (await known.list(eventType)).json
  expect((await deployment.api('PATCH', path, { json: { values: { name: 'Grace' } } })).status).toBe(200)
  expect((await changedSince(known, eventType, lastUpdated)).json.serialNumbers).toEqual([serial])
  const changed = openPass((await known.fetch(pass)).bytes).pass
  expect([changed.authenticationToken, changed.generic.primaryFields[0].value]).toEqual([pass.token, 'Grace'])
  const again = await adopt()
  expect([again.status, again.json?.registered]).toEqual([200, 0])
  await changesBehind(deployment, serial, pass.token)
}

const notOfThisType = async (deployment: Deployment): Promise<void> => {
  const path = `/passes/pass.com.example.passwright.membership/${aSerial('Legacy')}/adopt`
  const { status, json } = await deployment.api('POST', path, { json: exported() })
  expect([status, json?.code]).toEqual([409, 'adoption/not-allowed'])
}

/** What becomes of passes of another system. */
export const adopted: readonly Proof[] = [
  proof('keeps its token, its date and its registrations, and changes like any other', goesOn),
  proof('is refused where the stage adopts no passes of the type', notOfThisType),
]
