import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unzip } from '../../lib/core/archive/unzip.ts'
import type { PassId } from '../../lib/ports/records.ts'
import type { OrderedPass } from '../../lib/service/links/link-services.ts'
import { fetch, order } from './linking.ts'
import { aPass, aReadyWorld, codeOf, noon, publish, put, type World } from './world.ts'

const unissued = (name: string) => ({ template: 'card', values: { name } })

const aTicket = fc.record({
  template: fc.constantFrom('card', 'other'),
  isIssued: fc.boolean(),
  fate: fc.constantFrom('kept', 'erased', 'revoked'),
})

interface Ticket {
  readonly template: string
  readonly isIssued: boolean
  readonly fate: string
  readonly serialNumber: string
}

const passOf = ({ template, serialNumber }: Ticket): PassId => aPass(serialNumber, `pass.com.example.${template}`)

const issue = ({ service }: World, ticket: Ticket) =>
  service.passes.put(passOf(ticket), { template: ticket.template, values: { name: 'Ada' } }, {})

const orderedOf = (ticket: Ticket): OrderedPass => {
  const { isIssued, template, serialNumber } = ticket
  return isIssued ? passOf(ticket) : { template, values: { name: 'Ada', serialNumber } }
}

const meetFate = async ({ service }: World, ticket: Ticket): Promise<void> => {
  if (ticket.fate === 'kept') return
  if (ticket.fate === 'erased' && ticket.isIssued) await service.passes.erase(passOf(ticket), {})
  else await service.links.revokeOf(passOf(ticket))
}

describe('a link to an order', () => {
  it('leads to all of its passes, in their order, whether they were issued or not', async () => {
    const world = await aReadyWorld()
    await put(world)
    const token = await order(world, unissued('Grace'), aPass(), unissued('Alan'))
    const { kind, passes } = await world.service.pages.open(token)
    expect([kind, passes.map(({ place }) => place)]).toEqual(['order', [1, 2, 3]])
    const names = [1, 2, 3].map(async (place) => (await fetch(world, token, place)).pass.values.name)
    expect(await Promise.all(names)).toEqual(['Grace', 'Ada', 'Alan'])
  })

  it('delivers all of them in one file', async () => {
    const world = await aReadyWorld()
    await put(world)
    const bundle = await world.service.downloads.bundle(await order(world, unissued('Grace'), aPass()))
    expect(bundle).toMatchObject({ kind: 'bytes', fileName: 'passes.pkpasses' })
    const files = 'bytes' in bundle ? await unzip(bundle.bytes) : new Map()
    expect(files.size).toBe(2)
  })

  it('asks which pass is meant', async () => {
    const world = await aReadyWorld()
    const token = await order(world, unissued('Grace'), unissued('Alan'))
    for (const place of [undefined, 0, 3, 1.5, -1])
      expect(await codeOf(world.service.downloads.file(token, place))).toBe('link/place-unknown')
    const single = await order(world, unissued('Grace'))
    expect((await world.service.pages.open(single)).kind).toBe('pass')
    for (const place of [undefined, 1])
      expect(await codeOf(world.service.downloads.file(single, place))).toBe(undefined)
  })

  it('leaves out what was erased or revoked, until nothing is left', async () => {
    const world = await aReadyWorld()
    for (const serial of ['A-1', 'A-2', 'A-3']) await put(world, { name: serial }, aPass(serial))
    const token = await order(world, aPass('A-1'), aPass('A-2'), aPass('A-3'))
    await world.service.passes.erase(aPass('A-1'), {})
    await world.service.links.revokeOf(aPass('A-3'))
    const { kind, passes } = await world.service.pages.open(token)
    expect([kind, passes.map(({ place }) => place)]).toEqual(['order', [2]])
    expect(await codeOf(world.service.downloads.bundle(token))).toBe(undefined)
    expect(await codeOf(world.service.downloads.file(token, 1))).toBe('pass/erased')
    expect(await codeOf(world.service.downloads.file(token, 3))).toBe('link/revoked')
    await world.service.passes.erase(aPass('A-2'), {})
    for (const use of [world.service.pages.open, world.service.downloads.bundle])
      expect(await codeOf(use(token))).toBe('pass/erased')
  })

  it('works as long as the pass that expires last', async () => {
    const world = await aReadyWorld({
      values: { until: { type: 'string' } },
      sample: { name: undefined, until: '2027-03-01T09:30:00Z' },
      pass: { expirationDate: '${until}', generic: {} },
    })
    const passes = ['2027-01-01T00:00:00Z', '2027-02-01T00:00:00Z'].map((until) => ({
      template: 'card',
      values: { until },
    }))
    expect((await world.service.links.order(passes)).expiresAt).toBe(Date.UTC(2027, 2, 3))
    expect((await world.service.links.order(passes, noon + 86_400_000)).expiresAt).toBe(noon + 86_400_000)
  })

  it.each([
    ['no pass', [], 'link/order-invalid'],
    ['eleven', Array.from({ length: 11 }, (_, index) => unissued(String(index))), 'link/order-invalid'],
    ['one twice', [unissued('Grace'), unissued('Grace')], 'link/order-invalid'],
    ['one that is not there', [aPass()], 'pass/not-found'],
    ['one that cannot be made', [unissued('')], 'values/invalid'],
  ])('is not made for %s', async (_, passes, code) => {
    expect(await codeOf(order(await aReadyWorld(), ...passes))).toBe(code)
  })

  it('leads to what is left of any mix of passes, whatever became of them', async () => {
    const world = await aReadyWorld({ pass: { generic: {} } })
    await publish(world, {
      settings: { name: 'other', passTypeIdentifier: 'pass.com.example.other' },
      pass: { generic: {} },
    })
    let count = 0
    await fc.assert(
      fc.asyncProperty(fc.array(aTicket, { minLength: 1, maxLength: 10 }), async (tickets) => {
        const mix = tickets.map((ticket): Ticket => ({ ...ticket, serialNumber: `M-${count++}` }))
        await Promise.all(mix.filter(({ isIssued }) => isIssued).map((ticket) => issue(world, ticket)))
        const token = await order(world, ...mix.map(orderedOf))
        await Promise.all(mix.map((ticket) => meetFate(world, ticket)))
        const opened = await world.service.pages.open(token).catch(() => ({ passes: [] }))
        const kept = mix.flatMap(({ fate, serialNumber }, index) =>
          fate === 'kept' ? [{ place: index + 1, serialNumber }] : [],
        )
        expect(opened.passes.map(({ place, serialNumber }) => ({ place, serialNumber }))).toEqual(kept)
      }),
      { numRuns: 15 },
    )
  })
})
