/** The life of a pass through the API: issued, read, changed, given an image, voided, listed. */
import { expect } from 'vitest'
import { aLink } from './a-link.ts'
import { aPass, fileOf, pathOf, publish, putImage } from './a-pass.ts'
import { aPicture, cardArchive } from './archives.ts'
import { aSerial, type Deployment, passType } from './deployment.ts'
import { digest, openPass } from './inspect-pass.ts'
import { type Proof, proof } from './proof.ts'

const randomSerial = /^[\w-]{22}$/

const issued = async (deployment: Deployment): Promise<void> => {
  const { serial, answer } = await aPass(deployment, { name: 'Ada', level: { en: 'Gold', es: 'Oro' } })
  expect(answer.headers).toMatchObject({ etag: '"1"', location: `/api/v1${pathOf(serial)}` })
  expect(answer.json).toMatchObject({
    passTypeIdentifier: passType,
    serialNumber: serial,
    template: 'card@1',
    voided: false,
    revision: 1,
    version: 1,
    values: { name: 'Ada', level: { en: 'Gold', es: 'Oro' } },
    images: {},
    warnings: [],
  })
}

const issuedWithoutSerial = async (deployment: Deployment): Promise<void> => {
  await aPass(deployment)
  const { status, json } = await deployment.api('POST', '/passes', {
    json: { template: 'card', values: { name: 'B' } },
  })
  expect(status).toBe(201)
  expect(json.serialNumber).toMatch(randomSerial)
  expect((await deployment.api('GET', pathOf(json.serialNumber))).json.values).toEqual({ name: 'B' })
}

const read = async (deployment: Deployment): Promise<void> => {
  const { path, answer } = await aPass(deployment)
  const { warnings: _, ...pass } = answer.json
  const found = await deployment.api('GET', path)
  expect([found.status, found.headers.etag, found.json]).toEqual([200, '"1"', pass])
  const unchanged = await deployment.api('GET', path, { headers: { 'if-none-match': '"1"' } })
  expect([unchanged.status, unchanged.bytes.length]).toEqual([304, 0])
}

const patched = async (deployment: Deployment): Promise<void> => {
  const { path } = await aPass(deployment, { name: 'Ada', points: 1 })
  const patch = (values: object) => deployment.api('PATCH', path, { json: { values }, headers: { 'if-match': '*' } })
  expect((await patch({ points: 2, name: 'Grace' })).json).toMatchObject({
    ...{ revision: 2, version: 2 },
    values: { name: 'Grace', points: 2 },
  })
  expect((await patch({ points: null })).json).toMatchObject({ revision: 3, version: 3, values: { name: 'Grace' } })
  expect((await patch({ name: 'Grace' })).json).toMatchObject({ revision: 4, version: 3 })
}

const replaced = async (deployment: Deployment): Promise<void> => {
  const { path } = await aPass(deployment, { name: 'Ada', points: 1 })
  const json = { template: 'card@1', values: { name: 'Lin' } }
  const { status, headers } = await deployment.api('PUT', path, { json, headers: { 'if-match': '"1"' } })
  expect([status, headers.etag, headers.location]).toEqual([200, '"2"', undefined])
  expect((await deployment.api('GET', path)).json.values).toEqual({ name: 'Lin' })
}

const withImage = async (deployment: Deployment): Promise<void> => {
  const { path } = await aPass(deployment)
  const picture = aPicture(20_000)
  const put = await putImage(deployment, path, 'thumbnail@2x.png', picture)
  expect(put.json.images).toEqual({
    'thumbnail@2x.png': { sha256: digest('sha256', picture), bytes: picture.length },
  })
  const { files } = openPass(await fileOf(deployment, path))
  expect(Buffer.from(files['thumbnail@2x.png'] ?? []).equals(picture)).toBe(true)
  const taken = await deployment.api('DELETE', `${path}/images/thumbnail@2x.png`)
  expect([taken.status, taken.json.images]).toEqual([200, {}])
  expect(Object.keys(openPass(await fileOf(deployment, path)).files)).not.toContain('thumbnail@2x.png')
}

const voided = async (deployment: Deployment): Promise<void> => {
  const { path } = await aPass(deployment)
  expect((await deployment.api('POST', `${path}/void`)).json).toMatchObject({ voided: true, version: 2 })
  expect(openPass(await fileOf(deployment, path)).pass.voided).toBe(true)
  expect((await deployment.api('POST', `${path}/reinstate`)).json).toMatchObject({ voided: false, version: 3 })
  expect(openPass(await fileOf(deployment, path)).pass).not.toHaveProperty('voided')
}

const listed = async (deployment: Deployment): Promise<void> => {
  expect((await publish(deployment, cardArchive({ name: 'listed' }))).status).toBe(201)
  const serials = Array.from({ length: 7 }, () => aSerial('L'))
  for (const serial of serials) {
    const json = { template: 'listed', values: { name: serial } }
    expect((await deployment.api('PUT', pathOf(serial), { json })).status).toBe(201)
  }
  const found: string[] = []
  let pages = 0
  for (let cursor: string | undefined = ''; cursor !== undefined; pages += 1) {
    const { status, json } = await deployment.api('GET', `/passes?template=listed&limit=3${cursor}`)
    expect(status).toBe(200)
    expect(json.items.length).toBeLessThanOrEqual(3)
    found.push(...json.items.map(({ serialNumber }: { serialNumber: string }) => serialNumber))
    cursor = json.next === undefined ? undefined : `&cursor=${encodeURIComponent(json.next)}`
  }
  expect(found.sort()).toEqual(serials.sort())
  expect(pages).toBeGreaterThan(2)
}

const repeated = async (deployment: Deployment): Promise<void> => {
  await aPass(deployment)
  const sent = { json: { template: 'card', values: { name: 'Once' } }, headers: { 'idempotency-key': aSerial('once') } }
  const first = await deployment.api('POST', '/passes', sent)
  const second = await deployment.api('POST', '/passes', sent)
  expect([first.status, second.status]).toEqual([201, 201])
  expect(second.json.serialNumber).toBe(first.json.serialNumber)
  expect([first, second].map(({ headers }) => headers['idempotency-replayed'])).toEqual([undefined, 'true'])
}

const erased = async (deployment: Deployment): Promise<void> => {
  const { path } = await aPass(deployment)
  const { page, file } = await aLink(deployment, path)
  expect((await deployment.api('DELETE', path)).status).toBe(204)
  const answers = await Promise.all([
    deployment.api('GET', path),
    deployment.api('GET', `${path}/file`),
    deployment.api('PATCH', path, { json: { values: { name: 'X' } } }),
    deployment.api('POST', `${path}/links`),
    deployment.send('GET', page),
    deployment.send('GET', file),
  ])
  expect(answers.map(({ status }) => status)).toEqual([410, 410, 410, 410, 410, 410])
  expect((await deployment.api('DELETE', path)).status).toBe(204)
}

/** Everything that happens to a pass. */
export const life: readonly Proof[] = [
  proof('is issued under the serial number of the caller', issued),
  proof('is issued under a serial number that is made here', issuedWithoutSerial),
  proof('is read, and not sent again to who has it', read),
  proof('is changed by a merge patch, and is a new version only if that shows', patched),
  proof('is replaced', replaced),
  proof('gets an image of its own, and loses it', withImage),
  proof('is voided and reinstated', voided),
  proof('is listed with all others of its template, page by page', listed),
  proof('is issued once, however often the request is repeated', repeated),
  proof('answers 410 after it was erased, and so does its link', erased),
]
