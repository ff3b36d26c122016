/** What the function of events makes of a batch, with the world in memory. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { readIncomingMessage } from '../../lib/adapters/aws/incoming-message.ts'
import { queueHandler } from '../../lib/adapters/lambda/batch.ts'
import { UnavailableError } from '../../lib/ports/errors.ts'
import { makeIngestWork } from '../../lib/service/make-ingest.ts'
import { aDetail, anEnvelope, aWorldOfRecords, outcomes, parkedIn, valuesIn } from './events-in.ts'
import { aPass, put, settings, type World } from './world.ts'

const lines: string[] = []

beforeEach(() => {
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(String(line))
    return true
  })
})

afterEach(() => {
  vi.restoreAllMocks()
  lines.splice(0)
})

const handle = ({ ports }: World, ...bodies: readonly string[]) =>
  queueHandler(
    'ingest/failed',
    readIncomingMessage,
    makeIngestWork(ports, settings),
  )({ Records: bodies.map((body, index) => ({ messageId: `m-${index}`, body })) })

const canary = 'canary-of-Ada'

describe('a batch of messages', () => {
  it('is done when each event was taken, or put aside; nothing of them is logged', async () => {
    const world = await aWorldOfRecords()
    await put(world)
    const bad = aDetail({ patch: { name: 7, [canary]: canary }, eventId: 'e-2' })
    const response = await handle(world, anEnvelope({ patch: { name: canary } }), bad, `{"${canary}`)
    expect(response).toEqual({ batchItemFailures: [] })
    expect(outcomes(world)).toEqual({ changed: 1, parked: 2 })
    expect(lines.join('')).not.toContain(canary)
  })

  it('names only the messages that the world did not answer to, and logs nothing of them', async () => {
    const world = await aWorldOfRecords()
    await put(world)
    await put(world, { name: 'Bob' }, aPass('A-2'))
    world.interfere((call, [write]) => {
      const isOther = JSON.stringify(write ?? '').includes('A-2')
      if (call === 'records.write' && isOther) throw new UnavailableError('gone')
    })
    const events = [
      aDetail({ patch: { name: 'Eve' } }),
      aDetail({ serialNumber: 'A-2', patch: { name: canary }, eventId: 'e-2' }),
      aDetail({ serialNumber: 'A-3', patch: { name: canary }, eventId: 'e-3' }),
    ]
    expect(await handle(world, ...events)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-1' }] })
    expect(await valuesIn(world)).toEqual({ name: 'Eve' })
    expect((await parkedIn(world)).map(({ pass }) => pass?.serialNumber)).toEqual(['A-3'])
    expect(lines.join('')).toContain('ingest/failed')
    expect(lines.join('')).not.toContain(canary)
  })

  it('makes the changes of one pass in their order', async () => {
    const world = await aWorldOfRecords()
    await put(world)
    const names = Array.from({ length: 10 }, (_, index) => `${index}`)
    await handle(world, ...names.map((name) => aDetail({ patch: { name }, eventId: name })))
    expect(await world.service.passes.read(aPass())).toMatchObject({ values: { name: '9' }, revision: 11 })
    expect(world.takeCalls().filter((call) => call === 'records.write')).toHaveLength(11)
  })

  it('begins an import when a file has arrived', async () => {
    const world = await aWorldOfRecords()
    const row = JSON.stringify({ ...aPass(), template: 'card', values: { name: 'Ada' } })
    await world.memory.assets.put('imports', 'rows.ndjson', new TextEncoder().encode(row), {
      contentType: 'application/x-ndjson',
    })
    const message = JSON.stringify({
      ...{ 'detail-type': 'Object Created', source: 'aws.s3' },
      detail: { object: { key: 'imports/rows.ndjson', sequencer: '1' } },
    })
    expect(await handle(world, message)).toEqual({ batchItemFailures: [] })
    expect((await world.memory.imports.list({ limit: 1 })).items).toMatchObject([{ key: 'rows.ndjson' }])
  })
})
