/** The contract of Secrets and of its other face, SecretsAdmin. */
import { expect } from 'vitest'
import { utf8 } from '../../lib/core/bytes.ts'
import { UnavailableError } from '../../lib/ports/errors.ts'
import type { KeyRing, Secrets, SecretsAdmin, StoredApiKey, StoredSigner } from '../../lib/ports/secrets.ts'
import { putSigner } from '../builders/put-signer.ts'
import { type Contract, contract, type Sentence } from './contract.ts'
import { unique } from './samples.ts'

/** A store of secrets that nobody else writes: with keys for tokens and personal data, without signers and API keys. */
export interface SecretsWorld {
  readonly secrets: Secrets
  readonly admin: SecretsAdmin
  /** The secrets of a deployment that has no keys. */
  readonly withoutKeys: Secrets
}

const passTypeIdentifier = 'pass.com.example.contract'

const signer = (text: string): StoredSigner => ({
  certificate: `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`,
  key: `-----BEGIN PRIVATE KEY-----\n${text}\n-----END PRIVATE KEY-----\n`,
  intermediate: `-----BEGIN CERTIFICATE-----\nG4${text}\n-----END CERTIFICATE-----\n`,
})

const apiKey = (id: string): StoredApiKey => ({
  id,
  hash: id.repeat(8),
  scopes: ['passes:read', 'passes:write'],
  label: `${id}: the ticket shop’s`,
  createdAt: '2026-11-21T22:00:00Z',
})

/** Adds a key, unless it is there: a change may be made twice. */
const adding =
  (key: StoredApiKey) =>
  (keys: readonly StoredApiKey[]): readonly StoredApiKey[] => [...keys.filter(({ id }) => id !== key.id), key]

const idNumber = /^[1-9][0-9]{0,2}$/

const signers: readonly Sentence<SecretsWorld>[] = [
  {
    sentence: 'there are no signers of a pass type that none was put for',
    check: async ({ secrets }) => {
      expect(await secrets.signers(`pass.com.example.${unique()}`)).toBeUndefined()
    },
  },
  {
    sentence:
      'signers come back as they were put, for their own pass type: one alone, or with its successor and its predecessor',
    check: async ({ secrets, admin }) => {
      const next = { signer: { ...signer('next'), skeleton: 'bmV4dA==' }, from: 1_795_000_000_000 }
      const all = { current: { ...signer('one'), skeleton: 'b25l' }, next, previous: signer('before') }
      await putSigner(admin, `${passTypeIdentifier}.other`, signer('other'))
      await admin.changeSigners(passTypeIdentifier, () => all)
      expect(await secrets.signers(passTypeIdentifier)).toStrictEqual(all)
      expect(await secrets.signers(`${passTypeIdentifier}.other`)).toStrictEqual({ current: signer('other') })
      await putSigner(admin, passTypeIdentifier, signer('one'))
      expect(await secrets.signers(passTypeIdentifier)).toStrictEqual({ current: signer('one') })
    },
  },
  {
    sentence: 'a change of signers is given them as they are, and what it makes of them takes their place at once',
    check: async ({ secrets, admin }) => {
      await putSigner(admin, passTypeIdentifier, signer('one'))
      await admin.changeSigners(passTypeIdentifier, (stored) => ({
        current: signer('two'),
        ...(stored && { previous: stored.current }),
      }))
      const expected = { current: signer('two'), previous: signer('one') }
      expect(await secrets.signers(passTypeIdentifier)).toStrictEqual(expected)
    },
  },
  {
    sentence: 'a change of signers that throws changes nothing, and the error comes back',
    check: async ({ secrets, admin }) => {
      await putSigner(admin, passTypeIdentifier, signer('one'))
      const failing = admin.changeSigners(passTypeIdentifier, () => {
        throw new RangeError('not this one')
      })
      await expect(failing).rejects.toThrow('not this one')
      expect(await secrets.signers(passTypeIdentifier)).toStrictEqual({ current: signer('one') })
    },
  },
]

const keyRings = [
  ['the key ring', 'hmac-keys', ({ keyRing }: Secrets) => keyRing()],
  ['the key ring of personal data', 'personal-data-keys', ({ personalDataKeys }: Secrets) => personalDataKeys()],
  ['the key ring of sealed barcodes', 'barcode-keys', ({ barcodeKeys }: Secrets) => barcodeKeys()],
] as const

/** A ring with a key more, which takes over later; as often as it is made. */
const grown = ({ current, keys }: KeyRing, id: string): KeyRing => ({
  current,
  next: { id, from: 1_795_000_000_000 },
  keys: new Map([...keys, [id, utf8(id.repeat(40))]]),
})

const keyRingSentences: readonly Sentence<SecretsWorld>[] = keyRings.flatMap(([what, name, read]) => [
  {
    sentence: `${what} has its current key among its keys, by numbers from 1 to 255, each of 32 bytes or more`,
    check: async ({ secrets }) => {
      const { current, keys } = await read(secrets)
      expect([...keys.keys()]).toContain(current)
      for (const [id, bytes] of keys) {
        expect(id).toMatch(idNumber)
        expect(Number(id)).toBeLessThanOrEqual(255)
        expect(bytes.length).toBeGreaterThanOrEqual(32)
      }
    },
  },
  {
    sentence: `${what} is the same each time, whatever a reader does to the one that it was given`,
    check: async ({ secrets }) => {
      const before = structuredClone(await read(secrets))
      for (const bytes of (await read(secrets)).keys.values()) bytes.fill(0)
      expect(await read(secrets)).toStrictEqual(before)
    },
  },
  {
    sentence: `${what} may be given a key that takes over later, which may take over, and no key is lost`,
    check: async ({ secrets, admin }) => {
      const before = await read(secrets)
      await admin.changeKeyRing(name, (ring) => grown(ring, '200'))
      expect(await read(secrets)).toStrictEqual(grown(before, '200'))
      await admin.changeKeyRing(name, ({ keys }) => ({ current: '200', keys }))
      expect(await read(secrets)).toStrictEqual({ current: '200', keys: grown(before, '200').keys })
      await admin.changeKeyRing(name, () => before)
      expect(await read(secrets)).toStrictEqual(before)
    },
  },
  {
    sentence: `of two changes of ${what} at the same time none is lost, and one that throws changes nothing`,
    check: async ({ secrets, admin }) => {
      const before = await read(secrets)
      const failing = admin.changeKeyRing(name, () => {
        throw new RangeError('not now')
      })
      await expect(failing).rejects.toThrow('not now')
      await Promise.all(['201', '202'].map((id) => admin.changeKeyRing(name, (ring) => grown(ring, id))))
      expect([...(await read(secrets)).keys.keys()].sort()).toEqual([...before.keys.keys(), '201', '202'].sort())
      await admin.changeKeyRing(name, () => before)
    },
  },
  {
    sentence: `${what} remembers which keys were taken out of it`,
    check: async ({ secrets, admin }) => {
      const before = await read(secrets)
      await admin.changeKeyRing(name, (ring) => ({ ...ring, retired: ['7', '9'] }))
      expect((await read(secrets)).retired).toStrictEqual(['7', '9'])
      await admin.changeKeyRing(name, () => before)
    },
  },
  {
    sentence: `without keys there is no such thing as ${what}, which is an UnavailableError`,
    check: async ({ withoutKeys }) => {
      await expect(read(withoutKeys)).rejects.toThrow(UnavailableError)
    },
  },
])

const separateKeys: Sentence<SecretsWorld> = {
  sentence: 'the keys of each ring are others than those of the other rings',
  check: async ({ secrets }) => {
    const rings = await Promise.all(keyRings.map(([, , read]) => read(secrets)))
    const keys = rings.flatMap((ring) => [...ring.keys.values()].map(String))
    expect(new Set(keys).size).toBe(keys.length)
  },
}

const apiKeys: readonly Sentence<SecretsWorld>[] = [
  {
    sentence: 'there are no API keys at first',
    check: async ({ secrets, withoutKeys }) => {
      expect(await secrets.apiKeys()).toStrictEqual([])
      expect(await withoutKeys.apiKeys()).toStrictEqual([])
    },
  },
  {
    sentence: 'API keys come back as they were put, with and without a label and an end',
    check: async ({ secrets, admin }) => {
      const { label: _, ...rest } = apiKey('bbbbbbbb')
      const unlabelled = { ...rest, expiresAt: '2027-01-21T22:00:00Z' }
      await admin.changeApiKeys(() => [apiKey('aaaaaaaa'), unlabelled])
      expect(await secrets.apiKeys()).toStrictEqual([apiKey('aaaaaaaa'), unlabelled])
    },
  },
  {
    sentence: 'a change is given the keys as they are, and what it makes of them takes their place',
    check: async ({ secrets, admin }) => {
      await admin.changeApiKeys(adding(apiKey('aaaaaaaa')))
      await admin.changeApiKeys(adding(apiKey('bbbbbbbb')))
      await admin.changeApiKeys((keys) => keys.filter(({ id }) => id !== 'aaaaaaaa'))
      expect(await secrets.apiKeys()).toStrictEqual([apiKey('bbbbbbbb')])
    },
  },
  {
    sentence: 'a change that throws changes nothing, and the error comes back',
    check: async ({ secrets, admin }) => {
      await admin.changeApiKeys(() => [apiKey('aaaaaaaa')])
      const failing = admin.changeApiKeys(() => {
        throw new RangeError('no such key')
      })
      await expect(failing).rejects.toThrow('no such key')
      expect(await secrets.apiKeys()).toStrictEqual([apiKey('aaaaaaaa')])
    },
  },
  {
    sentence: 'of four changes at the same time none is lost',
    check: async ({ secrets, admin }) => {
      const ids = ['aaaaaaaa', 'bbbbbbbb', 'cccccccc', 'dddddddd']
      await Promise.all(ids.map((id) => admin.changeApiKeys(adding(apiKey(id)))))
      expect((await secrets.apiKeys()).map(({ id }) => id).sort()).toEqual(ids)
    },
  },
  {
    sentence: 'what a reader does to the API keys that it was given stays with that reader',
    check: async ({ secrets, admin }) => {
      await admin.changeApiKeys(() => [apiKey('aaaaaaaa')])
      Object.assign((await secrets.apiKeys())[0] ?? {}, { hash: 'other' })
      expect(await secrets.apiKeys()).toStrictEqual([apiKey('aaaaaaaa')])
    },
  },
]

/** Everything that Secrets and SecretsAdmin promise. */
export const secretsSentences = [...signers, ...keyRingSentences, separateKeys, ...apiKeys]

/** Registers a test for each promise of Secrets and SecretsAdmin. */
export const secretsContract: Contract<SecretsWorld> = contract('secrets', secretsSentences)
