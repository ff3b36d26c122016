/** What phones ask for: registrations, what has changed, and the latest pass. */
import { expect } from 'vitest'
import { aDevice, added, applePass, changedSince, type Device, type HeldPass } from './a-device.ts'
import { aPass, type IssuedPass, putImage } from './a-pass.ts'
import { aPicture } from './archives.ts'
import { aSerial, type Deployment, ownerIn, passType, until } from './deployment.ts'
import { openPass, verifyWithOpenssl } from './inspect-pass.ts'
import { type Proof, proof, serverProof } from './proof.ts'

/** A pass on a device that is registered for its updates. */
const onADevice = async (
  deployment: Deployment,
  base?: string,
): Promise<{ readonly issued: IssuedPass; readonly pass: HeldPass; readonly device: Device }> => {
  const issued = await aPass(deployment)
  const pass = await added(deployment, issued)
  const device = aDevice(deployment, base)
  expect((await device.register(pass)).status).toBe(201)
  return { issued, pass, device }
}

const rename = async ({ api }: Deployment, { path }: IssuedPass, name: string): Promise<void> => {
  expect((await api('PATCH', path, { json: { values: { name } } })).status).toBe(200)
}

const nameIn = (bytes: Uint8Array): unknown => openPass(bytes).pass.generic.primaryFields[0].value

const registered = async (deployment: Deployment): Promise<void> => {
  const { pass, device } = await onADevice(deployment)
  const again = await device.register(pass)
  expect([again.status, again.bytes.length]).toEqual([200, 0])
  const all = await device.list(passType)
  expect([all.status, all.json]).toEqual([200, { serialNumbers: [pass.serial], lastUpdated: expect.any(String) }])
  const none = await device.list(passType, all.json.lastUpdated)
  expect([none.status, none.bytes.length]).toEqual([204, 0])
}

const updated = async (deployment: Deployment): Promise<void> => {
  const { issued, pass, device } = await onADevice(deployment)
  const before = await device.fetch(pass)
  const { lastUpdated: tag } = (await device.list(passType)).json
  await rename(deployment, issued, 'Grace')
  const { json } = await changedSince(device, passType, tag)
  expect(json.serialNumbers).toEqual([pass.serial])
  expect(json.lastUpdated).not.toBe(tag)
  expect((await device.list(passType, json.lastUpdated)).status).toBe(204)
  const after = await device.fetch(pass, before.headers['last-modified'])
  expect([after.status, nameIn(after.bytes)]).toEqual([200, 'Grace'])
  verifyWithOpenssl(after.bytes, deployment.rootFile)
  const times = [before, after].map(({ headers }) => Date.parse(headers['last-modified'] ?? ''))
  expect(times[1]).toBeGreaterThan(times[0] ?? Number.NaN)
}

const conditional = async (deployment: Deployment): Promise<void> => {
  const { pass, device } = await onADevice(deployment)
  const first = await device.fetch(pass)
  expect(first.bytes.equals(pass.bytes)).toBe(true)
  expect(first.headers).toMatchObject({
    'content-type': 'application/vnd.apple.pkpass',
    'content-length': String(first.bytes.length),
    'cache-control': 'private, no-store',
  })
  const since = first.headers['last-modified']
  const unchanged = await device.fetch(pass, since)
  expect([unchanged.status, unchanged.bytes.length, unchanged.headers['last-modified']]).toEqual([304, 0, since])
  const head = await device.fetch(pass, undefined, 'HEAD')
  expect([head.status, head.bytes.length, head.headers['content-length'], head.headers['last-modified']]).toEqual([
    200,
    0,
    String(first.bytes.length),
    since,
  ])
}

const unregistered = async (deployment: Deployment): Promise<void> => {
  const { pass, device } = await onADevice(deployment)
  expect((await device.unregister(pass)).status).toBe(200)
  expect((await device.list(passType)).status).toBe(204)
  expect((await device.unregister(pass)).status).toBe(200)
  expect((await device.register(pass)).status).toBe(201)
}

const lateRegistration = async (deployment: Deployment): Promise<void> => {
  const issued = await aPass(deployment)
  const pass = await added(deployment, issued)
  await rename(deployment, issued, 'Grace')
  const device = aDevice(deployment)
  expect((await device.register(pass)).status).toBe(201)
  const all = await device.list(passType)
  expect(all.json.serialNumbers).toEqual([pass.serial])
  expect(nameIn((await device.fetch(pass)).bytes)).toBe('Grace')
}

const doubleSlash = async (deployment: Deployment): Promise<void> => {
  const { issued, pass, device } = await onADevice(deployment, '/wallet/')
  const { json } = await device.list(passType)
  expect(json.serialNumbers).toEqual([pass.serial])
  await rename(deployment, issued, 'Grace')
  await changedSince(device, passType, json.lastUpdated)
  expect(nameIn((await device.fetch(pass)).bytes)).toBe('Grace')
  expect((await device.log('a line')).status).toBe(200)
  expect((await device.unregister(pass)).status).toBe(200)
}

const refused = async (deployment: Deployment): Promise<void> => {
  const { pass } = await onADevice(deployment)
  const other = await added(deployment, await aPass(deployment))
  const device = aDevice(deployment)
  const json = { pushToken: device.pushToken }
  const strangers: readonly HeldPass[] = [
    { ...pass, token: other.token },
    { ...pass, token: 'no-token-of-ours' },
    { ...pass, serial: aSerial('Nobody') },
    { ...pass, type: 'pass.com.example.elsewhere' },
  ]
  const answers = await Promise.all([
    ...strangers.flatMap((stranger) => [
      device.register(stranger),
      device.unregister(stranger),
      device.fetch(stranger),
      device.fetch(stranger, undefined, 'HEAD'),
    ]),
    device.register(pass, { json }),
    device.register(pass, { json, headers: { authorization: `Bearer ${pass.token}` } }),
  ])
  expect(answers.map(({ status, bytes }) => [status, bytes.length])).toEqual(answers.map(() => [401, 0]))
  expect((await device.list(passType)).status).toBe(204)
}

const malformed = async (deployment: Deployment): Promise<void> => {
  const { pass } = await onADevice(deployment)
  const device = aDevice(deployment)
  const headers = applePass(pass.token)
  const answers = [
    await device.register(pass, { body: '{"pushToken"', headers }),
    await device.register(pass, { json: { pushToken: 'x'.repeat(100_000) }, headers }),
    await deployment.send('PATCH', `/wallet/v1/passes/${pass.type}/${pass.serial}`, { headers }),
    await deployment.send('GET', '/wallet/v1/anything', { headers }),
  ]
  expect(answers.map(({ status, bytes }) => [status, bytes.length])).toEqual([
    [400, 0],
    [413, 0],
    [405, 0],
    [404, 0],
  ])
}

const erased = async (deployment: Deployment): Promise<void> => {
  const { issued, pass, device } = await onADevice(deployment)
  expect((await deployment.api('DELETE', issued.path)).status).toBe(204)
  const answers = [await device.fetch(pass), await device.register(pass), await aDevice(deployment).register(pass)]
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401])
  await until('the device holds nothing any more', async () => {
    const { status } = await device.list(passType)
    return status === 204 ? true : undefined
  })
}

/** Which items of the table of registrations name something. */
const rowsWith = async (deployment: Deployment, text: string): Promise<number> => {
  const rows = await ownerIn(deployment).registrations()
  return rows.filter((row) => JSON.stringify(row).includes(text)).length
}

const noRowsLeft = async (deployment: Deployment): Promise<void> => {
  const { issued, pass, device } = await onADevice(deployment)
  const neighbour = await added(deployment, await aPass(deployment))
  const other = aDevice(deployment)
  expect((await other.register(pass)).status).toBe(201)
  expect((await other.register(neighbour)).status).toBe(201)
  expect(await rowsWith(deployment, pass.serial)).toBe(4)
  expect((await deployment.api('DELETE', issued.path)).status).toBe(204)
  await until('no row names the pass', async () => (await rowsWith(deployment, pass.serial)) === 0 || undefined)
  // Nor the device that held nothing else; the other one keeps what it holds.
  expect(await rowsWith(deployment, device.id)).toBe(0)
  expect((await other.list(passType)).json.serialNumbers).toEqual([neighbour.serial])
}

const lostFile = async (deployment: Deployment): Promise<void> => {
  const owner = ownerIn(deployment)
  const { issued, pass, device } = await onADevice(deployment)
  expect((await putImage(deployment, issued.path, 'thumbnail.png', aPicture(3000))).status).toBe(200)
  await rename(deployment, issued, 'Grace')
  await until('the new version is built', async () => {
    const { bytes } = await device.fetch(pass)
    return nameIn(bytes) === 'Grace' || undefined
  })
  for (const key of await owner.keys('passesBucket', `passes/${passType}/${pass.serial}/`)) {
    await owner.removeObject('passesBucket', key)
  }
  const again = await device.fetch(pass)
  expect([again.status, nameIn(again.bytes)]).toEqual([200, 'Grace'])
}

/** Resolves when a push has been made of all that a device was marked for. */
const untilPushed = async (deployment: Deployment, { id }: Device): Promise<void> => {
  await until('the device was pushed to', async () => {
    const items = await ownerIn(deployment).registrations()
    const device = items.find(({ pk }) => JSON.stringify(pk).includes(`DEVICE#${id}#`))
    const [seq, notified] = [device?.seq, device?.notified].map((value) => JSON.stringify(value))
    return (seq === notified && seq !== JSON.stringify({ N: '0' })) || undefined
  })
}

const notified = async (deployment: Deployment): Promise<void> => {
  const { issued, device } = await onADevice(deployment)
  await rename(deployment, issued, 'Grace')
  await untilPushed(deployment, device)
}

const newToken = async (deployment: Deployment): Promise<void> => {
  const { issued, pass, device } = await onADevice(deployment)
  await rename(deployment, issued, 'Grace')
  await untilPushed(deployment, device)
  const rotated = { json: { pushToken: 'ab'.repeat(32) }, headers: applePass(pass.token) }
  expect((await device.register(pass, rotated)).status).toBe(200)
  await untilPushed(deployment, device)
  const rows = await ownerIn(deployment).registrations()
  expect(rows.filter((row) => JSON.stringify(row).includes(device.pushToken))).toEqual([])
}

/** What a device may count on. */
export const wallet: readonly Proof[] = [
  proof('is registered for its updates once, and listed until the device has a tag', registered),
  proof('that changes is listed, and fetched with a later date', updated),
  proof('is fetched once, and not sent again to who has it; HEAD tells the same without a body', conditional),
  proof('is unregistered, as often as it takes, and registered again', unregistered),
  proof('that changed before it was registered is fetched in its newest version', lateRegistration),
  proof('is served as well at a base address that ends with a slash', doubleSlash),
  proof('is nobody’s who has not its token: 401 without a body, whether there is such a pass or not', refused),
  proof('is not harmed by requests that are none', malformed),
  proof('that was erased is gone for its devices', erased),
  serverProof('that was erased leaves no registration, and takes no other one with it', noRowsLeft),
  serverProof('whose file was lost is built again for the device that asks', lostFile),
  serverProof('whose device has a new push token has the old one forgotten, and the device pushed to', newToken),
  serverProof('that changes has a push made to each device that holds it', notified),
]
