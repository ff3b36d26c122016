/** From a change, however it comes in, to the lock screen of a device. */
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { expect } from 'vitest'
import type { JsonObject } from '../../lib/core/format/json.ts'
import { type IssuedPass, pathOf, publish, putImage } from './a-pass.ts'
import { aPhone, type Phone } from './a-phone.ts'
import { aPicture, cardArchive } from './archives.ts'
import { aSerial, type Deployment, ownerIn, passType, until } from './deployment.ts'
import { send } from './http.ts'
import { type Proof, proof, serverProof } from './proof.ts'
import { eventOf, rollOut, tell } from './tell.ts'

const told = (changeMessage: string) => ({
  pass: { generic: { primaryFields: [{ key: 'name', label: 'Name', value: '${name}', changeMessage }] } },
})

/** Publishes a template whose passes tell of a new name. */
const publishTold = async (deployment: Deployment, name: string, changeMessage = 'You are %@ now'): Promise<void> => {
  expect((await publish(deployment, cardArchive({ name, ...told(changeMessage) }))).status).toBe(201)
}

/** A pass of a template of its own, on a phone that is awake. */
const onAPhone = async (
  deployment: Deployment,
): Promise<{ readonly phone: Phone; readonly pass: IssuedPass; readonly template: string }> => {
  const template = aSerial('told').toLowerCase()
  await publishTold(deployment, template)
  const serial = aSerial('T')
  const answer = await deployment.api('PUT', pathOf(serial), { json: { template, values: { name: 'Ada' } } })
  expect(answer.status).toBe(201)
  const pass = { serial, path: pathOf(serial), answer }
  const phone = await aPhone(deployment)
  await phone.add(pass)
  return { phone, pass, template }
}

const rename = async ({ api }: Deployment, { path }: IssuedPass, name: string): Promise<void> => {
  expect((await api('PATCH', path, { json: { values: { name } } })).status).toBe(200)
}

const byApi = async (deployment: Deployment): Promise<void> => {
  const { phone, pass } = await onAPhone(deployment)
  await rename(deployment, pass, 'Grace')
  await phone.shows('You are Grace now')
  // The queue holds back the first message until the others are there, too.
  const before = phone.pushes()
  for (const name of ['Lin', 'Joan', 'Alan']) await rename(deployment, pass, name)
  await phone.shows('You are Alan now')
  expect(phone.pushes() - before).toBe(1)
  await phone.switchOff()
}

const detailOf = ({ serial }: IssuedPass, detail: JsonObject): JsonObject => ({
  passTypeIdentifier: passType,
  serialNumber: serial,
  ...detail,
})

const byEvent = async (deployment: Deployment): Promise<void> => {
  const { phone, pass } = await onAPhone(deployment)
  expect((await putImage(deployment, pass.path, 'logo.png', aPicture(1000))).status).toBe(200)
  const name = deployment.canaries.plant('a value of an event', ['queue'])
  deployment.canaries.watch('the push token of a phone', phone.pushToken)
  await tell(deployment, detailOf(pass, { sequence: 7, patch: { name } }))
  await phone.shows(`You are ${name} now`)
  // What comes late is left out.
  await tell(deployment, detailOf(pass, { sequence: 6, patch: { name: 'Ada' } }))
  await tell(deployment, detailOf(pass, { sequence: 8, values: { name: 'Lin' } }))
  await phone.shows('You are Lin now')
  expect((await deployment.api('GET', pass.path)).json).toMatchObject({ revision: 4, values: { name: 'Lin' } })
  await phone.switchOff()
}

const byTheirOwnClients = async (deployment: Deployment): Promise<void> => {
  const owner = ownerIn(deployment)
  const { phone, pass } = await onAPhone(deployment)
  const { AWS_REGION: region = '', AWS_ACCESS_KEY_ID: accessKeyId = '' } = owner.environment
  const client = new EventBridgeClient({
    endpoint: owner.endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey: 'local' },
  })
  await client.send(new PutEventsCommand(eventOf(detailOf(pass, { patch: { name: 'Grace' } }))))
  await phone.shows('You are Grace now')
  const plain = { eventId: aSerial('event'), source: 'till', ...detailOf(pass, { patch: { name: 'Lin' } }) }
  for (let times = 0; times < 2; times++) await owner.send('ingest', JSON.stringify(plain))
  await phone.shows('You are Lin now')
  expect((await deployment.api('GET', pass.path)).json.revision).toBe(3)
  await phone.switchOff()
}

/** Imports a file, and waits for the end. What the API says of it then. */
const imported = async (deployment: Deployment, template: string, file: string) => {
  const { status, json } = await deployment.api('POST', '/imports', {
    json: { bytes: Buffer.byteLength(file), format: 'csv', template },
  })
  expect(status).toBe(201)
  const { url, method, headers } = json.upload
  const { origin, pathname, search } = new URL(url)
  expect((await send(origin, method, pathname + search, { body: file, headers })).status).toBe(200)
  return await until('the import is done', async () => {
    const { json: work } = await deployment.api('GET', `/imports/${json.id}`)
    return ['done', 'failed'].includes(work.status) ? work : undefined
  })
}

const byFile = async (deployment: Deployment): Promise<void> => {
  const { phone, pass, template } = await onAPhone(deployment)
  const added = aSerial('T')
  const [name, wrong] = [deployment.canaries.plant('a value in a file'), deployment.canaries.plant('a wrong row')]
  const rows = [`${pass.serial},${name}`, `${added},Lin`, `${aSerial('T')},${wrong.repeat(10)}`]
  const work = await imported(deployment, template, `serialNumber,name\n${rows.join('\n')}\n`)
  expect(work).toMatchObject({ status: 'done', counts: { created: 1, changed: 1, failed: 1 } })
  await phone.shows(`You are ${name} now`)
  expect((await deployment.api('GET', pathOf(added))).json.values).toEqual({ name: 'Lin' })
  const { origin, pathname, search } = new URL(work.result.url)
  const result = await send(origin, 'GET', pathname + search)
  expect(result.text.trim().split('\n').length).toBeGreaterThanOrEqual(3)
  await phone.switchOff()
}

const byRollout = async (deployment: Deployment): Promise<void> => {
  const { phone, pass, template } = await onAPhone(deployment)
  const field = { key: 'name', label: 'Name', value: '${name} the Second', changeMessage: 'From now on %@' }
  const next = cardArchive({ name: template, pass: { generic: { primaryFields: [field] } } })
  expect((await publish(deployment, next)).status).toBe(201)
  await putImage(deployment, pass.path, 'logo.png', aPicture(1000))
  const { counts } = await rollOut(deployment, template)
  expect(counts).toMatchObject({ seen: 1, changed: 1, failed: 0 })
  await phone.shows('From now on Ada the Second')
  expect((await deployment.api('GET', pass.path)).json.template).toBe(`${template}@2`)
  await phone.switchOff()
}

const badEvent = async (deployment: Deployment): Promise<void> => {
  const { phone, pass, template } = await onAPhone(deployment)
  const secret = deployment.canaries.plant('a value of an event that is parked', ['queue'])
  await tell(deployment, detailOf(pass, { values: { name: 'Ada', surprise: secret } }))
  const parked = await until('the event is parked', async () => {
    const { json } = await deployment.api('GET', '/parked')
    return json.items.find(({ serialNumber }: { serialNumber?: string }) => serialNumber === pass.serial)
  })
  expect(parked.code).toBe('values/invalid')
  const retry = `/parked/${parked.id}/retry`
  expect((await deployment.api('POST', retry)).json.code).toBe('values/invalid')
  const properties = { name: { type: 'string' }, surprise: { type: 'string' } }
  const settings = { values: { type: 'object', required: ['name'], properties } }
  expect((await publish(deployment, cardArchive({ name: template, ...told('%@'), settings }))).status).toBe(201)
  expect((await deployment.api('PATCH', pass.path, { json: { template } })).status).toBe(200)
  expect((await deployment.api('POST', retry)).status).toBe(200)
  expect((await deployment.api('GET', pass.path)).json.values.surprise).toBe(secret)
  expect((await deployment.api('DELETE', `/parked/${parked.id}`)).status).toBe(204)
  await phone.switchOff()
}

const flightsAreIssued = /(issued|found) \d+ flights/
const newGate = /^lock screen: Your gate is now 99\.$/m

const onTheSamplePhone = async (deployment: Deployment): Promise<void> => {
  await deployment.stack.wrote(flightsAreIssued)
  const type = 'pass.com.example.passwright.boarding'
  const sample = `/passes/${type}/0002417005666-2`
  expect((await deployment.api('PATCH', sample, { json: { values: { gate: '99' } } })).status).toBe(200)
  await deployment.stack.wrote(newGate)
}

const closedDoors = async ({ send }: Deployment): Promise<void> => {
  const json = { Entries: [] }
  const answers = [
    await send('POST', '/-/events', { json }),
    await send('POST', '/-/events', { json, headers: { authorization: 'Bearer pwk_wrong' } }),
    await send('GET', '/-/events'),
    await send('GET', '/-/pushes/none'),
    await send('POST', `/-/pushes/${'ab'.repeat(32)}`),
  ]
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 405, 404, 405])
}

/** Changes and pushes. */
export const pushed: readonly Proof[] = [
  proof('reaches a device by one push when it is made by the API, however often it is made within two seconds', byApi),
  proof('reaches a device when it comes as an event, and not when the event comes late', byEvent),
  serverProof(
    'reaches a device when it comes through EventBridge or SQS itself, once however often',
    byTheirOwnClients,
  ),
  proof('reaches a device when it comes in a file, beside rows that issue a pass or fail', byFile),
  proof('reaches a device when a new version of its template is rolled out', byRollout),
  proof('is parked when it is wrong, and made when it is tried again after the mend', badEvent),
  proof('shows on the phone that the stack brings along', onTheSamplePhone),
  proof('comes in only with the API key, and is pushed to nobody who has no push token', closedDoors),
]
