/** Published templates: versions that never change, sent directly or by way of an upload. */
import { unzipSync, zipSync } from 'fflate'
import { expect } from 'vitest'
import { aLink, download } from './a-link.ts'
import { pathOf, publish, upload } from './a-pass.ts'
import { aPicture, cardArchive } from './archives.ts'
import { aSerial, type Deployment, ownerIn } from './deployment.ts'
import { digest, openPass } from './inspect-pass.ts'
import { type Proof, proof, serverProof } from './proof.ts'

const immutable = async (deployment: Deployment): Promise<void> => {
  const archive = (greeting: string) =>
    cardArchive({
      name: 'greeting',
      pass: { generic: { primaryFields: [{ key: 'name', label: greeting, value: '${name}' }] } },
    })
  const first = await publish(deployment, archive('Hello'))
  expect([first.status, first.headers.location]).toEqual([201, '/api/v1/templates/greeting/versions/1'])
  const before = await deployment.api('GET', '/templates/greeting/versions/1')
  const path = pathOf(aSerial('G'))
  await deployment.api('PUT', path, { json: { template: 'greeting', values: { name: 'Ada' } } })
  const second = await publish(deployment, archive('Good day'))
  expect([second.status, second.json.template]).toEqual([201, 'greeting@2'])
  expect((await deployment.api('GET', '/templates/greeting/versions/1')).text).toBe(before.text)
  expect((await deployment.api('GET', path)).json.template).toBe('greeting@1')
  const moved = await deployment.api('PATCH', path, { json: { template: 'greeting' } })
  expect(moved.json).toMatchObject({ template: 'greeting@2', version: 2, values: { name: 'Ada' } })
  const versions = await deployment.api('GET', '/templates/greeting/versions')
  expect(versions.json.items.map(({ version }: { version: number }) => version)).toEqual([2, 1])
}

const equalFiles = async (deployment: Deployment): Promise<void> => {
  const archive = cardArchive({ name: 'twice' })
  const first = await publish(deployment, archive)
  // The same files by another hand: another time, another compression, in a folder.
  const files = Object.entries(unzipSync(archive)).map(([name, bytes]) => [`twice/${name}`, bytes] as const)
  const again = zipSync(Object.fromEntries(files.reverse()), { mtime: '2030-05-05', level: 0 })
  const second = await publish(deployment, again)
  expect([first.status, first.json.created]).toEqual([201, true])
  expect([second.status, second.json.created, second.json.template]).toEqual([200, false, 'twice@1'])
  expect(second.json.sha256).toBe(first.json.sha256)
}

const largeArchive = (): Uint8Array =>
  cardArchive({ name: 'large', files: { 'background@3x.png': aPicture(4_100_000) } })

const byUpload = async (deployment: Deployment): Promise<void> => {
  const archive = largeArchive()
  const direct = await publish(deployment, archive)
  expect([direct.status, direct.json.code]).toEqual([413, 'request/too-large'])
  expect(direct.json.detail).toContain('/api/v1/uploads')
  const address = await upload(deployment, archive)
  const published = await deployment.api('POST', address)
  expect([published.status, published.json.template]).toEqual([201, 'large@1'])
  const again = await deployment.api('POST', address)
  expect([again.status, again.json.code]).toEqual([404, 'upload/not-found'])
}

const largePass = async (deployment: Deployment): Promise<void> => {
  const path = pathOf(aSerial('Large'))
  expect((await deployment.api('PUT', path, { json: { template: 'large', values: { name: 'Ada' } } })).status).toBe(201)
  const { file } = await aLink(deployment, path)
  const { bytes, headers } = await download(deployment, file)
  expect(headers['content-length']).toBe(String(bytes.length))
  expect(bytes.length).toBeGreaterThan(4_100_000)
  const { files } = openPass(bytes)
  expect(digest('sha256', files['background@3x.png'] ?? bytes)).toBe(digest('sha256', aPicture(4_100_000)))
}

const tidy = async (deployment: Deployment): Promise<void> => {
  const owner = ownerIn(deployment)
  const address = await upload(deployment, new Uint8Array(5000))
  expect(await owner.keys('templatesBucket', 'uploads/')).toHaveLength(1)
  const refused = await deployment.api('POST', address)
  expect([refused.status, refused.json.code]).toEqual([422, 'archive/not-zip'])
  expect(await owner.keys('templatesBucket', 'uploads/')).toEqual([])
  const [version] = await owner.keys('templatesBucket', 'templates/twice/')
  const archive = await owner.object('templatesBucket', version ?? '')
  expect(version).toBe(`templates/twice/${digest('sha256', archive)}.zip`)
}

/** What is true of templates. */
export const templateVersions: readonly Proof[] = [
  proof('never change: other files are another version, and passes stay with theirs until they are moved', immutable),
  proof('are published once, however the same files are zipped', equalFiles),
  proof('above 4 MB are published by way of an upload, once', byUpload),
  proof('of 4 MB make passes that arrive whole', largePass),
  serverProof('leave no upload behind, and lie under the hash of their archive', tidy),
]
