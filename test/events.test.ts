/** The page about events: its examples are what the schemas say, and what the service really tells. */
import { readFileSync } from 'node:fs'
import { type Schema, Validator } from '@cfworker/json-schema'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { makeEventBus } from '../infra/local/events/event-bus.ts'
import { matchesPattern } from '../infra/local/events/pattern.ts'
import { isObject, type Json, type JsonObject } from '../lib/core/format/json.ts'
import { explain } from '../lib/core/index.ts'
import { type Notice, noticeTypes } from '../lib/ports/bus.ts'
import { recordChangedSchema } from '../lib/service/ingest/record-changed-schema.ts'
import { noticeSource, publishedDetail } from '../lib/service/notices/published.ts'
import { noticesSchema } from '../lib/service/notices/schemas.ts'
import { putSigner } from './builders/put-signer.ts'
import { aPersonalized } from './service/personal.ts'
import {
  aDevice,
  aPass,
  aPng,
  aReadyWorld,
  connect,
  hold,
  put,
  theChain,
  tokenOf,
  type World,
} from './service/world.ts'

const page = readFileSync(new URL('../docs/events.md', import.meta.url), 'utf8')

const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, body = '']) => body)

const examples: readonly Json[] = blocks('json').map((text) => JSON.parse(text))

const objects = examples.filter(isObject)

const recordChanged = 'Pass Record Changed'

/** Examples of events as they are on the bus. */
const events = objects.filter((example) => 'source' in example && typeof example['detail-type'] === 'string')

const notices = events.filter(({ source }) => source === noticeSource)

const detailOf = ({ detail }: JsonObject): JsonObject => (isObject(detail) ? detail : {})

const validator = (schema: JsonObject) => new Validator(schema as Schema, '2020-12', false)

/** The schema of notices as strict as can be: nothing that it does not name. */
const strict = (schema: Json): Json => {
  if (Array.isArray(schema)) return schema.map(strict)
  if (!isObject(schema)) return schema
  const members = Object.fromEntries(Object.entries(schema).map(([name, each]) => [name, strict(each)]))
  return schema.type === 'object' && !('oneOf' in schema) ? { ...members, additionalProperties: false } : members
}

const strictNotices = validator(strict(noticesSchema) as JsonObject)
const incoming = validator(recordChangedSchema)

const eventOf = (notice: Notice): JsonObject => ({
  source: noticeSource,
  'detail-type': notice.type,
  detail: publishedDetail(notice),
})

/** Changes the pass, and somebody removes its image before the change is built. */
const changeAndFail = async (world: World): Promise<void> => {
  const { service, memory } = world
  const { pass } = await service.passes.putImage(aPass(), 'thumbnail.png', aPng(), {})
  await memory.settled()
  world.interfere(async (call) => {
    if (call === 'queues.sendBuilds') await memory.assets.remove('images', pass.images['thumbnail.png']?.key ?? '')
  })
  await put(world, { name: 'Grace Hopper' })
  await memory.settled()
  world.interfere(undefined)
}

/** Everything that may happen to a pass, and what the service tells of it. */
const toldByAService = async (): Promise<readonly Notice[]> => {
  const world = await aReadyWorld()
  connect(world)
  await put(world)
  await hold(world)
  const token = await tokenOf(world)
  world.time.now += 1000
  await put(world, { name: 'Grace' })
  await changeAndFail(world)
  await world.service.wallet.unregister({ device: aDevice(), pass: aPass(), token })
  await world.service.passes.erase(aPass(), {})
  const { intermediate, certificate, key } = await theChain()
  await putSigner(world.memory.admin, 'pass.com.example.card', { intermediate, certificate, key })
  world.time.now = Date.parse('2027-12-30T06:00:00Z')
  await world.service.work.watchCertificates()
  const { world: personal } = await aPersonalized()
  for (const { memory } of [world, personal]) await memory.settled()
  return [...world.memory.notices(), ...personal.memory.notices()]
}

describe('the page about events', () => {
  it('has an example of each event', () => {
    expect(events.map((event) => event['detail-type'])).toEqual([recordChanged, ...noticeTypes].sort(inPageOrder))
  })

  it.each(notices.map((event) => [String(event['detail-type']), event]))('shows %s as its schema says', (_, event) => {
    expect(strictNotices.validate(event).errors).toEqual([])
  })

  it('shows ids and times that go together', () => {
    for (const { detail, time } of notices) {
      const { id, at } = isObject(detail) ? detail : {}
      expect(String(id).length).toBeGreaterThan(20)
      if (time !== undefined) expect(String(at).replace('.000', '')).toBe(time)
    }
  })

  it('shows codes of findings that can be explained', () => {
    const findings = notices.flatMap(({ detail }) => (isObject(detail) ? (detail.findings ?? []) : []))
    const codes = (findings as readonly JsonObject[]).map(({ code }) => String(code))
    expect(codes.map((code) => explain(code)?.code)).toEqual(codes)
    expect(codes.length).toBeGreaterThan(0)
  })

  it('shows changes that come in as their schema says, with and without an envelope', () => {
    const details = [
      ...events.filter((event) => event['detail-type'] === recordChanged).map(detailOf),
      ...objects.filter((example) => 'eventId' in example),
    ]
    expect(details).toHaveLength(2)
    for (const detail of details) expect(incoming.validate(detail).errors).toEqual([])
  })

  it('shows entries that EventBridge takes', async () => {
    const heard: JsonObject[] = []
    const bus = makeEventBus({
      ...{ buses: ['passwright-prod'], rules: [], deliver: () => Promise.resolve() },
      heard: (event) => heard.push(event),
    })
    const [entries = []] = examples.filter((example) => Array.isArray(example))
    expect(await bus.putEvents({ Entries: entries })).toMatchObject({ FailedEntryCount: 0 })
    expect(heard.map((event) => event['detail-type'])).toEqual([recordChanged])
    expect(heard.flatMap((event) => incoming.validate(detailOf(event)).errors)).toEqual([])
  })

  it('shows a rule that takes what it says, as a pattern and as CloudFormation', () => {
    const [pattern = {}] = objects.filter((example) => Array.isArray(example.source))
    const taken = notices.filter((event) => matchesPattern(pattern, event)).map((event) => event['detail-type'])
    expect(taken).toEqual(['pass.issued', 'pass.installed', 'pass.removed'])
    const resources = parse(blocks('yaml').join('\n'), { logLevel: 'error' }).Resources
    expect(resources.FlightPasses.Properties.EventPattern).toEqual(pattern)
  })
})

/** Incoming events come first on the page; notices in the order of their types. */
const order: readonly string[] = [recordChanged, ...noticeTypes]
const inPageOrder = (a: string, b: string): number => order.indexOf(a) - order.indexOf(b)

describe('what the service really tells', () => {
  let told: readonly Notice[]

  beforeAll(async () => {
    told = await toldByAService()
  })

  it('is each type of notice', () => {
    expect([...new Set(told.map(({ type }) => type))].sort()).toEqual([...noticeTypes].sort())
  })

  it.each(noticeTypes)('of %s is what its schema says, and what the page shows', (type) => {
    const [example] = notices.filter((event) => event['detail-type'] === type)
    for (const notice of told.filter((each) => each.type === type)) {
      expect(strictNotices.validate(eventOf(notice)).errors).toEqual([])
      const { rollout: _, ...shown } = example ? detailOf(example) : {}
      const { because } = notice.detail
      const names = because === undefined || because === shown.because ? Object.keys(shown) : ['id', 'at', 'because']
      expect(Object.keys(publishedDetail(notice))).toEqual(expect.arrayContaining(names))
    }
  })

  it('is told under an id of its own each time', () => {
    expect(new Set(told.map(({ id }) => id)).size).toBe(told.length)
  })

  it('holds no value of any pass', () => {
    expect(JSON.stringify(told)).not.toMatch(/Ada|Grace|Lovelace|ada@example/)
  })
})
