/** Templates, events, assets, secrets and queues with planted defects. */
import { memoryEvents } from '../../lib/adapters/memory/events.ts'
import { memorySecrets } from '../../lib/adapters/memory/secrets.ts'
import { memoryTemplates } from '../../lib/adapters/memory/templates.ts'
import type { Bytes } from '../../lib/core/bytes.ts'
import type { Assets } from '../../lib/ports/assets.ts'
import type { Events } from '../../lib/ports/events.ts'
import type { BuildMessage } from '../../lib/ports/queues.ts'
import type { DeviceId } from '../../lib/ports/registrations.ts'
import type { Templates, TemplateVersion } from '../../lib/ports/templates.ts'
import { type AssetsWorld, assetsSentences } from './assets.ts'
import { eventsSentences } from './events.ts'
import { assetsInMemory } from './memory-assets.ts'
import { type Planted, planting } from './planted.ts'
import { type QueuesWorld, queuesSentences } from './queues.ts'
import { type SecretsWorld, secretsSentences } from './secrets.ts'
import { templatesSentences } from './templates.ts'

const templatesBut = (change: (templates: Templates) => Partial<Templates>) => (): Templates => {
  const templates = memoryTemplates()
  return { ...templates, ...change(templates) }
}

const publishLate = templatesBut((templates) => {
  const newest = new Map<string, TemplateVersion>()
  return {
    publish: async (version) => {
      if (version.version !== ((await templates.latest(version.name))?.version ?? 0) + 1) return 'conflict'
      await templates.publish(version)
      newest.set(version.name, version)
      return 'published'
    },
    latest: (name) => Promise.resolve(structuredClone(newest.get(name))),
  }
})

const versionsByText = templatesBut((templates) => ({
  versions: async (name, page) => {
    const { items } = await templates.versions(name, { limit: 1000 })
    const byText = [...items].sort((a, b) => (String(a.version) < String(b.version) ? 1 : -1))
    return page.cursor === undefined && page.limit > 10 ? { items: byText } : templates.versions(name, page)
  },
}))

const eventsBut = (change: (events: Events) => Partial<Events>) => (): Events => {
  const events = memoryEvents()
  return { ...events, ...change(events) }
}

const eventsTwice = eventsBut((events) => {
  let count = 0
  return { append: (added) => events.append(added.map((event) => ({ ...event, key: `${event.key}-${++count}` }))) }
})

const eventsByTime = eventsBut((events) => ({
  append: (added) => events.append(added.map((event) => ({ ...event, key: 'event' }))),
}))

const fewEvents = eventsBut((events) => ({ append: (added) => events.append(added.slice(0, 25)) }))

const oldestFirst = eventsBut((events) => ({
  list: async (pass, page) => {
    const { items, ...rest } = await events.list(pass, page)
    return { items: [...items].reverse(), ...rest }
  },
}))

const assetsBut = (change: (assets: Assets) => Partial<Assets>) => (): AssetsWorld => {
  const world = assetsInMemory()
  return { ...world, assets: { ...world.assets, ...change(world.assets) } }
}

const assetsByReference = assetsBut(() => {
  const stored = new Map<string, Bytes>()
  return {
    put: (area, key, bytes) => {
      stored.set(`${area}/${key}`, bytes)
      return Promise.resolve()
    },
    get: (area, key) => Promise.resolve(stored.get(`${area}/${key}`)),
  }
})

const wholePool = assetsBut((assets) => ({
  put: (area, key, bytes, options) => assets.put(area, key, new Uint8Array(bytes.buffer), options),
}))

const oneArea = assetsBut((assets) => ({
  put: (_, key, bytes, options) => assets.put('passes', key, bytes, options),
  get: (_, key, options) => assets.get('passes', key, options),
}))

const looseLimit = assetsBut((assets) => ({
  get: (area, key, { maxBytes }) => assets.get(area, key, { maxBytes: maxBytes * 2 }),
}))

const withoutType = assetsBut((assets) => ({
  put: (area, key, bytes) => assets.put(area, key, bytes, { contentType: 'application/octet-stream' }),
}))

const looseSlash = assetsBut((assets) => ({
  removeAll: (area, prefix) => assets.removeAll(area, prefix.slice(0, -1)),
}))

const readThenWrite = (): SecretsWorld => {
  const { secrets, admin } = memorySecrets()
  const changeApiKeys: typeof admin.changeApiKeys = async (change) => {
    const keys = change(await secrets.apiKeys())
    await admin.changeApiKeys(() => keys)
  }
  return { secrets, admin: { ...admin, changeApiKeys }, withoutKeys: secrets }
}

const tenAtMost = (): QueuesWorld => {
  const waiting: BuildMessage[] = []
  const owed: DeviceId[] = []
  return {
    queues: {
      sendBuilds: (messages) => {
        waiting.push(...messages.slice(0, 10))
        return Promise.resolve()
      },
      sendNotifications: (devices) => {
        owed.push(...devices.slice(0, 10))
        return Promise.resolve()
      },
    },
    receive: () => Promise.resolve(waiting.splice(0)),
    receiveNotifications: () => Promise.resolve(owed.splice(0)),
  }
}

const oneRing = (): SecretsWorld => {
  const keyRing = { current: '1', keys: new Map([['1', new Uint8Array(32).fill(1)]]) }
  const { secrets, admin } = memorySecrets({ keyRing })
  return {
    secrets: { ...secrets, personalDataKeys: secrets.keyRing },
    admin,
    withoutKeys: memorySecrets().secrets,
  }
}

const templates = planting(templatesSentences)
const events = planting(eventsSentences)
const assets = planting(assetsSentences)

/** The other ports with planted defects. */
export const plantedOthers: readonly Planted[] = [
  templates(
    'a publication in two steps',
    publishLate,
    'a version that is there with the same contents is published, and stays as it is',
    'of five publications of one version at the same time one is published, and the others conflict',
  ),
  templates(
    'versions in the order of their text',
    versionsByText,
    'the versions of a template are listed newest first, by number, page by page',
  ),
  events(
    'events that are written as often as they are added',
    eventsTwice,
    'an event is written once, however often it is added, together or one by one',
  ),
  events('events by their time alone', eventsByTime, 'events at the same time are told apart by their keys'),
  events(
    'no more events than fit into one request',
    fewEvents,
    'no events may be added, and as many at once as one likes',
  ),
  events(
    'pages with the oldest event first',
    oldestFirst,
    'page by page, whatever the limit, each event is listed once, and the newest first',
  ),
  assets(
    'assets that are shared by reference',
    assetsByReference,
    'of a view on a larger buffer only the view is stored, and only as it was',
    'what a reader does to the bytes that it was given stays with that reader',
  ),
  assets(
    'the whole buffer instead of the view on it',
    wholePool,
    'of a view on a larger buffer only the view is stored, and only as it was',
  ),
  assets('all areas in one', oneArea, 'the same key names another asset in each area'),
  assets(
    'assets that are of no type',
    withoutType,
    'a presigned address gives a bundle byte by byte, with the type and under the name that it was to have',
  ),
  assets(
    'a limit that is only about right',
    looseLimit,
    'an asset of more bytes than its reader takes is refused, with both figures',
  ),
  assets(
    'a prefix without its slash',
    looseSlash,
    'removeAll removes all assets below a prefix, however deep, and none beside it or in another area',
  ),
  planting(secretsSentences)(
    'API keys that are read, changed and written',
    readThenWrite,
    'of four changes at the same time none is lost',
  ),
  planting(secretsSentences)(
    'personal data that is sealed with the keys of tokens',
    oneRing,
    'the keys of personal data are others than those of tokens',
  ),
  planting(queuesSentences)(
    'no more messages than fit into one request',
    tenAtMost,
    'any number of messages may be sent at once, and all are delivered',
    'any number of devices may be named as owed a push, and all are delivered as they were named',
  ),
]
