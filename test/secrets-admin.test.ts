/** Changing keys in Secrets Manager when answers get lost: below the contract, where the SDK tries again. */
import { InvalidParameterException, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { awsSecrets } from '../lib/adapters/aws/secrets.ts'
import { awsSecretsAdmin } from '../lib/adapters/aws/secrets-admin.ts'
import { withNewKey } from '../lib/cli/rotation/key-ring.ts'
import { utf8 } from '../lib/core/bytes.ts'
import type { StoredApiKey } from '../lib/ports/secrets.ts'
import { type ASecretsManager, aSecretsManager } from './secrets/a-secrets-manager.ts'

const prefix = 'passwright/test'

const apiKey = (id: string): StoredApiKey => ({
  id,
  hash: id.repeat(8),
  scopes: ['passes:read'],
  createdAt: '2026-11-21T22:00:00Z',
})

const adding = (id: string) => (keys: readonly StoredApiKey[]) => [...keys, apiKey(id)]

const timeout = () => Object.assign(new Error('no answer'), { name: 'TimeoutError' })

let server: ASecretsManager
let client: SecretsManagerClient

const admin = () => awsSecretsAdmin({ prefix, client: () => Promise.resolve(client) })

const ids = async () =>
  (await awsSecrets({ prefix, client: () => Promise.resolve(client) }).apiKeys()).map(({ id }) => id)

/** Once, an operation is done and then fails. */
const failAfter = (operation: string, error: Error): void => {
  let left = 1
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const answer = await next(args)
        if (commandName === operation && left-- > 0) throw error
        return answer
      },
    { step: 'deserialize', priority: 'high' },
  )
}

beforeEach(async () => {
  server = await aSecretsManager()
  client = server.client
  await server.create(`${prefix}/api-keys`)
})

afterEach(() => server.stop())

describe('a rotation that is interrupted', () => {
  const hmac = `${prefix}/hmac-keys`
  const first = JSON.stringify({ current: '1', 1: 'a'.repeat(64) })
  const keys = async () => [
    ...(await awsSecrets({ prefix, client: () => Promise.resolve(client) }).keyRing()).keys.keys(),
  ]
  const rotate = () => admin().changeKeyRing('hmac-keys', (ring) => withNewKey(ring, utf8('b'.repeat(64)), Date.now()))

  it('between the new key and its promotion leaves the ring as it was, and may be made again', async () => {
    await server.create(hmac, first)
    let isInterrupted = true
    client.middlewareStack.add(
      (next, { commandName }) =>
        (args) =>
          isInterrupted && commandName === 'UpdateSecretVersionStageCommand' ? Promise.reject(timeout()) : next(args),
      { step: 'initialize' },
    )
    await expect(rotate()).rejects.toThrow()
    expect(await keys()).toEqual(['1'])
    isInterrupted = false
    await rotate()
    expect(await keys()).toEqual(['1', '2'])
  })

  it('by a lost answer adds one key, not two', async () => {
    await server.create(hmac, first)
    failAfter('UpdateSecretVersionStageCommand', timeout())
    await rotate()
    expect(await keys()).toEqual(['1', '2'])
  })
})

describe('a change of the API keys', () => {
  it('is made once when the answer to the promotion is lost', async () => {
    await admin().changeApiKeys(adding('aaaaaaaa'))
    failAfter('UpdateSecretVersionStageCommand', timeout())
    await admin().changeApiKeys(adding('bbbbbbbb'))
    expect(await ids()).toEqual(['aaaaaaaa', 'bbbbbbbb'])
  })

  it('is made once when the answer to the proposal is lost', async () => {
    await admin().changeApiKeys(adding('aaaaaaaa'))
    failAfter('PutSecretValueCommand', timeout())
    await admin().changeApiKeys(adding('bbbbbbbb'))
    expect(await ids()).toEqual(['aaaaaaaa', 'bbbbbbbb'])
  })

  it('may be the very first one, which AWS makes the current one by itself', async () => {
    failAfter('UpdateSecretVersionStageCommand', new InvalidParameterException({ $metadata: {}, message: 'attached' }))
    await admin().changeApiKeys(adding('aaaaaaaa'))
    expect(await ids()).toEqual(['aaaaaaaa'])
  })

  it('sees what others promoted while it was being made', async () => {
    await admin().changeApiKeys(adding('aaaaaaaa'))
    const others = admin()
    let overtaken = false
    client.middlewareStack.add(
      (next) => async (args) => {
        if (!overtaken && 'VersionStage' in args.input && 'MoveToVersionId' in args.input) {
          overtaken = true
          await others.changeApiKeys(adding('cccccccc'))
        }
        return next(args)
      },
      { step: 'initialize' },
    )
    await admin().changeApiKeys(adding('bbbbbbbb'))
    expect(await ids()).toEqual(['aaaaaaaa', 'cccccccc', 'bbbbbbbb'])
  })

  it('needs a secret that was deployed', async () => {
    const elsewhere = awsSecretsAdmin({ prefix: 'passwright/none', client: () => Promise.resolve(client) })
    await expect(elsewhere.changeApiKeys(adding('aaaaaaaa'))).rejects.toThrow(
      'there is no secret passwright/none/api-keys: deploy the stage first',
    )
  })
})
