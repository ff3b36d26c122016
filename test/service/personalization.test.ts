import { describe, expect, it, vi } from 'vitest'
import { verifyPersonalizationSignature } from '../../lib/core/index.ts'
import { UnavailableError } from '../../lib/ports/errors.ts'
import { personalizable } from '../builders/personalizable.ts'
import { putSigner } from '../builders/put-signer.ts'
import { aChain } from '../builders/signer.ts'
import {
  ada,
  aForm,
  aPersonalized,
  aPersonalWorld,
  create,
  eve,
  filesOf,
  formOf,
  send,
  theNfcChain,
  writtenBy,
} from './personal.ts'
import { aPass, codeOf, publish, put, tokenOf } from './world.ts'

const verifies = async (signature: Uint8Array, token = 'dG9rZW4+'): Promise<boolean> => {
  const { ok } = await verifyPersonalizationSignature({
    ...{ signature, token, passTypeIdentifier: 'pass.com.example.card', teamIdentifier: 'ABCDE12345' },
    trust: { roots: [(await theNfcChain()).root] },
  })
  return ok
}

describe('a form', () => {
  it('is answered with the signature over its token', async () => {
    const world = await aPersonalWorld()
    expect(await verifies(await send(world, await create(world)))).toBe(true)
  })

  it('makes the pass a new version without form and logo, with the answers in its values', async () => {
    const { world, pass } = await aPersonalized()
    const after = await world.service.passes.read(pass)
    expect(after).toMatchObject({ version: 2, revision: 2, values: { name: 'Ada Lovelace' } })
    expect(after.lastModified).toBe(pass.lastModified + 60)
    const files = await filesOf(world, pass)
    expect(formOf(files)).toEqual([])
    expect(new TextDecoder().decode(files.get('pass.json'))).toContain('Ada Lovelace')
  })

  it('leaves the token of the pass as it is', async () => {
    const world = await aPersonalWorld()
    const pass = await create(world)
    const token = await tokenOf(world, pass)
    await send(world, pass)
    expect(await tokenOf(world, pass)).toBe(token)
  })

  it('is answered only when the new pass is stored', async () => {
    const { world, pass } = await aPersonalized()
    const { built, version } = (await world.memory.records.get(pass)) ?? pass
    expect(built).toMatchObject({ version })
    world.takeCalls()
    await world.another().passes.file(pass)
    expect(world.takeCalls().filter((call) => call === 'assets.put')).toEqual([])
  })

  it('has what the template did not ask for dropped, and members that nobody knows', async () => {
    const world = await aPersonalWorld()
    const pass = await create(world)
    await send(world, pass, { ...aForm({ ...ada, phoneNumber: '+1', postalCode: '1', shoeSize: 44 }), more: [] })
    expect((await world.service.passes.personalData(pass)).answers).toEqual(ada)
  })

  it('may be sent with the token of the pass', async () => {
    const world = await aPersonalWorld()
    const pass = await create(world)
    const token = await tokenOf(world, pass)
    expect(await verifies(await world.service.wallet.personalize({ pass, token, body: aForm() }))).toBe(true)
  })

  it('is told to the timeline without a word of its answers', async () => {
    const { world, pass } = await aPersonalized()
    await world.memory.settled()
    const { items } = await world.memory.events.list(pass, { limit: 10 })
    const told = items.find(({ kind }) => kind === 'personalized')
    expect(told?.detail).toEqual({ revision: 2, version: 2, template: 'card@1', changed: ['name'] })
    expect(JSON.stringify(items)).not.toMatch(/Ada|Lovelace/)
  })

  it('has its answers sealed in the record', async () => {
    const world = await aPersonalWorld()
    const pass = await create(world)
    const texts = writtenBy(world)
    await send(world, pass)
    expect(texts.join()).toContain('Ada Lovelace')
    expect(texts.join()).not.toMatch(/givenName|ada@example\.com/)
    const { personalization } = await world.service.passes.read(pass)
    expect(personalization).toMatchObject({
      at: world.time.now,
      answers: expect.stringMatching(/^1\.[A-Za-z0-9_-]+$/),
      fingerprint: expect.stringMatching(/^1\.[A-Za-z0-9_-]{43}$/),
    })
  })
})

describe('whoever sends a form', () => {
  it.each([
    ['for a pass that is not there', aPass('never-made-here'), undefined],
    ['with a token that is none', undefined, 'x'.repeat(40)],
  ])('%s is refused as whoever has no right to', async (_, other, token) => {
    const world = await aPersonalWorld()
    const pass = other ?? (await create(world))
    expect(await codeOf(world.service.wallet.personalize({ pass, token, body: aForm() }))).toBe('wallet/unauthorized')
  })

  it('with the token of an erased pass is refused', async () => {
    const world = await aPersonalWorld()
    const pass = await create(world)
    const token = await tokenOf(world, pass)
    await world.service.passes.erase(pass, {})
    expect(await codeOf(world.service.wallet.personalize({ pass, token, body: aForm() }))).toBe('wallet/unauthorized')
  })

  it('without a token, for a serial number that could be guessed, is refused', async () => {
    const world = await aPersonalWorld()
    await publish(world, { settings: { name: 'plain' } })
    const { pass } = await world.service.passes.put(aPass(), { template: 'plain', values: { name: 'You' } }, {})
    expect(await codeOf(send(world, pass))).toBe('wallet/unauthorized')
  })

  it('for a pass that has none is refused', async () => {
    const world = await aPersonalWorld()
    await publish(world, { settings: { name: 'plain' } })
    const { pass } = await world.service.passes.create({ template: 'plain', values: { name: 'You' } }, {})
    expect(await codeOf(send(world, pass))).toBe('personalization/invalid')
  })
})

describe('a form is refused, and nothing written,', () => {
  const long = 'x'.repeat(257)
  it.each([
    ['without the name that was asked for', aForm({ emailAddress: 'a@example.com' })],
    ['without the e-mail address that was asked for', aForm({ fullName: 'Ada' })],
    ['with a name of blanks', aForm({ ...ada, fullName: ' \t' })],
    ['with an answer that is not text', aForm({ ...ada, givenName: null })],
    ['with an answer that is too long, even one that is not asked for', aForm({ ...ada, phoneNumber: long })],
    ['with a name that the schema of the values has no room for', aForm({ ...ada, fullName: 'x'.repeat(41) })],
    ['without answers', aForm([])],
    ['without a token', { requiredPersonalizationInfo: ada }],
    ['with a token that is not text', aForm(ada, 7)],
    ['that is no object', 'form'],
  ])('%s', async (_, body) => {
    const world = await aPersonalWorld()
    const pass = await create(world)
    await world.memory.settled()
    world.takeCalls()
    expect(await codeOf(send(world, pass, body))).toBe('personalization/invalid')
    expect(world.takeCalls().filter((call) => /write|put|append/.test(call))).toEqual([])
    expect(await world.service.passes.read(pass)).toEqual(pass)
  })

  it('without a word of its answers', async () => {
    const world = await aPersonalWorld()
    const pass = await create(world)
    const canary = `canary${'x'.repeat(40)}`
    for (const fullName of [canary, canary.repeat(7), { canary }]) {
      const error: unknown = await send(world, pass, aForm({ ...ada, fullName })).catch((thrown) => thrown)
      const { message, cause, findings } = error as Error & { readonly findings: readonly unknown[] }
      expect(message).toContain('ame')
      expect(JSON.stringify([message, String(cause), findings])).not.toContain('canary')
    }
  })
})

describe('what is no personalization token', () => {
  const manifest = '{"pass.json":"da39a3ee5e6b4b0d3255bfef95601890afd80709"}'

  it.each([
    ['the manifest of a pass', manifest],
    ['nothing', ''],
    ['a long text', 'a'.repeat(513)],
  ])('is not signed: %s', async (_, token) => {
    const world = await aPersonalWorld()
    const pass = await create(world)
    await tokenOf(world, pass)
    world.takeCalls()
    const sign = vi.spyOn(crypto.subtle, 'sign')
    expect(await codeOf(send(world, pass, aForm(ada, token)))).toBe('personalization/token-refused')
    expect(sign).not.toHaveBeenCalled()
    expect(world.takeCalls()).toEqual([])
    sign.mockRestore()
  })

  it('is not signed after the pass was personalized either', async () => {
    const { world, pass } = await aPersonalized()
    expect(await codeOf(send(world, pass, aForm(ada, manifest)))).toBe('personalization/token-refused')
  })
})

describe('a pass that has its holder', () => {
  it('is not written again for the same answers; another token is signed', async () => {
    const { world, pass } = await aPersonalized()
    // What goes on behind the first answers is over: it touches the record, too.
    await world.memory.settled()
    const before = await world.service.passes.read(pass)
    const { emailAddress, ...others } = ada
    expect(await verifies(await send(world, pass, aForm({ emailAddress, ...others }, 'other')), 'other')).toBe(true)
    expect(await world.service.passes.read(pass)).toEqual(before)
  })

  it('is nobody else’s: other answers are refused, and their token is not signed', async () => {
    const { world, pass } = await aPersonalized()
    const sign = vi.spyOn(crypto.subtle, 'sign')
    expect(await codeOf(send(world, pass, aForm(eve)))).toBe('personalization/taken')
    expect(await codeOf(send(world, pass, aForm({ ...ada, givenName: 'Eve' })))).toBe('personalization/taken')
    expect(sign).not.toHaveBeenCalled()
    sign.mockRestore()
    expect((await world.service.passes.personalData(pass)).answers).toEqual(ada)
  })

  it('stays personalized through changes of its values and its template', async () => {
    const { world, pass } = await aPersonalized()
    await publish(world, { ...personalizable, pass: { ...personalizable.pass, logoText: 'New' } })
    await world.service.passes.patch(pass, { template: 'card', values: { name: 'Countess' } }, {})
    expect(formOf(await filesOf(world, pass))).toEqual([])
    expect(await verifies(await send(world, pass))).toBe(true)
    expect((await world.service.passes.read(pass)).values).toEqual({ name: 'Countess' })
  })
})

describe('two forms at once', () => {
  it('one wins, and only that one is signed', async () => {
    const world = await aPersonalWorld()
    const pass = await create(world)
    const outcomes = await Promise.all([
      codeOf(send(world, pass, aForm(ada))),
      codeOf(send({ service: world.another() }, pass, aForm(eve))),
    ])
    expect(outcomes.toSorted()).toEqual(['personalization/taken', undefined])
    const winner = outcomes[0] === undefined ? ada : eve
    expect((await world.service.passes.personalData(pass)).answers).toEqual(winner)
  })

  it('with the same answers are both signed', async () => {
    const world = await aPersonalWorld()
    const pass = await create(world)
    const signatures = await Promise.all([
      send(world, pass, aForm(ada, 'one')),
      send({ service: world.another() }, pass, aForm(ada, 'two')),
    ])
    expect([await verifies(signatures[0], 'one'), await verifies(signatures[1], 'two')]).toEqual([true, true])
    expect((await world.service.passes.read(pass)).revision).toBe(2)
  })

  it('the one that comes between reading and writing wins', async () => {
    const world = await aPersonalWorld()
    const pass = await create(world)
    let isFirst = true
    world.interfere(async (call) => {
      if (call !== 'records.write' || !isFirst) return
      isFirst = false
      await send({ service: world.another() }, pass, aForm(eve))
    })
    expect(await codeOf(send(world, pass))).toBe('personalization/taken')
    expect((await world.service.passes.personalData(pass)).answers).toEqual(eve)
  })

  it('a change that comes between reading and writing is kept', async () => {
    const world = await aPersonalWorld()
    const pass = await create(world)
    let isFirst = true
    world.interfere(async (call) => {
      if (call !== 'records.write' || !isFirst) return
      isFirst = false
      await world.service.passes.setVoided(pass, true, {})
    })
    await send(world, pass)
    expect(await world.service.passes.read(pass)).toMatchObject({ voided: true, values: { name: 'Ada Lovelace' } })
  })
})

describe('a form that meets a fault', () => {
  it.each(['assets.put', 'records.setBuilt'])(
    'after it was kept, at %s, is signed when it is sent again',
    async (at) => {
      const world = await aPersonalWorld()
      const pass = await create(world)
      world.interfere((call) => {
        if (call === at) throw new UnavailableError('down')
      })
      expect(await codeOf(send(world, pass))).toBe('service/unavailable')
      world.interfere(undefined)
      const service = world.another()
      expect(await verifies(await send({ service }, pass))).toBe(true)
      expect((await world.service.passes.read(pass)).built).toMatchObject({ version: 2 })
    },
  )

  it('that hides the answer to the write is signed nevertheless', async () => {
    const world = await aPersonalWorld()
    const pass = await create(world)
    const { write } = world.memory.records
    let isFirst = true
    world.interfere(async (call, [argument]) => {
      if (call !== 'records.write' || !isFirst) return
      isFirst = false
      await write(argument as Parameters<typeof write>[0])
      throw new UnavailableError('the answer was lost')
    })
    expect(await verifies(await send(world, pass))).toBe(true)
    expect((await world.service.passes.read(pass)).revision).toBe(2)
  })

  it.each([
    ['missing', undefined, 'signer/missing'],
    ['one without NFC', { nfc: false }, 'signer/unusable'],
    ['one that has expired', { nfc: true, validTo: new Date('2026-11-21T00:00:00Z') }, 'signer/unusable'],
  ])('in its signer leaves nothing half-written: it is %s', async (_, options, code) => {
    const signer = options && (await aChain({ algorithm: 'P-256', ...options }))
    const world = await aPersonalWorld({ signer })
    const pass = await create(world)
    expect(await codeOf(send(world, pass))).toBe(code)
    expect(await world.service.passes.read(pass)).toEqual(pass)
  })

  it('in its signer that was renewed meanwhile is signed with the new one', async () => {
    const world = await aPersonalWorld({ signer: await aChain({ algorithm: 'P-256', nfc: false }) })
    const pass = await create(world)
    await codeOf(send(world, pass))
    await putSigner(world.memory.admin, 'pass.com.example.card', await theNfcChain())
    world.time.now += 10_000
    expect(await verifies(await send(world, pass))).toBe(true)
  })
})

describe('a personalizable template', () => {
  it('is refused for a serial number that the caller chose', async () => {
    const world = await aPersonalWorld()
    expect(await codeOf(put(world))).toBe('pass/serial-number-guessable')
    await publish(world, { settings: { name: 'plain' } })
    const { pass } = await world.service.passes.put(aPass(), { template: 'plain', values: { name: 'You' } }, {})
    const moved = world.service.passes.patch(pass, { template: 'card' }, {})
    expect(await codeOf(moved)).toBe('pass/serial-number-guessable')
    expect(await world.service.passes.read(pass)).toEqual(pass)
  })

  it('may be put over a pass whose serial number was made here', async () => {
    const world = await aPersonalWorld()
    const pass = await create(world)
    expect(await codeOf(put(world, { name: 'Friend' }, pass))).toBe(undefined)
    expect(formOf(await filesOf(world, pass))).toHaveLength(4)
  })
})
