/** Personalization from the form to the export, through the HTTP faces that devices and callers see. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { unzip } from '../../lib/core/archive/unzip.ts'
import { personalizable } from '../builders/personalizable.ts'
import { putSigner } from '../builders/put-signer.ts'
import { ada, aForm, eve, formOf, theNfcChain } from '../service/personal.ts'
import { needs, program } from '../setup/programs.ts'
import { aDeployment, type Deployment, type Received, type } from './a-deployment.ts'

const canaries = { fullName: 'canary-name', givenName: 'canary-given', emailAddress: 'canary@example.com' }

interface Held {
  readonly deployment: Deployment
  /** Of the pass, below the bases of both faces. */
  readonly path: string
  /** The authentication token of the pass. */
  readonly token: string
  /** The pass as the device has it. */
  readonly files: ReadonlyMap<string, Uint8Array>
}

const unpacked = async (bytes: Uint8Array): Promise<ReadonlyMap<string, Uint8Array>> => await unzip(bytes)

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

/** A pass that nobody has personalized, on a device. */
const aHeldPass = async (): Promise<Held> => {
  const deployment = await aDeployment()
  await putSigner(deployment.ports.admin, type, await theNfcChain())
  expect((await deployment.publish(personalizable)).status).toBe(201)
  const created = await deployment.call('POST', '/passes', { json: { template: 'card', values: { name: 'You' } } })
  const path = `/passes/${type}/${created.json.serialNumber}`
  const files = await unpacked((await deployment.call('GET', `${path}/file`)).bytes)
  return { deployment, path, files, token: JSON.parse(text(files.get('pass.json'))).authenticationToken }
}

const send = ({ deployment, path }: Held, json: unknown, token?: string): Promise<Response> =>
  deployment.wallet('POST', `${path}/personalize`, { json, ...(token === undefined ? {} : { token }) })

const exported = ({ deployment, path }: Held): Promise<Received> => deployment.call('GET', `${path}/personal-data`)

const bytesOf = async (response: Response): Promise<Uint8Array> => new Uint8Array(await response.arrayBuffer())

describe('a device that sends the form', () => {
  it('gets the signature, and the pass of its holder right after', async () => {
    const held = await aHeldPass()
    const { deployment, path, token } = held
    expect(formOf(held.files)).toHaveLength(4)
    const response = await send(held, aForm())
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/octet-stream'])
    expect([...(await bytesOf(response)).subarray(0, 1)]).toEqual([0x30])
    const fetched = await deployment.wallet('GET', path, { token })
    const files = await unpacked(await bytesOf(fetched))
    expect(formOf(files)).toEqual([])
    expect(Object.keys(JSON.parse(text(files.get('manifest.json')))).filter((name) => /ersonal/.test(name))).toEqual([])
    expect(JSON.parse(text(files.get('pass.json')))).toMatchObject({
      authenticationToken: token,
      storeCard: { secondaryFields: [{ value: 'Ada Lovelace' }] },
    })
  })

  it.each([
    ['with other answers than the first', (held: Held) => send(held, aForm(eve)), 403],
    ['with a wrong token', (held: Held) => send(held, aForm(), 'x'.repeat(40)), 401],
    ['with a form that lacks an answer', (held: Held) => send(held, aForm({ fullName: 'Ada' })), 400],
    ['with what is no token', (held: Held) => send(held, aForm(ada, '{}')), 400],
    ['with the manifest', (held: Held) => send(held, aForm(ada, text(held.files.get('manifest.json')))), 400],
    ['for a pass that is not there', (held: Held) => send({ ...held, path: `${held.path}x` }, aForm()), 401],
  ])('%s gets no signature', async (_, refused, status) => {
    const held = await aHeldPass()
    expect((await send(held, aForm(ada), held.token)).status).toBe(200)
    const response = await refused(held)
    expect([response.status, await response.text()]).toEqual([status, ''])
  })
})

describe('the signature', needs('openssl'), () => {
  it('verifies with openssl, over the very bytes of the token', async () => {
    const held = await aHeldPass()
    const token = 'A+b/c=_d.e:f-'
    const folder = mkdtempSync(join(tmpdir(), 'passwright-personalization-'))
    const file = (name: string, content: string | Uint8Array): string => {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    }
    const signature = file('signature', await bytesOf(await send(held, aForm(ada, token))))
    const root = file('root.pem', (await theNfcChain()).root)
    const verify = (content: string): Buffer => {
      const signed = ['-inform', 'DER', '-in', signature, '-content', file('token', content)]
      const how = ['-verify', '-binary', '-purpose', 'any', '-CAfile', root]
      return execFileSync(program('openssl'), ['cms', ...how, ...signed], { stdio: 'pipe' })
    }
    expect(verify(token).toString()).toBe(token)
    expect(() => verify(`${token}x`)).toThrow()
  })
})

describe('the personal data of a pass', () => {
  it('is exported, and erased for good', async () => {
    const held = await aHeldPass()
    const { deployment, path } = held
    await send(held, aForm())
    const whole = await exported(held)
    expect([whole.status, whole.json]).toEqual([200, { personalizedAt: '2026-11-21T12:00:00.000Z', answers: ada }])
    expect((await deployment.call('DELETE', `${path}/personal-data`)).status).toBe(204)
    expect((await deployment.call('DELETE', `${path}/personal-data`)).status).toBe(204)
    expect((await exported(held)).json).toEqual({ personalizedAt: '2026-11-21T12:00:00.000Z' })
    expect((await send(held, aForm())).status).toBe(403)
  })

  it('is not there before the pass is personalized', async () => {
    const held = await aHeldPass()
    expect((await exported(held)).json).toMatchObject({ status: 404, code: 'pass/not-personalized' })
  })

  it.each([
    ['GET', 'personal-data:read'],
    ['DELETE', 'personal-data:erase'],
  ] as const)('takes a scope of its own: %s', async (method, scope) => {
    const { deployment, path } = await aHeldPass()
    const others = await deployment.keyWith(['passes:read', 'passes:write', 'passes:erase'])
    const refused = await deployment.call(method, `${path}/personal-data`, { key: others })
    expect(refused.json).toMatchObject({ code: 'request/scope-missing' })
    const key = await deployment.keyWith([scope])
    expect((await deployment.call(method, `${path}/personal-data`, { key })).status).toBe(404)
  })

  it('is in no answer but the export, and in nothing that the operator is told', async () => {
    const held = await aHeldPass()
    const { deployment, path } = held
    const seen: string[] = []
    const note = async (response: Response) => seen.push(`${response.status} ${text(await bytesOf(response))}`)
    await note(await send(held, aForm({ ...canaries, fullName: 'canary'.repeat(10) })))
    await note(await send(held, aForm({ ...canaries, emailAddress: ['canary'] })))
    await note(await send(held, aForm(canaries, 'canary {')))
    await note(await send(held, aForm(canaries)))
    await note(await send(held, aForm({ ...canaries, givenName: 'canary-other' })))
    expect(seen.map((line) => line.slice(0, 4))).toEqual(['400 ', '400 ', '400 ', '200 ', '403 '])
    const problem = await deployment.call('PATCH', path, { json: { values: { name: 3 } } })
    expect(problem.status).toBe(422)
    const told = [...seen, problem.json, deployment.failures.map(({ error }) => String(error))]
    expect(JSON.stringify(told)).not.toContain('canary')
  })
})

describe('a pass of a personalizable template', () => {
  it('is refused under a serial number of the caller’s', async () => {
    const { deployment } = await aHeldPass()
    const { status, json } = await deployment.call('PUT', `/passes/${type}/OF-1`, {
      json: { template: 'card', values: { name: 'You' } },
    })
    expect([status, json.code]).toEqual([422, 'pass/serial-number-guessable'])
  })
})
