/** The contract of Bus, kept by the AWS adapter towards the EventBridge of the local stack, and what it does beyond that. */
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeEventBus } from '../../infra/local/events/event-bus.ts'
import { startEventBridge } from '../../infra/local/servers/event-bridge.ts'
import type { LocalServer } from '../../infra/local/servers/server.ts'
import { awsBus } from '../../lib/adapters/aws/bus.ts'
import { isObject, type JsonObject } from '../../lib/core/format/json.ts'
import type { Notice } from '../../lib/ports/bus.ts'
import { type BusWorld, busContract } from './bus.ts'
import { retried, seededFaults, withFaults } from './faults.ts'

/** Answers of the bus that take its own place, the next one first. */
const answers: ((input: JsonObject) => JsonObject)[] = []
/** How many entries each request had. */
const requests: number[] = []
const events: JsonObject[] = []
let server: LocalServer

const entriesOf = ({ Entries }: JsonObject) => (Array.isArray(Entries) ? Entries : [])

beforeAll(async () => {
  const bus = makeEventBus({
    buses: ['passwright-test'],
    rules: [],
    deliver: () => Promise.resolve(),
    heard: (event) => events.push(event),
  })
  const putEvents = (input: JsonObject): Promise<JsonObject> => {
    requests.push(entriesOf(input).length)
    const answer = answers.shift()
    return answer ? Promise.resolve(answer(input)) : bus.putEvents(input)
  }
  server = await startEventBridge(() => ({ ...bus, putEvents }))
})

afterAll(() => server.stop())

const client = (endpoint: string): EventBridgeClient =>
  new EventBridgeClient({
    region: 'eu-central-1',
    endpoint,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  })

const theBus = (name = 'passwright-test') => awsBus({ name, client: () => Promise.resolve(client(server.endpoint)) })

const world = (): BusWorld => ({
  bus: theBus(),
  heard: () => Promise.resolve(events.map((event) => ({ type: String(event['detail-type']), detail: event.detail }))),
})

const faulty = (): BusWorld => ({ ...world(), bus: retried(withFaults(theBus(), seededFaults(6))) })

busContract('in EventBridge', async () => world())
busContract('in EventBridge with faults', async () => faulty())

let told = 0

const aNotice = (detail: JsonObject = {}): Notice => {
  told += 1
  return { type: 'pass.issued', id: `one-${told}`, at: Date.UTC(2026, 10, 21, 12, 0, 1, 500), detail }
}

const notices = (count: number, detail?: JsonObject): readonly Notice[] =>
  Array.from({ length: count }, () => aNotice(detail))

const idsOf = (list: readonly JsonObject[]): readonly unknown[] =>
  list.map(({ detail }) => (isObject(detail) ? detail.id : undefined))

/** Does something, and gives back what the requests and events were. */
const seen = async (work: () => Promise<unknown>) => {
  const [firstRequest, firstEvent] = [requests.length, events.length]
  await work()
  return { requests: requests.slice(firstRequest), events: events.slice(firstEvent) }
}

/** An answer that takes nothing but some entries. */
const onlyTaking =
  (...taken: readonly number[]) =>
  (input: JsonObject): JsonObject => {
    const entries = entriesOf(input).map((_, index) =>
      taken.includes(index) ? { EventId: `${index}` } : { ErrorCode: 'ThrottlingException', ErrorMessage: 'slow down' },
    )
    return { FailedEntryCount: entries.length - taken.length, Entries: entries }
  }

describe('notices in EventBridge', () => {
  it('are events of passwright, with their type and the second in which they happened', async () => {
    const { events } = await seen(() => theBus().publish([aNotice()]))
    expect(events).toMatchObject([{ source: 'passwright', 'detail-type': 'pass.issued', time: '2026-11-21T12:00:01Z' }])
  })

  it('are put ten at a time', async () => {
    expect((await seen(() => theBus().publish(notices(23)))).requests).toEqual([10, 10, 3])
  })

  it('are put in less than 256 KB at a time', async () => {
    const large = notices(6, { long: 'x'.repeat(100_000) })
    expect((await seen(() => theBus().publish(large))).requests).toEqual([2, 2, 2])
  })

  it('that were not taken are put again, without the others', async () => {
    const [first, second, third] = [aNotice(), aNotice(), aNotice()]
    answers.push(onlyTaking(1))
    const { requests, events } = await seen(() => theBus().publish([first, second, third]))
    expect(requests).toEqual([3, 2])
    expect(idsOf(events)).toEqual([first.id, third.id])
  })

  it('that are never taken, such as those for a bus that is not there, are given up after a while', async () => {
    await expect(theBus('another').publish(notices(1))).rejects.toThrow('the bus took only a part: try again')
  })

  it('for nobody who answers are refused, without a word of what they say', async () => {
    const bus = awsBus({ name: 'x', client: () => Promise.resolve(client('http://127.0.0.1:9')) })
    await expect(bus.publish([aNotice({ serialNumber: 'secret-serial' })])).rejects.toThrow(
      expect.objectContaining({ code: 'service/unavailable', message: expect.not.stringContaining('secret-serial') }),
    )
  })
})
