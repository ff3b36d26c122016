/** What customers get: the page behind a link, and the very bytes of the signed pass. */
import { expect } from 'vitest'
import { makeBarcodeVerifier } from '../../lib/core/links/barcode-verifier.ts'
import { aDevice, passIn } from './a-device.ts'
import { aLink, download } from './a-link.ts'
import { aPass, fileOf, putImage } from './a-pass.ts'
import { aPicture } from './archives.ts'
import { type Deployment, ownerIn, passType, until, untilSettled } from './deployment.ts'
import { digest, openPass, verifyWithOpenssl } from './inspect-pass.ts'
import { type Proof, proof, serverProof } from './proof.ts'

const page = async (deployment: Deployment): Promise<void> => {
  const { path } = await aPass(deployment)
  const link = await aLink(deployment, path)
  const { status, headers, text } = await deployment.send('GET', link.page)
  expect([status, headers['content-type'], headers['cache-control']]).toEqual([
    200,
    'text/html; charset=utf-8',
    'private, no-store',
  ])
  expect(text).toContain('Card of an example')
  expect(text).toContain('pass.pkpass"')
}

const exactHeaders = async (deployment: Deployment): Promise<void> => {
  const { serial, path, answer } = await aPass(deployment)
  const { file } = await aLink(deployment, path)
  const got = await download(deployment, file)
  const head = await deployment.send('HEAD', file)
  const expected = { 'content-type': 'application/vnd.apple.pkpass', 'cache-control': 'private, no-store' }
  expect([got.status, head.status]).toEqual([200, 200])
  expect(got.headers).toMatchObject({
    ...expected,
    'content-length': String(got.bytes.length),
    'content-disposition': `attachment; filename="card-${serial}.pkpass"; filename*=UTF-8''card-${serial}.pkpass`,
    'last-modified': new Date(answer.json.lastModified).toUTCString(),
  })
  expect(head.headers).toMatchObject(expected)
  expect(head.bytes.length).toBe(0)
  expect(got.bytes.length).toBeGreaterThan(3000)
}

const genuine = async (deployment: Deployment): Promise<void> => {
  const { serial, path } = await aPass(deployment, { name: 'Ada', level: { en: 'Gold', es: 'Oro' } })
  const { file } = await aLink(deployment, path)
  const { bytes } = await download(deployment, file)
  verifyWithOpenssl(bytes, deployment.rootFile)
  const { pass, files } = openPass(bytes)
  expect(pass).toMatchObject({
    passTypeIdentifier: passType,
    serialNumber: serial,
    webServiceURL: `${deployment.baseUrl}/wallet`,
    generic: { primaryFields: [{ value: 'Ada' }] },
  })
  expect(Object.keys(files)).toEqual(expect.arrayContaining(['en.lproj/pass.strings', 'es.lproj/pass.strings']))
}

const sameForAll = async (deployment: Deployment): Promise<void> => {
  const { path } = await aPass(deployment)
  const { file } = await aLink(deployment, path)
  const downloaded = await download(deployment, file)
  const [again, fetched] = [await download(deployment, file), await fileOf(deployment, path)]
  expect([again.bytes.equals(downloaded.bytes), fetched.equals(downloaded.bytes)]).toEqual([true, true])
  await deployment.api('PATCH', path, { json: { values: { name: 'Ada' } } })
  expect((await fileOf(deployment, path)).equals(downloaded.bytes)).toBe(true)
  await deployment.api('PATCH', path, { json: { values: { name: 'Grace' } } })
  const changed = await download(deployment, file)
  expect(openPass(changed.bytes).pass.generic.primaryFields[0].value).toBe('Grace')
  verifyWithOpenssl(changed.bytes, deployment.rootFile)
}

const scannable = async (deployment: Deployment): Promise<void> => {
  const { serial, path } = await aPass(deployment)
  const { file } = await aLink(deployment, path)
  const { bytes } = await download(deployment, file)
  const [{ message }] = openPass(bytes).pass.barcodes
  const { status, json } = await deployment.send('GET', '/.well-known/passwright/keys')
  const atThe = (audience: string) => makeBarcodeVerifier(json, { audience })(message)
  expect([status, atThe('gate')]).toMatchObject([200, { ok: true, barcode: { values: { serialNumber: serial } } }])
  expect(atThe('cloakroom')).toMatchObject({ ok: false, reason: 'wrong-audience' })
  await deployment.api('PATCH', path, { json: { values: { name: 'Grace' } } })
  // To a device, which fetches it from elsewhere.
  const changed = openPass((await aDevice(deployment).fetch(passIn(bytes))).bytes).pass
  expect([changed.generic.primaryFields[0].value, changed.barcodes[0].message]).toEqual(['Grace', message])
}

/** The stored object that the record names. */
const builtOf = async (deployment: Deployment, serial: string) => {
  const item = await ownerIn(deployment).record(passType, serial)
  const { built } = item ?? {}
  const text = built && typeof built === 'object' && 'S' in built ? built.S : undefined
  return typeof text === 'string' ? (JSON.parse(text) as { version: number; key: string; bytes: number }) : undefined
}

const asStored = async (deployment: Deployment): Promise<void> => {
  const { serial, path } = await aPass(deployment)
  // Of no round length, and with bytes of every value.
  await putImage(deployment, path, 'strip.png', aPicture(301_000))
  const { file } = await aLink(deployment, path)
  const { bytes, headers } = await download(deployment, file)
  const built = await builtOf(deployment, serial)
  const stored = await ownerIn(deployment).object('passesBucket', `passes/${built?.key}`)
  expect([bytes.length, digest('sha256', bytes)]).toEqual([stored.length, digest('sha256', stored)])
  expect([built?.bytes, headers['content-length']]).toEqual([stored.length, String(stored.length)])
}

const rebuiltAhead = async (deployment: Deployment): Promise<void> => {
  const owner = ownerIn(deployment)
  const { serial, path } = await aPass(deployment)
  await putImage(deployment, path, 'thumbnail.png', aPicture(5000))
  const { file } = await aLink(deployment, path)
  const { bytes } = await download(deployment, file)
  await aDevice(deployment).register(passIn(bytes))
  const before = await builtOf(deployment, serial)
  await deployment.api('PATCH', path, { json: { values: { name: 'Grace' } } })
  const after = await until('the new version is built', async () => {
    const built = await builtOf(deployment, serial)
    return built?.version === 3 ? built : undefined
  })
  const folder = `passes/${passType}/${serial}/`
  await until('the old object is gone', async () =>
    (await owner.keys('passesBucket', folder)).length === 1 ? true : undefined,
  )
  expect(await owner.keys('passesBucket', folder)).toEqual([`passes/${after.key}`])
  expect(after.key).not.toBe(before?.key)
  await untilSettled(deployment, serial)
  const stored = await owner.object('passesBucket', `passes/${after.key}`)
  expect((await download(deployment, file)).bytes.equals(stored)).toBe(true)
  expect(openPass(stored).pass.generic.primaryFields[0].value).toBe('Grace')
}

const whoComesFirst = async (deployment: Deployment): Promise<void> => {
  const { serial, path } = await aPass(deployment)
  const { file } = await aLink(deployment, path)
  await download(deployment, file)
  for (let round = 1; round <= 5; round += 1) {
    const name = `Name ${round}`
    await deployment.api('PATCH', path, { json: { values: { name } } })
    const { bytes } = await download(deployment, file)
    expect(openPass(bytes).pass.generic.primaryFields[0].value).toBe(name)
  }
  await until('one object is left', async () => {
    const keys = await ownerIn(deployment).keys('passesBucket', `passes/${passType}/${serial}/`)
    const built = await builtOf(deployment, serial)
    return keys.length === 1 && built?.version === 6 && keys[0] === `passes/${built.key}` ? true : undefined
  })
}

const builtAgain = async (deployment: Deployment): Promise<void> => {
  const { serial, path } = await aPass(deployment)
  await putImage(deployment, path, 'thumbnail.png', aPicture(6000))
  // The second version of one second has a time that is yet to come; until then builds are signed as of now.
  await new Promise((resolve) => setTimeout(resolve, 1100))
  const { file } = await aLink(deployment, path)
  const { bytes } = await download(deployment, file)
  const built = await builtOf(deployment, serial)
  await ownerIn(deployment).removeObject('passesBucket', `passes/${built?.key}`)
  expect((await download(deployment, file)).bytes.equals(bytes)).toBe(true)
}

/** A page is better without a picture than not at all. */
const shownWithoutImage = async (deployment: Deployment): Promise<void> => {
  const { serial, path } = await aPass(deployment)
  await putImage(deployment, path, 'thumbnail.png', aPicture(7000))
  for (const key of await ownerIn(deployment).keys('passesBucket', `images/${passType}/${serial}/`)) {
    await ownerIn(deployment).removeObject('passesBucket', key)
  }
  const { page } = await aLink(deployment, path)
  const { status, headers } = await deployment.send('GET', `${page}/front.svg`)
  expect([status, headers['content-type']]).toEqual([200, 'image/svg+xml'])
}

/** What comes of a link. */
export const downloads: readonly Proof[] = [
  proof('have a page that says what the pass is, with one button', page),
  proof('carry exact headers, by GET and by HEAD', exactHeaders),
  proof('are genuine: hashes and signature hold for OpenSSL, and the pass says what the record says', genuine),
  proof('are the same bytes by every way until the pass changes, and others then', sameForAll),
  proof(
    'carry a barcode that scanners verify with the keys that anybody may load, and the same one when they change',
    scannable,
  ),
  serverProof('are exactly the stored object, to the last byte', asStored),
  serverProof(
    'are built ahead while a device holds the pass, and what they take the place of is removed',
    rebuiltAhead,
  ),
  serverProof('are never behind, even for who comes before the build', whoComesFirst),
  serverProof('are built again, to the same bytes, if the store has lost them', builtAgain),
  serverProof('are shown without an image that the store has lost', shownWithoutImage),
]
