/** The commands that work on a deployment's secrets, run as their users run them, against a real Secrets Manager's face. */
import { createHash, createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { awsSecrets } from '../lib/adapters/aws/secrets.ts'
import { loadSigner } from '../lib/core/index.ts'
import { passwright } from './builders/passwright.ts'
import { aWorkspace } from './builders/workspace.ts'
import { type ASecretsManager, aSecretsManager } from './secrets/a-secrets-manager.ts'

const prefix = 'passwright/test'
const passType = 'pass.com.example.card'

const { folder, write, writeSigner } = await aWorkspace()

let server: ASecretsManager

const noFile = join(folder, 'nothing')

/** Nothing of the machine's own settings. */
const bare = { AWS_CONFIG_FILE: noFile, AWS_SHARED_CREDENTIALS_FILE: noFile, AWS_EC2_METADATA_DISABLED: 'true' }

const environment = () => ({ ...bare, ...server.environment })

const run = (...args: readonly string[]) => passwright(folder, args, environment())

const secrets = (stage = prefix) => awsSecrets({ prefix: stage, client: () => Promise.resolve(server.client) })

beforeAll(async () => {
  server = await aSecretsManager()
  for (const name of [`signers/${passType}`, 'api-keys']) await server.create(`${prefix}/${name}`)
})

afterAll(() => server.stop())

describe('signer upload', () => {
  it('stores certificate, key and intermediate as a function loads them, and says what it stored', async () => {
    await writeSigner('signer')
    const uploaded = await run('signer', 'upload', 'signer', '--stage', 'test')
    expect([uploaded.code, uploaded.stderr]).toEqual([0, ''])
    const stored = await secrets().signers(passType)
    const signer = await loadSigner(stored!.current)
    expect(uploaded.stdout).toContain(`stored signer ${signer.id} of ${passType}, team ABCDE12345`)
    expect(uploaded.stdout).toContain(`passwright/test/signers/${passType}`)
    expect(uploaded.stdout).not.toContain('PRIVATE KEY')
  })

  it('stores an encrypted key without its passphrase', async () => {
    await writeSigner('encrypted')
    const plain = createPrivateKey(readFileSync(join(folder, 'encrypted', 'key.pem')))
    const passphrase = 'open sesame'
    const key = plain.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase })
    await write('encrypted/key.pem', key)
    const env = { ...environment(), PASSWRIGHT_KEY_PASSPHRASE: passphrase }
    const uploaded = await passwright(folder, ['signer', 'upload', 'encrypted', '--stage', 'test', '--json'], env)
    expect(JSON.parse(uploaded.stdout)).toMatchObject({ passTypeIdentifier: passType, teamIdentifier: 'ABCDE12345' })
    const stored = await secrets().signers(passType)
    expect(stored?.current.key).toContain('-----BEGIN PRIVATE KEY-----')
    expect((await loadSigner(stored!.current)).id).toBe(JSON.parse(uploaded.stdout).id)
  })

  it('stores nothing that does not belong together', async () => {
    const before = await secrets().signers(passType)
    await writeSigner('mixed')
    await writeSigner('other')
    await write('mixed/key.pem', readFileSync(join(folder, 'other', 'key.pem')))
    const uploaded = await run('signer', 'upload', 'mixed', '--stage', 'test')
    expect([uploaded.code, uploaded.stderr]).toEqual([1, expect.stringContaining('signer/key-mismatch')])
    expect(await secrets().signers(passType)).toEqual(before)
  })

  it('says when the deployment has no room for the pass type', async () => {
    await writeSigner('stranger', { passTypeIdentifier: 'pass.com.example.other' })
    const uploaded = await run('signer', 'upload', 'stranger', '--stage', 'test')
    expect(uploaded.code).toBe(1)
    expect(uploaded.stderr).toContain('there is no secret passwright/test/signers/pass.com.example.other')
  })

  it('says when it was given an expired signer', async () => {
    const day = 86_400_000
    const validity = { validFrom: new Date(Date.now() - 9 * day), validTo: new Date(Date.now() - day) }
    await writeSigner('expired', validity)
    const uploaded = await run('signer', 'upload', 'expired', '--stage', 'test')
    expect([uploaded.code, uploaded.stderr]).toEqual([0, expect.stringContaining('this signer expired')])
  })
})

describe('keys', () => {
  it('a key is shown once, and only its hash is kept', async () => {
    const scopes = ['--scope', 'passes:write', '--scope', 'passes:read']
    const made = await run('keys', 'create', '--stage', 'test', ...scopes, '--label', 'till 4', '--json')
    const { key, id } = JSON.parse(made.stdout)
    expect(key).toMatch(/^pwk_[a-z0-9]{8}_[A-Za-z0-9_-]{43}$/)
    const hash = createHash('sha256').update(key).digest('hex')
    expect(await secrets().apiKeys()).toEqual([
      { id, hash, scopes: ['passes:read', 'passes:write'], label: 'till 4', createdAt: expect.any(String) },
    ])
    const listed = await run('keys', 'list', '--stage', 'test')
    expect(listed.stdout).toMatch(new RegExp(`^${id}  \\S+  passes:read passes:write  till 4\n$`))
  })

  it('a key goes to standard output alone, so that it can be piped', async () => {
    const made = await run('keys', 'create', '--stage', 'test', '--scope', 'links:write')
    expect(made.stdout).toMatch(/^pwk_\S+\n$/)
    expect(made.stderr).toContain('not shown again')
  })

  it('keys that are made at the same time are all kept', async () => {
    await server.create('passwright/busy/api-keys')
    const made = await Promise.all(
      [1, 2, 3].map(() => run('keys', 'create', '--stage', 'busy', '--scope', 'passes:read', '--json')),
    )
    const ids = made.map(({ stdout }) => JSON.parse(stdout).id)
    expect((await secrets('passwright/busy').apiKeys()).map(({ id }) => id).sort()).toEqual(ids.sort())
  })

  it('a key that is revoked is gone, the others are not', async () => {
    await server.create('passwright/old/api-keys')
    const make = async () =>
      JSON.parse((await run('keys', 'create', '--stage', 'old', '--scope', 'passes:read', '--json')).stdout).id
    const [first, second] = [await make(), await make()]
    expect((await run('keys', 'revoke', first, '--stage', 'old')).stdout).toBe(`revoked ${first}\n`)
    expect((await secrets('passwright/old').apiKeys()).map(({ id }) => id)).toEqual([second])
    const again = await run('keys', 'revoke', first, '--stage', 'old', '--json')
    expect([again.code, JSON.parse(again.stdout).error.code]).toEqual([1, 'input/no-key'])
  })

  it.each([
    ['no scope', ['--stage', 'test'], 'the scopes are templates:read, templates:write, passes:read'],
    [
      'an unknown scope',
      ['--stage', 'test', '--scope', 'passes:fly'],
      'there is no scope "passes:fly": the scopes are',
    ],
    ['no stage', ['--scope', 'passes:read'], '--stage is missing'],
    ['a bad stage', ['--scope', 'passes:read', '--stage', '../x'], '--stage is not the name'],
    ['a bad prefix', ['--scope', 'passes:read', '--secrets-prefix', 'a b'], '--secrets-prefix is not'],
  ])('%s is wrong usage', async (_, args, message) => {
    const made = await run('keys', 'create', ...args)
    expect([made.code, made.stderr]).toEqual([2, expect.stringContaining(message)])
  })
})

describe('help', () => {
  it.each(['signer upload', 'keys create', 'keys list', 'keys revoke'])('%s tells its options', async (command) => {
    const help = await run(...command.split(' '), '--help')
    expect([help.code, help.stderr]).toEqual([0, ''])
    expect(help.stdout).toContain(`usage: passwright ${command}`)
    expect(help.stdout).toContain('--stage NAME')
  })
})

describe('without AWS', () => {
  it('missing credentials are said in one line', async () => {
    const listed = await passwright(folder, ['keys', 'list', '--stage', 'test'], { ...bare, AWS_REGION: 'us-east-1' })
    expect([listed.code, listed.stderr]).toEqual([1, expect.stringContaining('there are no AWS credentials')])
    expect(listed.stderr.trim().split('\n')).toHaveLength(1)
  })

  it('a missing region is said in one line', async () => {
    const env = { ...bare, AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' }
    const listed = await passwright(folder, ['keys', 'list', '--stage', 'test'], env)
    expect([listed.code, listed.stderr]).toEqual([1, expect.stringContaining('no region is set')])
  })

  it('the prefix may come from the environment, as the local stack writes it', async () => {
    const env = { ...environment(), PASSWRIGHT_SECRETS_PREFIX: prefix }
    expect((await passwright(folder, ['keys', 'list'], env)).code).toBe(0)
  })
})
