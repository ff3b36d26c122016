/** The same promises, kept by the whole service on DynamoDB Local. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findJava } from '../../infra/local/servers/java.ts'
import type { MemoryPorts } from '../../lib/adapters/memory/ports.ts'
import { aReadyWorld } from '../service/world.ts'
import { registerManyDevices, registerManyPasses } from './crowds.ts'
import { dynamoDbBackend, serviceOn } from './dynamo-db-backend.ts'
import { play } from './play.ts'
import { startTables, type Tables } from './tables.ts'

const size = { phones: 2, passes: 2, chapters: 2, actions: 5 }

const runs = 200
/** Worlds that are played at once: most of the time is spent waiting for the server. */
const worlds = 4

let tables: Tables
let memory: MemoryPorts

/** Of a run that went wrong. */
const mostLines = 300

/** Half of the runs make one call at a time, so that the order of what they did is known; the others make several. */
const playOne = async (seed: number): Promise<readonly string[]> => {
  const lines: string[] = []
  const broken = await play({
    ...{ seed, size, name: `run${seed}-`, open: dynamoDbBackend(tables, memory) },
    atOnce: seed % 2 === 0 ? 1 : 4,
    trace: (line) => lines.push(line.slice(0, 300)),
  })
  return broken.length === 0 ? [] : [`seed ${seed}: ${broken.join('; ')}\n${lines.slice(-mostLines).join('\n')}`]
}

const playAll = async (seeds: number[]): Promise<readonly string[]> => {
  const broken: string[] = []
  for (let seed = seeds.pop(); seed !== undefined && broken.length === 0; seed = seeds.pop())
    broken.push(...(await playOne(seed)))
  return broken
}

const needsJava = findJava()
  ? { skip: false, meta: {} }
  : { skip: true, meta: { reason: 'needs Java 17 or later (Debian: default-jre-headless)' } }

describe('on DynamoDB Local', needsJava, () => {
  beforeAll(async () => {
    tables = await startTables()
    memory = (await aReadyWorld()).memory
  })

  afterAll(() => tables.stop())

  it('every device ends with the newest version of its passes, whatever the order of calls', {
    timeout: 300_000,
  }, async () => {
    const seeds = Array.from({ length: runs }, (_, seed) => seed)
    const broken = await Promise.all(Array.from({ length: worlds }, () => playAll(seeds)))
    expect(broken.flat().join('\n\n')).toBe('')
  })

  it('one device registers 20 passes at once', async () => {
    expect(await registerManyPasses({ service: serviceOn(tables, memory) }, 'crowded-phone')).toBe(20)
  })

  it('100 devices register one pass at once', async () => {
    expect(await registerManyDevices({ service: serviceOn(tables, memory) }, 'crowded-pass')).toBe(100)
  })
})
