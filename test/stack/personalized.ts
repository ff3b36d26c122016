/** Passes that ask their first holder who they are, on a device that answers. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { personalizable } from '../builders/personalizable.ts'
import { program } from '../setup/programs.ts'
import { aDevice, added, type HeldPass } from './a-device.ts'
import { publish } from './a-pass.ts'
import { cardArchive } from './archives.ts'
import { type Deployment, ownerIn } from './deployment.ts'
import type { Answer } from './http.ts'
import { openPass } from './inspect-pass.ts'
import { type Proof, proof, serverProof } from './proof.ts'

const template = 'rewards-card'

const archive = (): Uint8Array =>
  cardArchive({
    ...personalizable,
    name: template,
    settings: { personalization: { values: { name: 'fullName' } } },
  })

const published = new WeakMap<Deployment, Promise<Answer>>()

/** A pass that nobody has personalized so far, on a device; and where it lies below `/api/v1`. */
export const aForm = async (deployment: Deployment): Promise<{ readonly pass: HeldPass; readonly path: string }> => {
  const now = published.get(deployment) ?? publish(deployment, archive())
  published.set(deployment, now)
  expect((await now).status).toBe(201)
  const issued = await deployment.api('POST', '/passes', { json: { template, values: { name: 'Nobody yet' } } })
  expect(issued.status).toBe(201)
  const { passTypeIdentifier, serialNumber } = issued.json
  const path = `/passes/${passTypeIdentifier}/${serialNumber}`
  return { pass: await added(deployment, { path }), path }
}

const token = 'd2hvIGFyZSB5b3U/'

const filled = ({ canaries }: Deployment, fullName: string) => ({
  personalizationToken: token,
  requiredPersonalizationInfo: {
    fullName,
    givenName: canaries.plant('a given name'),
    familyName: canaries.plant('a family name'),
    emailAddress: `${canaries.plant('an e-mail address')}@example.com`,
  },
})

/** Has OpenSSL verify a signature over the token. @throws Error with what OpenSSL says */
const verifyToken = (signature: Uint8Array, rootFile: string): void => {
  const cwd = mkdtempSync(join(tmpdir(), 'passwright-openssl-'))
  writeFileSync(join(cwd, 'signature'), signature)
  writeFileSync(join(cwd, 'token'), token)
  const args = 'cms -verify -binary -inform DER -in signature -content token -purpose any -out /dev/null'
  execFileSync(program('openssl'), [...args.split(' '), '-CAfile', rootFile], { cwd, stdio: 'pipe' })
}

const formFiles = (bytes: Uint8Array): readonly string[] =>
  Object.keys(openPass(bytes).files).filter((name) => name.startsWith('personalization'))

const answered = async (deployment: Deployment): Promise<void> => {
  const { pass } = await aForm(deployment)
  const device = aDevice(deployment)
  expect(formFiles(pass.bytes).length).toBeGreaterThan(1)
  const name = deployment.canaries.plant('a full name')
  const form = filled(deployment, name)
  const signed = await device.personalize(pass, form)
  expect([signed.status, signed.headers['content-type']]).toEqual([200, 'application/octet-stream'])
  verifyToken(signed.bytes, deployment.rootFile)
  const fetched = await device.fetch(pass)
  const { pass: shown } = openPass(fetched.bytes)
  expect([fetched.status, formFiles(fetched.bytes), shown.storeCard.secondaryFields[0].value]).toEqual([200, [], name])
  expect(shown.authenticationToken).toBe(pass.token)
  const repeated = await device.personalize(pass, form)
  expect(repeated.status).toBe(200)
  const others = await device.personalize(pass, filled(deployment, deployment.canaries.plant('another full name')))
  expect([others.status, others.bytes.length]).toEqual([403, 0])
}

const noOracle = async (deployment: Deployment): Promise<void> => {
  const { pass } = await aForm(deployment)
  const device = aDevice(deployment)
  const good = filled(deployment, deployment.canaries.plant('the name of a forger'))
  const forms = [
    { ...good, personalizationToken: new TextDecoder().decode(openPass(pass.bytes).files['manifest.json']) },
    { ...good, personalizationToken: '' },
    { personalizationToken: token, requiredPersonalizationInfo: { emailAddress: 'ada@example.com' } },
  ]
  const answers = [
    ...(await Promise.all(forms.map((form) => device.personalize(pass, form)))),
    await device.personalize({ ...pass, token: 'no-token-of-this-pass' }, good),
  ]
  expect(answers.map(({ status, bytes }) => [status, bytes.length])).toEqual([
    [400, 0],
    [400, 0],
    [400, 0],
    [401, 0],
  ])
  expect(formFiles((await device.fetch(pass)).bytes).length).toBeGreaterThan(1)
}

const toldAndErased = async (deployment: Deployment): Promise<void> => {
  const { pass, path } = await aForm(deployment)
  const none = await deployment.api('GET', `${path}/personal-data`)
  expect([none.status, none.json.code]).toEqual([404, 'pass/not-personalized'])
  const form = filled(deployment, deployment.canaries.plant('the name of who changed their mind'))
  expect((await aDevice(deployment).personalize(pass, form)).status).toBe(200)
  const told = await deployment.api('GET', `${path}/personal-data`)
  expect([told.status, told.json.answers]).toEqual([200, form.requiredPersonalizationInfo])
  expect((await deployment.api('DELETE', `${path}/personal-data`)).status).toBe(204)
  const erased = await deployment.api('GET', `${path}/personal-data`)
  expect([erased.status, erased.json.answers]).toEqual([200, undefined])
  expect((await deployment.api('DELETE', `${path}/personal-data`)).status).toBe(204)
}

const sealed = async (deployment: Deployment): Promise<void> => {
  const { pass } = await aForm(deployment)
  const form = filled(deployment, deployment.canaries.plant('a sealed name'))
  expect((await aDevice(deployment).personalize(pass, form)).status).toBe(200)
  const text = JSON.stringify(await ownerIn(deployment).record(pass.type, pass.serial))
  const { fullName, ...others } = form.requiredPersonalizationInfo
  // The template takes the full name over as a value.
  expect(text).toContain(fullName)
  expect(Object.values(others).filter((answer) => text.includes(answer))).toEqual([])
}

/** What becomes of a pass that asks who its holder is. */
export const personalized: readonly Proof[] = [
  proof('gets its holder’s answers signed for, is theirs at the next fetch, and nobody else’s from then on', answered),
  proof('has nothing signed that is no token, and nothing kept of a form that is refused', noOracle),
  proof('has its answers told to who may know them, and erased', toldAndErased),
  serverProof('keeps no answer that can be read, but for what its template takes over', sealed),
]
