/** Packages: whatever is sent is told about, and several passes come as one file. */
import { readFileSync } from 'node:fs'
import { unzipSync } from 'fflate'
import { expect } from 'vitest'
import { aPass, fileOf, publish, upload } from './a-pass.ts'
import { aPicture, cardArchive } from './archives.ts'
import { aSerial, type Deployment, ownerIn, passType } from './deployment.ts'
import { type Answer, send } from './http.ts'
import { digest, verifyWithOpenssl } from './inspect-pass.ts'
import { type Proof, proof, serverProof } from './proof.ts'

const pkpass = { 'content-type': 'application/vnd.apple.pkpass' }

const aBuiltPass = async (deployment: Deployment): Promise<Buffer> => fileOf(deployment, (await aPass(deployment)).path)

const codesIn = ({ json }: Answer): readonly string[] => json.findings.map(({ code }: { code: string }) => code)

const inspected = async (deployment: Deployment): Promise<void> => {
  const body = await aBuiltPass(deployment)
  const answer = await deployment.api('POST', '/inspect', { body, headers: pkpass })
  const { status, json } = answer
  expect([status, json.kind, json.pass.passTypeIdentifier]).toEqual([200, 'pass', passType])
  const checks = Object.fromEntries(
    json.signature.checks.map(({ name, ok }: { name: string; ok: unknown }) => [name, ok]),
  )
  // Nobody but its owner knows the root of a throwaway signer.
  expect(checks).toMatchObject({ container: true, integrity: true, signingTime: true, chain: false })
  expect(json.manifest.every(({ state }: { state: string }) => state === 'ok')).toBe(true)
}

const trusted = async (deployment: Deployment): Promise<void> => {
  const address = await upload(deployment, await aBuiltPass(deployment), 'inspect')
  const trust = [readFileSync(deployment.rootFile, 'utf8')]
  const { status, json } = await deployment.api('POST', address, { json: { trust } })
  expect([status, json.signature.ok, json.counts]).toMatchObject([200, true, { errors: 0, warnings: 0 }])
  const again = await deployment.api('POST', address)
  expect([again.status, again.json.code]).toEqual([404, 'upload/not-found'])
}

const changed = async (deployment: Deployment): Promise<void> => {
  const body = Buffer.from(await aBuiltPass(deployment))
  const at = body.lastIndexOf('PK\u0003\u0004') - 10
  body.writeUInt8(body.readUInt8(at) ^ 0xff, at)
  const answer = await deployment.api('POST', '/inspect', { body, headers: pkpass })
  expect(answer.status).toBe(200)
  expect(answer.json.counts.errors).toBeGreaterThan(1)
  expect(codesIn(answer).some((code) => code.startsWith('archive-'))).toBe(true)
}

/** Passes of a template, and what asks for a bundle of them. */
const passesOf = async (deployment: Deployment, template: string, count: number) => {
  const serials = Array.from({ length: count }, () => aSerial('Bundled'))
  for (const serial of serials) {
    const content = { template, values: { name: 'Ada' } }
    expect((await deployment.api('PUT', `/passes/${passType}/${serial}`, { json: content })).status).toBe(201)
  }
  const json = { passes: serials.map((serialNumber) => ({ passTypeIdentifier: passType, serialNumber })) }
  const askByLink = async (): Promise<Answer> => {
    const { url } = (await deployment.api('POST', '/links/order', { json })).json
    return await deployment.send('GET', `${new URL(url).pathname}/passes.pkpasses`)
  }
  return { serials, ask: () => deployment.api('POST', '/bundles', { json }), askByLink }
}

const opened = (bundle: Uint8Array, { rootFile }: Deployment): readonly string[] => {
  const files = Object.entries(unzipSync(bundle))
  for (const [, bytes] of files) verifyWithOpenssl(bytes, rootFile)
  return files.map(([name]) => name)
}

const bundled = async (deployment: Deployment): Promise<void> => {
  await aPass(deployment)
  const { serials, ask, askByLink } = await passesOf(deployment, 'card', 2)
  const { status, headers, bytes } = await ask()
  expect([status, headers['content-type']]).toEqual([200, 'application/vnd.apple.pkpasses'])
  expect(opened(bytes, deployment)).toEqual(serials.map((serial) => `${serial}.pkpass`))
  expect(digest('sha256', (await askByLink()).bytes)).toBe(digest('sha256', bytes))
}

const follow = ({ headers }: Answer): Promise<Answer> => {
  const { origin, pathname, search } = new URL(headers.location ?? '')
  return send(origin, 'GET', pathname + search)
}

const largeBundle = async (deployment: Deployment): Promise<void> => {
  const files = { 'background@2x.png': aPicture(2_400_000, 5) }
  expect((await publish(deployment, cardArchive({ name: 'poster', files }))).status).toBe(201)
  const { serials, ask, askByLink } = await passesOf(deployment, 'poster', 2)
  const answer = await ask()
  expect([answer.status, answer.bytes.length]).toEqual([303, 0])
  const { status, headers, bytes } = await follow(answer)
  expect([status, headers['content-type'], headers['content-disposition']]).toEqual([
    200,
    'application/vnd.apple.pkpasses',
    'attachment; filename="passes.pkpasses"',
  ])
  expect(bytes.length).toBeGreaterThan(4_800_000)
  expect(opened(bytes, deployment)).toEqual(serials.map((serial) => `${serial}.pkpass`))
  for (const again of [await ask(), await askByLink()])
    expect(digest('sha256', (await follow(again)).bytes)).toBe(digest('sha256', bytes))
}

const onePlace = async (deployment: Deployment): Promise<void> => {
  const owner = ownerIn(deployment)
  const [key = '', ...others] = await owner.keys('passesBucket', 'bundles/')
  expect(others).toEqual([])
  expect(key).toBe(`bundles/${digest('sha256', await owner.object('passesBucket', key))}.pkpasses`)
}

/** What is true of packages. */
export const packages: readonly Proof[] = [
  proof('of our own are found whole, and signed by nobody whom Apple knows', inspected),
  proof('that were uploaded are found good if their root is trusted, once', trusted),
  proof('that were damaged are told of, and nothing fails', changed),
  proof('of several passes hold the very passes', bundled),
  proof('of several large passes are got from where the answer leads, the same each time', largeBundle),
  serverProof('that are stored lie in one place, under the hash of their bytes', onePlace),
]
