/** What goes wrong behind the service: stores that hold what they should not, or have lost what they should hold. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { utf8 } from '../../lib/core/bytes.ts'
import { aLink } from './a-link.ts'
import { aPass, fileOf, publish, putImage } from './a-pass.ts'
import { aPicture, cardArchive } from './archives.ts'
import { aSerial, type Deployment, ownerIn, passType, until } from './deployment.ts'
import type { Answer } from './http.ts'
import { names } from './owner.ts'
import { type Proof, serverProof } from './proof.ts'

const refusal = ({ status, json }: Answer) => [status, json?.code]

const unavailable = [503, 'service/unavailable']

/** A pass type whose signer the API has not read so far. */
const storeType = 'pass.com.example.passwright.store'

const brokenSigner = async (deployment: Deployment): Promise<void> => {
  const owner = ownerIn(deployment)
  const { plant } = deployment.canaries
  const path = `/passes/${storeType}/${aSerial()}`
  const values = { holder: 'Ada', balance: 1, points: 2, level: 'Seed' }
  expect((await deployment.api('PUT', path, { json: { template: 'store-card', values } })).status).toBe(201)
  const secret = `signers/${storeType}`
  const before = await owner.secret(secret)
  const signer = JSON.parse(before)
  const brokenKey = signer.key.replace('\n', `\n${plant('a private key that is broken')}`)
  const seen: unknown[] = []
  for (const value of [plant('a secret that is no JSON'), JSON.stringify({ ...signer, key: brokenKey })]) {
    await owner.putSecret(secret, value)
    seen.push(refusal(await deployment.api('GET', `${path}/file`)))
  }
  await owner.putSecret(secret, before)
  expect(seen).toEqual([unavailable, [503, 'signer/unusable']])
  await fileOf(deployment, path)
}

const damagedTemplate = async (deployment: Deployment): Promise<void> => {
  const owner = ownerIn(deployment)
  const { json: template } = await publish(deployment, cardArchive({ name: 'fragile' }))
  const key = `templates/fragile/${template.sha256}.zip`
  const archive = await owner.object('templatesBucket', key)
  const garbage = Buffer.alloc(archive.length, utf8(deployment.canaries.plant('a damaged archive')))
  await owner.putObject('templatesBucket', key, garbage)
  const json = { template: 'fragile', values: { name: 'Ada' } }
  const failed = await deployment.api('POST', '/passes', { json })
  expect([...refusal(failed), failed.headers['retry-after']]).toEqual([...unavailable, '1'])
  await owner.putObject('templatesBucket', key, archive)
  expect((await deployment.api('POST', '/passes', { json })).status).toBe(201)
}

const lostImage = async (deployment: Deployment): Promise<void> => {
  const owner = ownerIn(deployment)
  const { path, serial } = await aPass(deployment)
  const picture = aPicture(4000)
  await putImage(deployment, path, 'logo.png', picture)
  for (const key of await owner.keys('passesBucket', `images/${passType}/${serial}/`)) {
    await owner.removeObject('passesBucket', key)
  }
  const patch = () => deployment.api('PATCH', path, { json: { values: { name: 'Grace' } } })
  const failed = await patch()
  expect(refusal(failed)).toEqual(unavailable)
  expect(failed.json.detail).toContain('put it again')
  expect((await deployment.api('GET', path)).json.revision).toBe(2)
  expect((await putImage(deployment, path, 'logo.png', picture)).status).toBe(200)
  expect((await patch()).status).toBe(200)
}

const unreadableMessage = async (deployment: Deployment): Promise<void> => {
  await ownerIn(deployment).send(
    'builds',
    `{"kind": "build", "${deployment.canaries.plant('a message', ['queue'])}": 1}`,
  )
  await until('the log of the build function tells of it', () =>
    logOf(deployment, 'build').includes('message/unreadable') ? true : undefined,
  )
}

const corruptRecord = async (deployment: Deployment): Promise<void> => {
  const { path, serial } = await aPass(deployment)
  const { page, file } = await aLink(deployment, path)
  const values = { S: `{"name": "${deployment.canaries.plant('a value of a corrupt record')}` }
  await ownerIn(deployment).changeRecord(passType, serial, { values })
  const answers = [
    await deployment.api('GET', path),
    await deployment.api('PATCH', path, { json: { values: { name: 'Grace' } } }),
    await deployment.send('GET', page),
    await deployment.send('GET', file),
  ]
  expect(answers.map(({ status }) => status)).toEqual([500, 500, 500, 500])
  // The stream brings it to the function that follows changes, which cannot read it either.
  await until('the log of the function that follows changes tells of it', () =>
    logOf(deployment, 'changes').includes('changes/not-followed') ? true : undefined,
  )
}

const lostTable = async (deployment: Deployment): Promise<void> => {
  const { path } = await aPass(deployment)
  await ownerIn(deployment).call('dynamodb', 'DeleteTable', { TableName: names.events })
  const failed = await deployment.api('DELETE', path)
  expect([...refusal(failed), failed.headers['retry-after']]).toEqual([...unavailable, '1'])
}

const traceOfCode = /\.(m?js|ts):\d+|node_modules|\n\s+at |file:\/\//

const noTraces = async (deployment: Deployment): Promise<void> => {
  const leaking = deployment.refused.filter(({ answer }) => traceOfCode.test(answer.text))
  expect(leaking.map(({ request }) => request)).toEqual([])
  const failed = deployment.refused.filter(({ answer }) => answer.status >= 500)
  expect(failed.length).toBeGreaterThan(8)
  const ids = failed.map(({ answer }) => answer.headers['apigw-requestid'] ?? '')
  await until('all ids are in the logs', () => {
    const logs = ['api', 'download', 'page'].map((name) => logOf(deployment, name)).join('')
    return ids.every((id) => logs.includes(id)) || undefined
  })
}

const logOf = ({ folder }: Deployment, name: string): string =>
  readFileSync(join(folder, '.local', 'logs', `${name}.log`), 'utf8')

/** What goes wrong behind the service. The last ones leave it broken. */
export const failures: readonly Proof[] = [
  serverProof('a signer that is broken is said to be so, and used as soon as it is put right', brokenSigner),
  serverProof('a damaged template fills no pass, until the published one is back', damagedTemplate),
  serverProof('a lost image keeps the pass from being changed, until it is put again', lostImage),
  serverProof('a message that is none stays in its queue, and the log tells of it', unreadableMessage),
  serverProof('a record that nobody can read is answered with 500, everywhere', corruptRecord),
  serverProof('a table that is gone is answered with 503', lostTable),
  serverProof('every failure is in the log under the id of its answer, and no answer tells of code', noTraces),
]
