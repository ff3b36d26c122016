import { describe, expect, it } from 'vitest'
import { UnavailableError } from '../../lib/ports/errors.ts'
import type { StoredSigner } from '../../lib/ports/secrets.ts'
import { putSigner } from '../builders/put-signer.ts'
import { aChain } from '../builders/signer.ts'
import { aWorld, codeOf, type World } from './world.ts'

const card = 'pass.com.example.card'
const other = 'pass.com.example.other'

/** A world with signers by pass type, and what looks after them. */
const aWatchOf = async (signers: Readonly<Record<string, StoredSigner>>) => {
  const world = aWorld()
  for (const [type, signer] of Object.entries(signers)) await putSigner(world.memory.admin, type, signer)
  const watch = world.service.work.watchCertificates
  return { world, watch, at: (time: string) => watchAt(world, watch, time) }
}

/** What is told when it is looked at that time. */
const watchAt = async ({ time, memory }: World, watch: () => Promise<number>, moment: string) => {
  const before = memory.notices().length
  time.now = Date.parse(moment)
  const told = await watch()
  const notices = memory.notices().slice(before)
  expect(told).toBe(notices.length)
  return notices
}

/** A certificate that expires on 1 March 2027 at 15:00. */
const march = (passTypeIdentifier = card) =>
  aChain({ algorithm: 'P-256', passTypeIdentifier, validTo: new Date('2027-03-01T15:00:00Z') })

describe('a certificate that expires', () => {
  it('is told of 60, 30, 7 and 1 days before, and on the day itself', async () => {
    const { at } = await aWatchOf({ [card]: await march() })
    const told: unknown[] = []
    for (let day = 0; day < 70; day++) {
      const noon = new Date(Date.UTC(2026, 11, 25 + day, 12)).toISOString()
      for (const notice of await at(noon)) told.push([noon.slice(0, 10), notice.detail.days])
    }
    expect(told).toEqual([
      ['2026-12-31', 60],
      ['2027-01-30', 30],
      ['2027-02-22', 7],
      ['2027-02-28', 1],
      ['2027-03-01', 0],
    ])
  })

  it.each(['2027-02-22T00:00:00Z', '2027-02-22T23:59:59.999Z'])(
    'is told of whatever time of the day it is looked at, %s',
    async (moment) => {
      const { at } = await aWatchOf({ [card]: await march() })
      expect(await at(moment)).toMatchObject([{ detail: { days: 7 } }])
    },
  )

  it('is told of with what tells it from others, and nothing of its key', async () => {
    const signer = await march()
    const { at } = await aWatchOf({ [card]: signer })
    const [notice] = await at('2027-02-22T06:00:00Z')
    expect(notice).toEqual({
      type: 'certificate.expiring',
      id: expect.stringMatching(/^certificate\.expiring\/pass\.com\.example\.card\/[0-9a-f]{16}\/7$/),
      at: Date.UTC(2027, 1, 22, 6),
      detail: {
        passTypeIdentifier: card,
        certificate: 'pass',
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        notAfter: '2027-03-01T15:00:00.000Z',
        days: 7,
        daysLeft: 7,
      },
    })
  })

  it('is told of under another id when it is nearer', async () => {
    const { at } = await aWatchOf({ [card]: await march() })
    const [week] = await at('2027-02-22T06:00:00Z')
    const [day] = await at('2027-02-28T06:00:00Z')
    expect(day?.id).not.toBe(week?.id)
  })

  it('may be the intermediate', async () => {
    const signer = await march()
    const { at } = await aWatchOf({ [card]: { ...signer, intermediate: signer.certificate } })
    expect((await at('2027-02-28T06:00:00Z')).map(({ detail }) => detail.certificate)).toEqual(['pass', 'intermediate'])
  })

  it('is told of for each pass type that it signs', async () => {
    const { at } = await aWatchOf({ [card]: await march(), [other]: await march(other) })
    const notices = await at('2027-02-28T06:00:00Z')
    expect(notices.map(({ detail }) => detail.passTypeIdentifier)).toEqual([card, other])
  })
})

describe('what nobody looked at on the day', () => {
  it('is told of the next time, with the days that are left', async () => {
    const { at } = await aWatchOf({ [card]: await march() })
    expect(await at('2026-12-31T06:00:00Z')).toMatchObject([{ detail: { days: 60 } }])
    expect(await at('2027-02-02T06:00:00Z')).toMatchObject([{ detail: { days: 30, daysLeft: 27 } }])
    expect(await at('2027-02-03T06:00:00Z')).toEqual([])
  })

  it('is told of by the nearest threshold, if there were several', async () => {
    const { at } = await aWatchOf({ [card]: await march() })
    expect(await at('2027-02-24T06:00:00Z')).toMatchObject([{ detail: { days: 7, daysLeft: 5 } }])
    expect(await at('2027-02-28T06:00:00Z')).toMatchObject([{ detail: { days: 1, daysLeft: 1 } }])
  })

  it('is told of when it has expired', async () => {
    const { at } = await aWatchOf({ [card]: await march() })
    expect(await at('2027-02-28T06:00:00Z')).toHaveLength(1)
    expect(await at('2027-03-04T06:00:00Z')).toMatchObject([{ detail: { days: 0, daysLeft: -3 } }])
    expect(await at('2027-03-05T06:00:00Z')).toEqual([])
  })

  it('is told of when the bus is there again', async () => {
    const { world, watch, at } = await aWatchOf({ [card]: await march() })
    world.time.now = Date.parse('2027-02-22T06:00:00Z')
    world.interfere((call) => {
      if (call === 'bus.publish') throw new UnavailableError('is down')
    })
    expect(await codeOf(watch())).toBe('service/unavailable')
    world.interfere(undefined)
    expect(await at('2027-02-23T06:00:00Z')).toMatchObject([{ detail: { days: 7, daysLeft: 6 } }])
  })
})

describe('a signer that is to take over', () => {
  it('is looked after as well, if it expires first', async () => {
    const [current, signer] = [await aChain({ algorithm: 'P-256' }), await march()]
    const { at, world } = await aWatchOf({ [card]: current })
    await world.memory.admin.changeSigners(card, () => ({
      ...{ current, next: { signer, from: Date.parse('2027-02-22T12:00:00Z') } },
    }))
    expect((await at('2027-02-22T06:00:00Z')).map(({ detail }) => detail.certificate)).toEqual(['next-pass'])
    // It has taken over: the same certificate, of which that was told.
    expect(await at('2027-02-22T13:00:00Z')).toEqual([])
    expect((await at('2027-02-28T13:00:00Z')).map(({ detail }) => detail.certificate)).toEqual(['pass'])
  })
})

describe('how long a certificate is good', () => {
  it.each([
    ['2027-02-22T15:00:00Z', 7],
    ['2027-03-01T14:59:59Z', 0],
    ['2027-03-01T15:00:01Z', -1],
  ])('is measured each time: at %s it has %i days', async (moment, days) => {
    const { at, world } = await aWatchOf({ [card]: await march() })
    await at(moment)
    const measured = world.memory.counts().filter(({ name }) => name === 'DaysUntilExpiry')
    expect(measured).toEqual([
      { name: 'DaysUntilExpiry', dimensions: { passType: card, certificate: 'pass' }, count: days },
      {
        ...{ name: 'DaysUntilExpiry', count: expect.any(Number) },
        dimensions: { passType: card, certificate: 'intermediate' },
      },
    ])
  })
})

describe('nothing is told', () => {
  it('twice, however often it is looked at, and by whomever', async () => {
    const { at, world } = await aWatchOf({ [card]: await march() })
    expect(await at('2027-02-22T06:00:00Z')).toHaveLength(1)
    expect(await at('2027-02-22T07:00:00Z')).toEqual([])
    expect(await watchAt(world, world.another().work.watchCertificates, '2027-02-23T07:00:00Z')).toEqual([])
  })

  it('of a certificate that another one replaces in time', async () => {
    const [current, signer] = [await march(), await aChain({ algorithm: 'P-256' })]
    const { at, world } = await aWatchOf({ [card]: current })
    const from = Date.parse('2027-02-28T12:00:00Z')
    await world.memory.admin.changeSigners(card, () => ({ current, next: { signer, from } }))
    expect(await at('2027-02-28T06:00:00Z')).toEqual([])
  })

  it('of a pass type without a signer, which is no error', async () => {
    const { at } = await aWatchOf({})
    expect(await at('2027-02-28T06:00:00Z')).toEqual([])
  })

  it('of a signer that cannot be read, which keeps no other from being told of', async () => {
    const broken = { certificate: 'no PEM', key: 'no PEM', intermediate: 'no PEM' }
    const { at } = await aWatchOf({ [card]: broken, [other]: await march(other) })
    expect(await at('2027-02-28T06:00:00Z')).toMatchObject([{ detail: { passTypeIdentifier: other } }])
  })

  it('of a secret that is not to be had: the others are told of, and it is an error', async () => {
    const { world, watch } = await aWatchOf({ [card]: await march(), [other]: await march(other) })
    world.time.now = Date.parse('2027-02-28T06:00:00Z')
    world.interfere((call, [type]) => {
      if (call === 'secrets.signers' && type === card) throw new UnavailableError('is down')
    })
    expect(await codeOf(watch())).toBe('service/unavailable')
    expect(world.memory.notices()).toMatchObject([{ detail: { passTypeIdentifier: other } }])
  })
})
