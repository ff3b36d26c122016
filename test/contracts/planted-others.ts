/** Templates, assets, secrets and queues with planted defects. */
import { memorySecrets } from '../../lib/adapters/memory/secrets.ts'
import { memoryTemplates } from '../../lib/adapters/memory/templates.ts'
import type { Bytes } from '../../lib/core/bytes.ts'
import type { Assets } from '../../lib/ports/assets.ts'
import type { Lane } from '../../lib/ports/lane.ts'
import type { BuildMessage, ImportMessage, Notification, RolloutMessage } from '../../lib/ports/queues.ts'
import type { Templates, TemplateVersion } from '../../lib/ports/templates.ts'
import { type AssetsWorld, assetsSentences } from './assets.ts'
import { assetsInMemory } from './memory-assets.ts'
import { defective, type Planted, planting } from './planted.ts'
import { type QueuesWorld, queueDelays, queuesSentences } from './queues.ts'
import { type SecretsWorld, secretsSentences } from './secrets.ts'
import { templatesSentences } from './templates.ts'

const templatesBut = defective<Templates>(memoryTemplates)

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

const oneWayIn = assetsBut((assets) => ({
  presignUpload: (_, key, options) => assets.presignUpload('uploads', key, options),
}))

const oneWayOut = assetsBut((assets) => ({
  presignDownload: (_, key, options) => assets.presignDownload('bundles', key, options),
}))

const readThenWrite = (): SecretsWorld => {
  const { secrets, admin } = memorySecrets()
  const changeApiKeys: typeof admin.changeApiKeys = async (change) => {
    const keys = change(await secrets.apiKeys())
    await admin.changeApiKeys(() => keys)
  }
  return { secrets, admin: { ...admin, changeApiKeys }, withoutKeys: secrets }
}

const ringOf = (byte: number) => ({ current: '1', keys: new Map([['1', new Uint8Array(32).fill(byte)]]) })

const hastyRings = (): SecretsWorld => {
  const rings = { keyRing: ringOf(97), personalDataKeys: ringOf(98), barcodeKeys: ringOf(99) }
  const { secrets, admin } = memorySecrets(rings)
  const readers = {
    'hmac-keys': secrets.keyRing,
    'personal-data-keys': secrets.personalDataKeys,
    'barcode-keys': secrets.barcodeKeys,
  }
  const changeKeyRing: typeof admin.changeKeyRing = async (name, change) => {
    const ring = change(await readers[name]())
    await admin.changeKeyRing(name, () => ring)
  }
  return { secrets, admin: { ...admin, changeKeyRing }, withoutKeys: memorySecrets().secrets }
}

/** Queues that wait in lists. `lengthOf`: how many of the messages that are sent at once get there. */
const listedQueues = (lengthOf: number, lanes: readonly Lane[]) => (): QueuesWorld => {
  const lists = {
    live: [] as BuildMessage[],
    rollout: [] as (RolloutMessage | BuildMessage)[],
    imports: [] as ImportMessage[],
    owed: [] as Notification[],
  }
  const sendTo =
    <Message>(list: Message[]) =>
    (messages: readonly Message[]): Promise<void> => {
      list.push(...messages.slice(0, lengthOf))
      return Promise.resolve()
    }
  const receiveFrom =
    <Message>(list: Message[]) =>
    () =>
      Promise.resolve(list.splice(0))
  return {
    queues: {
      sendBuilds: (messages, lane = 'live') =>
        lane === 'rollout' && lanes.includes(lane) ? sendTo(lists.rollout)(messages) : sendTo(lists.live)(messages),
      sendNotifications: sendTo(lists.owed),
      sendRollouts: sendTo(lists.rollout),
      sendImports: sendTo(lists.imports),
    },
    receive: receiveFrom(lists.live),
    receiveNotifications: receiveFrom(lists.owed),
    receiveRollouts: receiveFrom(lists.rollout),
    receiveImports: receiveFrom(lists.imports),
  }
}

const tenAtMost = listedQueues(10, ['live', 'rollout'])
const oneLane = listedQueues(100, ['live'])
const atOnce = listedQueues(100, ['live', 'rollout'])

const attemptless = (): QueuesWorld => {
  const world = atOnce()
  const { sendNotifications } = world.queues
  return {
    ...world,
    queues: {
      ...world.queues,
      sendNotifications: (all) => sendNotifications(all.map(({ attempt: _, ...device }) => device)),
    },
  }
}

const oneRing = (): SecretsWorld => {
  const { secrets, admin } = memorySecrets({ keyRing: ringOf(1), barcodeKeys: ringOf(2) })
  return {
    secrets: { ...secrets, personalDataKeys: secrets.keyRing },
    admin,
    withoutKeys: memorySecrets().secrets,
  }
}

const templates = planting(templatesSentences)
const assets = planting(assetsSentences)
const queues = planting(queuesSentences)

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
    'one area for all that comes in',
    oneWayIn,
    'what is sent to a presigned address, with its method and headers, becomes an asset of the area that was named',
  ),
  assets('one area for all that is got', oneWayOut, 'a presigned address gives the asset of the area that was named'),
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
    'key rings that are read, changed and written',
    hastyRings,
    'of two changes of the key ring at the same time none is lost, and one that throws changes nothing',
    'of two changes of the key ring of personal data at the same time none is lost, and one that throws changes nothing',
  ),
  planting(secretsSentences)(
    'personal data that is sealed with the keys of tokens',
    oneRing,
    'the keys of each ring are others than those of the other rings',
  ),
  queues(
    'no more messages than fit into one request',
    tenAtMost,
    'any number of messages may be sent at once, and all are delivered',
    'any number of devices may be named as owed a push, and all are delivered as they were named',
    'any number of steps of rollouts may be sent at once, and all are delivered as they were sent',
    'any number of steps of imports may be sent at once, and all are delivered as they were sent',
  ),
  queues(
    'one queue for both lanes',
    oneLane,
    'builds of each lane are delivered in that lane, as they were sent, and in no other',
  ),
  queues(
    'pushes that forget how often they were tried',
    attemptless,
    'how often a push was tried is delivered with it',
  ),
  planting(queueDelays)(
    'delays that nobody keeps',
    atOnce,
    'a message of any queue is delivered after the delay that was asked for, and not before',
  ),
]
