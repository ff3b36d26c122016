/** The contract of Templates. */
import { expect } from 'vitest'
import type { Templates, TemplateVersion } from '../../lib/ports/templates.ts'
import { type Contract, contract, type Sentence } from './contract.ts'
import { allPages, aName, aVersion, cursorsTaken, unique, urlSafe } from './samples.ts'

/** Publishes the versions 1 to `count` of a template. */
const published = async (templates: Templates, name: string, count: number): Promise<TemplateVersion[]> => {
  const versions = Array.from({ length: count }, (_, index) => aVersion({ name, version: index + 1 }))
  for (const version of versions) expect(await templates.publish(version)).toBe('published')
  return versions
}

const publishing: readonly Sentence<Templates>[] = [
  {
    sentence: 'there is no version, and no newest one, of a template that was never published',
    check: async (templates) => {
      const name = aName()
      expect(await templates.get({ name, version: 1 })).toBeUndefined()
      expect(await templates.latest(name)).toBeUndefined()
    },
  },
  {
    sentence: 'each version comes back as it was published, and the newest one by name alone',
    check: async (templates) => {
      const [first, second] = [aVersion(), aVersion({ version: 2 })]
      const { description: _, ...without } = { ...second, name: first.name }
      expect(await templates.publish(first)).toBe('published')
      expect(await templates.latest(first.name)).toStrictEqual(first)
      expect(await templates.publish(without)).toBe('published')
      expect(await templates.get({ name: first.name, version: 1 })).toStrictEqual(first)
      expect(await templates.get({ name: first.name, version: 2 })).toStrictEqual(without)
      expect(await templates.latest(first.name)).toStrictEqual(without)
    },
  },
  {
    sentence: 'a version is found once it was published, also where it was looked for before',
    check: async (templates) => {
      const name = aName()
      for (let version = 1; version <= 10; version++) {
        expect(await templates.get({ name, version })).toBeUndefined()
        expect((await templates.latest(name))?.version ?? 0).toBe(version - 1)
        await templates.publish(aVersion({ name, version }))
        expect((await templates.get({ name, version }))?.version).toBe(version)
        expect((await templates.latest(name))?.version).toBe(version)
      }
    },
  },
  {
    sentence: 'there is no version above the newest, and none below 1',
    check: async (templates) => {
      const name = aName()
      await published(templates, name, 1)
      expect(await templates.get({ name, version: 0 })).toBeUndefined()
      expect(await templates.get({ name, version: 2 })).toBeUndefined()
    },
  },
  {
    sentence: 'what a reader does to a version that it was given stays with that reader',
    check: async (templates) => {
      const [name, sha256] = [aName(), unique()]
      await templates.publish(aVersion({ name, sha256 }))
      Object.assign((await templates.latest(name)) ?? {}, { sha256: 'other' })
      Object.assign((await templates.get({ name, version: 1 })) ?? {}, { sha256: 'other' })
      expect((await templates.latest(name))?.sha256).toBe(sha256)
      expect((await templates.get({ name, version: 1 }))?.sha256).toBe(sha256)
    },
  },
]

const numbering: readonly Sentence<Templates>[] = [
  {
    sentence: 'a new name begins with version 1: any other conflicts',
    check: async (templates) => {
      const name = aName()
      expect(await templates.publish(aVersion({ name, version: 2 }))).toBe('conflict')
      expect(await templates.publish(aVersion({ name, version: 0 }))).toBe('conflict')
      expect(await templates.latest(name)).toBeUndefined()
      expect(await templates.get({ name, version: 2 })).toBeUndefined()
    },
  },
  {
    sentence: 'a version that does not follow the newest one conflicts',
    check: async (templates) => {
      const name = aName()
      const [, second] = await published(templates, name, 2)
      expect(await templates.publish(aVersion({ name, version: 4 }))).toBe('conflict')
      expect(await templates.latest(name)).toStrictEqual(second)
      expect(await templates.get({ name, version: 4 })).toBeUndefined()
    },
  },
  {
    sentence: 'a version that is there with other contents conflicts and stays as it is',
    check: async (templates) => {
      const name = aName()
      const [first, second] = await published(templates, name, 2)
      expect(await templates.publish(aVersion({ name, version: 1 }))).toBe('conflict')
      expect(await templates.publish(aVersion({ name, version: 2 }))).toBe('conflict')
      expect(await templates.get({ name, version: 1 })).toStrictEqual(first)
      expect(await templates.latest(name)).toStrictEqual(second)
    },
  },
  {
    sentence: 'a version that is there with the same contents is published, and stays as it is',
    check: async (templates) => {
      const name = aName()
      const [first, second] = await published(templates, name, 2)
      if (!(first && second)) throw new TypeError('two were published')
      expect(await templates.publish({ ...first, publishedAt: first.publishedAt + 1 })).toBe('published')
      expect(await templates.publish({ ...second, publishedAt: second.publishedAt + 1 })).toBe('published')
      expect(await templates.get({ name, version: 1 })).toStrictEqual(first)
      expect(await templates.latest(name)).toStrictEqual(second)
    },
  },
  {
    sentence: 'of five publications of one version at the same time one is published, and the others conflict',
    check: async (templates) => {
      const name = aName()
      await published(templates, name, 1)
      const all = Array.from({ length: 5 }, () => aVersion({ name, version: 2 }))
      const outcomes = await Promise.all(all.map((version) => templates.publish(version)))
      expect([...outcomes].sort()).toEqual(['conflict', 'conflict', 'conflict', 'conflict', 'published'])
      const winner = all[outcomes.indexOf('published')]
      expect(await templates.get({ name, version: 2 })).toStrictEqual(winner)
      expect(await templates.latest(name)).toStrictEqual(winner)
    },
  },
  {
    sentence: 'when three publishers go on until each is published, no version is lost and no number left out',
    check: async (templates) => {
      const name = aName()
      const publish = async (sha256: string): Promise<void> => {
        const version = ((await templates.latest(name))?.version ?? 0) + 1
        if ((await templates.publish(aVersion({ name, version, sha256 }))) === 'conflict') await publish(sha256)
      }
      const contents = [unique(), unique(), unique()]
      await Promise.all(contents.map(publish))
      const { items } = await templates.versions(name, { limit: 10 })
      expect(items.map(({ version }) => version)).toEqual([3, 2, 1])
      expect(items.map(({ sha256 }) => sha256).sort()).toEqual([...contents].sort())
    },
  },
]

const lists: readonly Sentence<Templates>[] = [
  {
    sentence: 'the list has the newest version of each template, by name, page by page',
    check: async (templates) => {
      const base = aName()
      const names = [`${base}-c`, `${base}-a`, base, `${base}-b`]
      for (const name of names) await published(templates, name, name === base ? 2 : 1)
      const pages = await allPages((page) => templates.list(page), 3)
      expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(3)
      const own = pages.flat().filter(({ name }) => name.startsWith(base))
      expect(own.map(({ name, version }) => `${name}@${version}`)).toEqual([
        `${base}@2`,
        `${base}-a@1`,
        `${base}-b@1`,
        `${base}-c@1`,
      ])
      expect(own[0]).toStrictEqual(await templates.latest(base))
    },
  },
  {
    sentence: 'the versions of a template are listed newest first, by number, page by page',
    check: async (templates) => {
      const name = aName()
      const versions = await published(templates, name, 11)
      await published(templates, `${name}-plus`, 1)
      for (const limit of [1, 4, 11]) {
        const pages = await allPages((page) => templates.versions(name, page), limit)
        expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(limit)
        expect(pages.flat()).toStrictEqual([...versions].reverse())
      }
    },
  },
  {
    sentence: 'a template that was never published has no versions',
    check: async (templates) => {
      expect(await templates.versions(aName(), { limit: 5 })).toStrictEqual({ items: [] })
    },
  },
  {
    sentence: 'cursors are text that is safe in a URL; what is no cursor, or one of another list, is refused',
    check: async (templates) => {
      const [name, other] = [aName(), aName()]
      await published(templates, name, 3)
      await published(templates, other, 3)
      const ofAll = (await templates.list({ limit: 1 })).next ?? ''
      const ofName = (await templates.versions(name, { limit: 1 })).next ?? ''
      const ofOther = (await templates.versions(other, { limit: 1 })).next ?? ''
      for (const cursor of [ofAll, ofName, ofOther]) expect(cursor).toMatch(urlSafe)
      expect(await cursorsTaken((page) => templates.list(page), [ofName, ofOther])).toEqual([])
      expect(await cursorsTaken((page) => templates.versions(name, page), [ofAll, ofOther])).toEqual([])
    },
  },
]

/** Everything that Templates promises. */
export const templatesSentences = [...publishing, ...numbering, ...lists]

/** Registers a test for each promise of Templates. */
export const templatesContract: Contract<Templates> = contract('templates', templatesSentences)
