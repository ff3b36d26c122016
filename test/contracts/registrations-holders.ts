/** The promises of Registrations about who holds a pass. */
import { expect } from 'vitest'
import type { Page, PageRequest } from '../../lib/ports/page.ts'
import type { Holder, Holding } from '../../lib/ports/registrations.ts'
import type { Sentence } from './contract.ts'
import {
  aHolding,
  allHolders,
  anIssue,
  anIssueForMany,
  holderOf,
  passOf,
  type RegistrationsWorld,
  registered,
  registering,
} from './registrations-samples.ts'
import { allPages, cursorsTaken, serialNumber, unique, urlSafe } from './samples.ts'

const nameOf = ({ device }: Pick<Holder, 'device'>): string => device.deviceLibraryIdentifier

/** Has so many devices hold one pass. */
const heldBy = (world: RegistrationsWorld, count: number, issue: string) => {
  const { serialNumber } = aHolding()
  return Promise.all(Array.from({ length: count }, () => registered(world, { serialNumber, issue })))
}

const pagesOf =
  ({ registrations }: RegistrationsWorld, holding: Holding) =>
  (page: PageRequest): Promise<Page<Holder>> =>
    registrations.holders(passOf(holding), holding.issue, page)

const paging: readonly Sentence<RegistrationsWorld>[] = [
  {
    sentence: 'page by page, whatever the limit, each holder is listed once as it was written, and no page is too long',
    check: async (world) => {
      for (const issue of [anIssue(), anIssueForMany()]) {
        const all = await heldBy(world, 9, issue)
        const [one = registering(aHolding())] = all
        for (const limit of [1, 4, 9, 50]) {
          const pages = await allPages(pagesOf(world, one), limit)
          expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(limit)
          const listed = pages.flat()
          expect(listed.map(nameOf).sort()).toEqual(all.map(nameOf).sort())
          expect(listed).toEqual(expect.arrayContaining(all.map((each) => holderOf(each))))
        }
      }
    },
  },
  {
    sentence: 'a device that holds the pass all the while is listed once, while others come and go between the pages',
    check: async (world) => {
      for (const issue of [anIssue(), anIssueForMany()]) {
        const all = await heldBy(world, 9, issue)
        const [one = registering(aHolding()), ...others] = all
        const [leaving, staying] = [others.slice(0, 4), [one, ...others.slice(4)]]
        const pages = await allPages(pagesOf(world, one), 3, async () => {
          const gone = leaving.pop()
          if (gone) await world.registrations.unregister(gone)
          await registered(world, { serialNumber: one.serialNumber, issue })
        })
        const listed = pages.flat().map(nameOf)
        expect(listed.filter((name) => staying.map(nameOf).includes(name)).sort()).toEqual(staying.map(nameOf).sort())
      }
    },
  },
  {
    sentence: 'the holders of a pass are not those of others, however much their serial numbers are alike',
    check: async (world) => {
      const one = await registered(world)
      for (const serial of [`${one.serialNumber}0`, `${one.serialNumber}-0`, one.serialNumber.slice(0, -1)]) {
        await registered(world, { serialNumber: serialNumber(serial), issue: one.issue })
      }
      expect(await allHolders(world, one)).toStrictEqual([holderOf(one)])
    },
  },
  {
    sentence: 'the cursor is URL-safe text; what is no cursor, or one of another pass, is refused',
    check: async (world) => {
      for (const issue of [anIssue(), anIssueForMany()]) {
        const [[one = registering(aHolding())], [other = registering(aHolding())]] = [
          await heldBy(world, 3, issue),
          await heldBy(world, 3, issue),
        ]
        const { next = '' } = await pagesOf(world, one)({ limit: 1 })
        expect(next).toMatch(urlSafe)
        expect(await cursorsTaken(pagesOf(world, other), [next])).toEqual([])
      }
    },
  },
]

const leftBehind: readonly Sentence<RegistrationsWorld>[] = [
  {
    sentence: 'a holder that was left behind is listed with its epoch until it is removed',
    check: async (world) => {
      for (const issue of [anIssue(), anIssueForMany()]) {
        const [one, stays] = await heldBy(world, 2, issue)
        if (!(one && stays)) throw new TypeError('no registrations')
        const gone = holderOf(registering(aHolding({ serialNumber: one.serialNumber, issue })))
        await world.putHolder(passOf(one), gone)
        expect(await allHolders(world, one)).toContainEqual(gone)
        await world.registrations.removeHolder(passOf(one), gone)
        await world.registrations.removeHolder(passOf(one), gone)
        expect((await allHolders(world, one)).map(nameOf).sort()).toEqual([one, stays].map(nameOf).sort())
      }
    },
  },
  {
    sentence: 'removeHolder leaves a holder alone that has another epoch by now, or another issue',
    check: async (world) => {
      const one = await registered(world)
      await world.registrations.removeHolder(passOf(one), holderOf(one, { epoch: unique() }))
      await world.registrations.removeHolder(passOf(one), holderOf(one, { issue: anIssue() }))
      expect(await allHolders(world, one)).toStrictEqual([holderOf(one)])
    },
  },
]

/** What `holders` and `removeHolder` promise. */
export const holderSentences = [...paging, ...leftBehind]
