/** Certificates and keys are replaced, run as their users run it, against a real Secrets Manager's face. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { awsSecrets } from '../lib/adapters/aws/secrets.ts'
import { passwright } from './builders/passwright.ts'
import { aWorkspace } from './builders/workspace.ts'
import { type ASecretsManager, aSecretsManager } from './secrets/a-secrets-manager.ts'

const { folder, writeSigner } = await aWorkspace()

let server: ASecretsManager
let stages = 0

const run = (...args: readonly string[]) => passwright(folder, args, server.environment)

const answerOf = async (...args: readonly string[]) => JSON.parse((await run(...args, '--json')).stdout)

/** A stage with a ring of each kind, an empty secret of API keys, and a pass type without a signer. */
const aStage = async () => {
  const stage = `s${++stages}`
  const create = (name: string, text?: string) => server.create(`passwright/${stage}/${name}`, text)
  for (const ring of ['hmac-keys', 'personal-data-keys', 'barcode-keys'])
    await create(ring, JSON.stringify({ current: '1', 1: 'k'.repeat(64) }))
  for (const name of ['api-keys', 'signers/pass.com.example.card']) await create(name)
  const secrets = awsSecrets({ prefix: `passwright/${stage}`, client: () => Promise.resolve(server.client) })
  return { stage, secrets, signers: async () => (await secrets.signers('pass.com.example.card'))! }
}

/** A stage with the signer in `DIR` in use. */
const aSignedStage = async (dir = 'first') => {
  const made = await aStage()
  await run('signer', 'upload', dir, '--stage', made.stage)
  return made
}

const minutesFromNow = (iso: string): number => Math.round((Date.parse(iso) - Date.now()) / 60_000)

beforeAll(async () => {
  server = await aSecretsManager()
  await writeSigner('first')
  await writeSigner('second')
  await writeSigner('third')
})

afterAll(() => server.stop())

describe('signer renew and rollback', { timeout: 60_000 }, () => {
  it('a second certificate stands beside the first, signs in half an hour, and can be taken back', async () => {
    const { stage, signers } = await aSignedStage()
    const before = await signers()
    const renewed = await answerOf('signer', 'renew', 'second', '--stage', stage)
    expect(renewed).toMatchObject({ passTypeIdentifier: 'pass.com.example.card', current: expect.any(String) })
    expect(minutesFromNow(renewed.next.from)).toBe(30)
    const after = await signers()
    expect(after.current).toEqual(before.current)
    expect(after.next?.from).toBe(Date.parse(renewed.next.from))
    expect(after.next?.signer.skeleton).toMatch(/^[A-Za-z0-9+/]{2000,}={0,2}$/)
    const back = await answerOf('signer', 'rollback', '--stage', stage, '--pass-type', 'pass.com.example.card')
    expect([back.current, back.replaced]).toEqual([renewed.current, renewed.next.id])
    expect(await signers()).toEqual(before)
  })

  it('of two at once, one is done and the other refused', async () => {
    const { stage, signers } = await aSignedStage()
    const answers = await Promise.all(['second', 'third'].map((dir) => run('signer', 'renew', dir, '--stage', stage)))
    expect(answers.map(({ code }) => code).sort()).toEqual([0, 1])
    expect((await signers()).next).toBeDefined()
  })

  it('a moment that is none is wrong usage', async () => {
    expect((await run('signer', 'renew', 'second', '--stage', 'x', '--from', 'soon')).code).toBe(2)
  })
})

describe('keys rotate', { timeout: 60_000 }, () => {
  it('a new key of tokens verifies at once, signs in half an hour, is seen while it waits, and never shown', async () => {
    const { stage, secrets } = await aStage()
    const answers = await Promise.all([1, 2].map(() => run('keys', 'rotate', 'hmac', '--stage', stage, '--json')))
    expect(answers.map(({ code }) => code).sort()).toEqual([0, 1])
    const { ring, current, next } = JSON.parse(answers.find(({ code }) => code === 0)!.stdout)
    expect([ring, current, next.id, minutesFromNow(next.from)]).toEqual(['hmac-keys', '1', '2', 30])
    const stored = await secrets.keyRing()
    expect([stored.next, [...stored.keys.keys()]]).toEqual([{ id: '2', from: Date.parse(next.from) }, ['1', '2']])
    const shown = await run('keys', 'show', '--stage', stage)
    expect(shown.stdout).toContain(`hmac-keys  keys 1 2  key 1 signs, key 2 signs from ${next.from} on`)
    const key = Buffer.from(stored.keys.get('2')!).toString()
    expect(key).toMatch(/^[A-Za-z0-9_-]{64}$/)
    expect([...answers, shown].map(({ stdout, stderr }) => stdout + stderr).join()).not.toContain(key)
  })

  it('the keys of personal data have a rotation of their own', async () => {
    const { stage, secrets } = await aStage()
    const rotated = await answerOf('keys', 'rotate', 'personal-data', '--stage', stage)
    expect(rotated).toMatchObject({ ring: 'personal-data-keys', current: '1', next: { id: '2' } })
    expect([(await secrets.keyRing()).keys.size, (await secrets.personalDataKeys()).keys.size]).toEqual([1, 2])
  })

  it('an API key gets a successor that is shown once, and ends when the overlap is over', async () => {
    const { stage, secrets } = await aStage()
    const scopes = ['--scope', 'passes:read', '--scope', 'links:write']
    const made = await answerOf('keys', 'create', '--stage', stage, ...scopes, '--label', 'till 4')
    const rotated = await run('keys', 'rotate', made.id, '--stage', stage, '--overlap', '2')
    expect([rotated.code, rotated.stdout]).toEqual([0, expect.stringMatching(/^pwk_\S+\n$/)])
    const [old, fresh] = await secrets.apiKeys()
    expect([old?.id, minutesFromNow(old!.expiresAt!)]).toEqual([made.id, 120])
    expect(fresh).toMatchObject({ scopes: ['passes:read', 'links:write'], label: 'till 4' })
    expect(rotated.stdout).toContain(`pwk_${fresh!.id}_`)
    const listed = await run('keys', 'list', '--stage', stage)
    expect(listed.stdout).toContain(`till 4  ends ${old?.expiresAt}\n`)
  })

  it('a key of barcodes can be loaded for a day before it seals, and is retired for good', async () => {
    const { stage, secrets } = await aStage()
    const rotated = await answerOf('keys', 'rotate', 'barcodes', '--stage', stage)
    expect([rotated.ring, rotated.next.id, minutesFromNow(rotated.next.from)]).toEqual(['barcode-keys', '2', 24 * 60])
    const retired = await run('keys', 'retire', 'barcodes', '1', '--stage', stage)
    expect([retired.code, retired.stdout]).toEqual([0, 'key 1 of barcode-keys is retired; key 2 seals\n'])
    expect(await secrets.barcodeKeys()).toMatchObject({ current: '2', retired: ['1'] })
    expect([...(await secrets.barcodeKeys()).keys.keys()]).toEqual(['2'])
    const shown = await run('keys', 'show', '--stage', stage)
    expect(shown.stdout).toContain('barcode-keys  keys 2  key 2 signs, retired: 1\n')
  })

  it('a key of barcodes may have another time to be loaded in', async () => {
    const { stage } = await aStage()
    const { next } = await answerOf('keys', 'rotate', 'barcodes', '--stage', stage, '--overlap', '2')
    expect(minutesFromNow(next.from)).toBe(120)
  })

  it.each([
    ['of another ring', ['hmac', '1'], 2, 'usage'],
    ['that is not there', ['barcodes', '5'], 1, 'input/no-key'],
    ['that is in use, and no other one waits', ['barcodes', '1'], 1, 'input/key-in-use'],
  ])('a key %s is not retired', async (_, args, code, error) => {
    const { stage, secrets } = await aStage()
    const refused = await run('keys', 'retire', ...args, '--stage', stage, '--json')
    expect([refused.code, JSON.parse(refused.stdout).error.code]).toEqual([code, error])
    expect((await secrets.barcodeKeys()).retired).toBeUndefined()
  })

  it.each([
    ['no key of this id', ['zzzzzzzz'], 1, 'input/no-key'],
    ['an overlap of nothing', ['zzzzzzzz', '--overlap', '0'], 2, 'usage'],
    ['an overlap of a ring', ['hmac', '--overlap', '5'], 2, 'usage'],
  ])('refuses %s', async (_, args, code, error) => {
    const { stage } = await aStage()
    const refused = await run('keys', 'rotate', ...args, '--stage', stage, '--json')
    expect([refused.code, JSON.parse(refused.stdout).error.code]).toEqual([code, error])
  })
})
