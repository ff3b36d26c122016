/** `signer show` and `signer check`, of folders and of a deployment, run as their users run them. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { awsSecretsAdmin } from '../lib/adapters/aws/secrets-admin.ts'
import type { SecretsAdmin } from '../lib/ports/secrets.ts'
import { passwright } from './builders/passwright.ts'
import { aChain } from './builders/signer.ts'
import { aWorkspace } from './builders/workspace.ts'
import { type ASecretsManager, aSecretsManager } from './secrets/a-secrets-manager.ts'

const { folder, run, write, writeSigner } = await aWorkspace()

const codesOf = ({ stdout }: { readonly stdout: string }): readonly string[] =>
  JSON.parse(stdout).signers[0].findings.map(({ code }: { readonly code: string }) => code)

const check = (name: string, ...more: readonly string[]) => run('signer', 'check', name, '--json', ...more)

describe('signer check', () => {
  beforeAll(async () => {
    await writeSigner('good')
  })

  it('finds nothing in a good signer, and ends with 0', async () => {
    const checked = await run('signer', 'check', 'good', '--trust', 'good/root.pem')
    expect([checked.code, checked.stdout]).toEqual([0, 'good: nothing to mend\n'])
  })

  it('says that no phone accepts a chain which does not end at Apple', async () => {
    const checked = await check('good')
    expect([checked.code, codesOf(checked)]).toEqual([1, ['chain-untrusted']])
  })

  it('says everything at once', async () => {
    const day = 86_400_000
    const now = Date.now()
    await writeSigner('bad', {
      validFrom: new Date(now - 3 * day),
      validTo: new Date(now - day),
      algorithm: 'P-256',
      overrides: { apnsMarker: false, organizationalUnit: 'acme', extendedKeyUsages: [] },
    })
    await write('bad/key.pem', (await aChain({ algorithm: 'P-256' })).key)
    expect(codesOf(await check('bad'))).toEqual([
      'leaf-usage-missing',
      'leaf-team-form',
      'leaf-key-ec',
      'leaf-without-push',
      'leaf-client-usage-missing',
      'leaf-expired',
      'signer-key-mismatch',
      'chain-untrusted',
    ])
  })

  it('says what is still missing, such as the certificate after a request', async () => {
    await run('signer', 'request', '--dir', 'requested')
    const checked = await check('requested')
    expect([checked.code, codesOf(checked)]).toEqual([1, ['signer-certificate-missing', 'signer-intermediate-missing']])
  })

  it('says that a part cannot be read', async () => {
    await writeSigner('damaged')
    await write('damaged/intermediate.pem', 'nothing of use')
    await write('damaged/key.pem', 'nothing of use')
    expect(codesOf(await check('damaged'))).toEqual(['signer-certificate-unreadable', 'signer-key-unreadable'])
  })

  it('ends with 2 where nothing, or two things, are named', async () => {
    expect((await run('signer', 'check')).code).toBe(2)
    expect((await run('signer', 'check', 'good', '--stage', 'test')).code).toBe(2)
  })

  it('says that there is no signer in a folder', async () => {
    const { code, stdout } = await check('template')
    expect([code, JSON.parse(stdout).error.code]).toEqual([1, 'input/unreadable'])
  })
})

describe('signer show', () => {
  it('shows whose signer it is, until when, and its chain', async () => {
    await writeSigner('shown', { nfc: true })
    const { code, stdout } = await run('signer', 'show', 'shown', '--trust', 'shown/root.pem')
    expect(code).toBe(0)
    for (const text of [
      'pass.com.example.card, with NFC',
      'ABCDE12345',
      '89 days left',
      'CN=Throwaway Root CA',
      '0 errors',
    ])
      expect(stdout).toContain(text)
    expect(stdout).not.toContain('PRIVATE KEY')
  })

  it('shows what there is of a signer that is not whole', async () => {
    await writeSigner('half')
    await rm(join(folder, 'half', 'intermediate.pem'))
    await write('half/certificate.pem', 'nothing of use')
    const { code, stdout } = await run('signer', 'show', 'half', '--json')
    expect([code, JSON.parse(stdout).signers]).toEqual([
      0,
      [{ name: 'half', counts: { error: 2, warning: 0, info: 0 } }],
    ])
  })
})

describe('the signers of a deployment', () => {
  let server: ASecretsManager
  let admin: SecretsAdmin
  const prefix = 'passwright/test'
  const passType = 'pass.com.example.card'

  beforeAll(async () => {
    server = await aSecretsManager()
    await server.create(`${prefix}/signers/${passType}`)
    const [current, next] = [await aChain(), await aChain()]
    admin = awsSecretsAdmin({ prefix, client: () => Promise.resolve(server.client) })
    await admin.changeSigners(passType, () => ({
      current,
      next: { signer: next, from: Date.UTC(2030, 0, 1) },
    }))
    await write('root.pem', current.root)
  })

  afterAll(() => server.stop())

  const runThere = (...args: readonly string[]) => passwright(folder, args, server.environment)

  it('are shown, each by its place', async () => {
    const { stdout } = await runThere('signer', 'show', '--stage', 'test', '--pass-type', passType, '--json')
    expect(JSON.parse(stdout).signers).toMatchObject([
      { name: 'current', passTypeIdentifier: passType },
      { name: 'next', from: '2030-01-01T00:00:00.000Z' },
    ])
    expect(stdout).not.toContain('PRIVATE KEY')
  })

  it('are checked', async () => {
    const where = ['--stage', 'test', '--pass-type', passType, '--trust', 'root.pem']
    const { code, stdout } = await runThere('signer', 'check', ...where)
    expect([code, stdout]).toEqual([0, 'current: nothing to mend\nnext: nothing to mend\n'])
  })

  it('are named by what they are now; one that signs no more may have expired', async () => {
    const other = 'pass.com.example.other'
    const day = 86_400_000
    const expired = { validFrom: new Date(Date.now() - 3 * day), validTo: new Date(Date.now() - day) }
    const names = { passTypeIdentifier: other }
    const [before, successor] = [await aChain({ ...names, ...expired }), await aChain(names)]
    await server.create(`${prefix}/signers/${other}`)
    await admin.changeSigners(other, () => ({ current: before, next: { signer: successor, from: Date.now() - day } }))
    await write('other.pem', successor.root)
    const where = ['--stage', 'test', '--pass-type', other, '--trust', 'other.pem']
    const { code, stdout } = await runThere('signer', 'check', ...where)
    expect([code, stdout]).toEqual([0, 'current: nothing to mend\nprevious: nothing to mend\n'])
  })

  it('are missed by name', async () => {
    const { code, stdout } = await runThere('signer', 'check', '--stage', 'test', '--pass-type', 'pass.none', '--json')
    expect([code, JSON.parse(stdout).error.code]).toEqual([1, 'input/no-signer'])
  })
})
