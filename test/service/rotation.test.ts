/** Signers and keys that take over at a moment: what a process does that has known both since before. */
import { describe, expect, it } from 'vitest'
import { utf8 } from '../../lib/core/bytes.ts'
import { makeSealer } from '../../lib/service/secrets/sealer.ts'
import { storableSigner } from '../../lib/service/secrets/stored-signer.ts'
import { putSigner } from '../builders/put-signer.ts'
import { aChain } from '../builders/signer.ts'
import { aPass, aReadyWorld, codeOf, noon, put, theChain, type World } from './world.ts'

const minute = 60_000
const soon = noon + 10 * minute

/** The world with a second signer, which takes over in ten minutes; their ids. */
const withTwoSigners = async () => {
  const world = await aReadyWorld()
  const [one, two] = [
    await storableSigner(await theChain()),
    await storableSigner(await aChain({ algorithm: 'P-256' })),
  ]
  await world.memory.admin.changeSigners('pass.com.example.card', () => ({
    current: one.stored,
    next: { signer: two.stored, from: soon },
  }))
  return { world, one: one.signer.id, two: two.signer.id }
}

let made = 0

/** The id of the signer that signs a new pass. */
const signerOf = async (world: World): Promise<string | undefined> => {
  const pass = aPass(`N-${++made}`)
  await put(world, { name: 'Ada' }, pass)
  await world.service.passes.file(pass)
  return (await world.service.passes.read(pass)).built?.signer
}

/** The world with a second key of tokens, which takes over in ten minutes. */
const withTwoKeys = async () => {
  const world = await aReadyWorld()
  await world.memory.admin.changeKeyRing('hmac-keys', ({ current, keys }) => ({
    current,
    next: { id: '2', from: soon },
    keys: new Map([...keys, ['2', utf8('2'.repeat(32))]]),
  }))
  return world
}

/** The id of the key that the token of a new pass is made with. */
const keyOf = async (world: World): Promise<string> => {
  const pass = aPass(`N-${++made}`)
  await put(world, { name: 'Ada' }, pass)
  return (await world.service.passes.read(pass)).token.keyId
}

describe('a signer with a successor', () => {
  it('signs until the moment, the successor from then on, and nothing is read for it', async () => {
    const { world, one, two } = await withTwoSigners()
    world.time.now = soon - 1
    expect(await signerOf(world)).toBe(one)
    world.takeCalls()
    world.time.now = soon
    expect(await signerOf(world)).toBe(two)
    expect(world.takeCalls()).not.toContain('secrets.signers')
  })

  it('gives way in a process that begins after the moment, too', async () => {
    const { world, two } = await withTwoSigners()
    world.time.now = soon
    expect(await signerOf({ ...world, service: world.another() })).toBe(two)
  })

  it('that is of no use gives way as soon as a good one takes its place', async () => {
    const { world, one } = await withTwoSigners()
    const { admin } = world.memory
    await putSigner(admin, 'pass.com.example.card', { certificate: 'none', key: 'none', intermediate: 'none' })
    const later = { ...world, service: world.another() }
    expect(await codeOf(signerOf(later))).toBe('signer/unusable')
    await putSigner(admin, 'pass.com.example.card', (await storableSigner(await theChain())).stored)
    expect(await signerOf(later)).toBe(one)
  })

  it('what it has signed stays as it is', async () => {
    const { world, one } = await withTwoSigners()
    await put(world)
    const { bytes } = await world.service.passes.file(aPass())
    world.time.now = soon + minute
    expect((await world.service.passes.file(aPass())).bytes).toEqual(bytes)
    expect((await world.service.passes.read(aPass())).built?.signer).toBe(one)
  })
})

describe('a key with a successor', () => {
  it('signs until the moment, the successor from then on, and nothing is read for it', async () => {
    const world = await withTwoKeys()
    world.time.now = soon - 1
    expect(await keyOf(world)).toBe('1')
    world.takeCalls()
    world.time.now = soon
    expect(await keyOf(world)).toBe('2')
    expect(world.takeCalls()).not.toContain('secrets.keyRing')
  })

  it('the successor verifies before it signs: a clock that is ahead does no harm', async () => {
    const world = await withTwoKeys()
    world.time.now = soon - 1
    await keyOf(world)
    const ahead = world.another()
    world.time.now = soon
    await ahead.passes.put(aPass(), { template: 'card', values: { name: 'Ada' } }, {})
    const { url } = await ahead.links.create(aPass())
    world.time.now = soon - 1
    expect(await world.service.downloads.file(url.split('/').at(-1)!)).toMatchObject({
      pass: { token: { keyId: '2' } },
    })
  })
})

describe('a key of personal data with a successor', () => {
  it('seals until the moment, the successor from then on, and both open what they sealed', async () => {
    const { ports, memory, time } = await aReadyWorld()
    await memory.admin.changeKeyRing('personal-data-keys', ({ current, keys }) => ({
      current,
      next: { id: '2', from: soon },
      keys: new Map([...keys, ['2', utf8('2'.repeat(32))]]),
    }))
    const sealer = makeSealer(ports)
    const before = await sealer.seal('personal-data', aPass(), 'Ada')
    time.now = soon
    const after = await sealer.seal('personal-data', aPass(), 'Ada')
    expect([before.split('.')[0], after.split('.')[0]]).toEqual(['1', '2'])
    for (const text of [before, after]) expect(await sealer.unseal('personal-data', aPass(), text)).toBe('Ada')
  })
})
