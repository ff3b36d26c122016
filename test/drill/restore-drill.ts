/**
 * The restore drill: tables are put back to an earlier state while phones keep newer versions, dates and tags. In the end
 * every phone that the backup knows has the newest version, and what was erased is erased.
 */
import type { RecordStore } from '../../lib/adapters/memory/records.ts'
import type { RegistrationStore } from '../../lib/adapters/memory/registrations.ts'
import type { Recovery } from '../../lib/ports/inventory.ts'
import { makeFinish } from '../../lib/service/restore/finish.ts'
import { type Chance, chanceOf } from '../fuzz/chance.ts'
import { aPass } from '../service/world.ts'
import { serialOf } from './deployment.ts'
import { judgeRestore, type RestoreReport } from './restore-judge.ts'
import { aRestoreWorld, type DrilledPhone, type RestoreWorld, type Tables } from './restore-world.ts'

/** How large a drill is, and what is left out on purpose. */
export interface RestoreDrillOptions {
  readonly passes: number
  readonly devices: number
  /** Changes of each part of the drill. */
  readonly changes: number
  readonly seed: number
  readonly design?: RestoreDesign
  /** Is told how it goes. */
  readonly say?: (line: string) => void
}

/** A design that leaves something out. */
export interface RestoreDesign {
  readonly withoutGeneration?: boolean
  readonly withoutRestoredAt?: boolean
  /** In the place of what tells devices all anew. */
  readonly recovery?: (recovery: Recovery, tables: Tables) => Recovery
  /** Whether the log of erasures is lost with the tables. */
  readonly withoutLog?: boolean
}

const replace = <Key, Value>(map: Map<Key, Value>, by: ReadonlyMap<Key, Value>): void => {
  map.clear()
  for (const [key, value] of by) map.set(key, value)
}

const putBack = ({ tables }: RestoreWorld, records: RecordStore, registrations: RegistrationStore): void => {
  replace(tables.records.passes, records.passes)
  replace(tables.records.idempotency, records.idempotency)
  replace(tables.records.erasures, records.erasures)
  replace(tables.registrations.devices, registrations.devices)
  replace(tables.registrations.holders, registrations.holders)
}

/** What becomes of a pass in a drill, by its number: the first one changes all the time, and every phone but one holds it. */
const lots = { busy: 0, between: 1, quiet: 2, erased: 3 } as const

const ofLot = ({ passes }: RestoreDrillOptions, lot: keyof typeof lots): readonly string[] =>
  Array.from({ length: passes }, (_, number) => number).flatMap((number) =>
    number > 0 && number % 4 === lots[lot] ? [serialOf(number)] : [],
  )

/** Passes of each lot, by chance. */
const someOfEach = (chance: Chance, options: RestoreDrillOptions): readonly string[] =>
  (['busy', 'between', 'quiet', 'erased'] as const).flatMap((lot) => {
    const all = ofLot(options, lot)
    return all[chance.below(all.length)] ?? []
  })

/** Changes passes by chance, the first one often. */
const changeSome = async (
  world: RestoreWorld,
  chance: Chance,
  { serials, changes, word }: { readonly serials: readonly string[]; readonly changes: number; readonly word: string },
): Promise<void> => {
  for (let count = 0; count < changes; count++) {
    const serial = chance.oneIn(2) ? undefined : serials[chance.below(serials.length)]
    await world.change(serial ?? serialOf(0), `${word} ${count}`)
    if (chance.oneIn(8)) await world.settled()
  }
  await world.settled()
}

const changeEach = async (world: RestoreWorld, serials: readonly string[], word: string): Promise<void> => {
  for (const serial of serials) await world.change(serial, word)
  await world.settled()
}

/** What happens after the backup, and is lost with the tables. Returns what was erased. */
const liveOn = async (
  world: RestoreWorld,
  chance: Chance,
  options: RestoreDrillOptions,
): Promise<ReadonlySet<string>> => {
  await changeSome(world, chance, { serials: ofLot(options, 'busy'), changes: options.changes, word: 'lost' })
  await changeEach(world, [...ofLot(options, 'between'), ...ofLot(options, 'quiet')], 'lost')
  await world.change(serialOf(options.passes), 'issued since')
  await world.equip([serialOf(0), serialOf(options.passes), ...someOfEach(chance, options)])
  const gone = world.phones[1]?.device
  const last = gone?.passes.at(-1)
  if (last) await gone?.remove(last)
  const erased = new Set(ofLot(options, 'erased').filter((_, index) => index % 2 === 0))
  world.clock.now += 1000
  for (const serial of erased) await world.service().passes.erase(aPass(serial), {})
  await world.settled()
  return erased
}

const switchOff = (phones: readonly DrilledPhone[], chance: Chance): readonly DrilledPhone[] => {
  const off = phones.filter((_, index) => index === 0 || (index < phones.length - 2 && chance.oneIn(3)))
  for (const phone of off) phone.isOn = false
  return off
}

const finish = async (
  { memory, tables }: RestoreWorld,
  restoredAt: number,
  { recovery, withoutLog }: RestoreDesign,
) => {
  const log: Recovery = withoutLog
    ? { ...memory.recovery, erasures: () => Promise.resolve({ items: [] }) }
    : memory.recovery
  const { erase, tell } = await makeFinish(
    { ...memory, recovery: recovery?.(log, tables) ?? log },
    { restoredAt, isDry: false, pace: () => Promise.resolve(), tell: () => undefined },
  )
  const { erased } = await erase()
  return { erased, ...(await tell()) }
}

/** Runs a drill. */
export const runRestoreDrill = async (options: RestoreDrillOptions): Promise<RestoreReport> => {
  const { passes, devices, changes, design = {}, say = () => undefined } = options
  const chance = chanceOf(options.seed, 0)
  const world = await aRestoreWorld(chance)
  try {
    for (let number = 0; number < passes; number++) await world.change(serialOf(number), 'new')
    for (let number = 0; number < devices; number++) await world.equip([serialOf(0), ...someOfEach(chance, options)])
    // It hears of nothing but of the restore.
    await world.equip(ofLot(options, 'quiet'))
    const all = Array.from({ length: passes }, (_, number) => serialOf(number))
    await changeSome(world, chance, { serials: all, changes, word: 'kept' })
    const records = structuredClone(world.tables.records)
    // Two tables are never restored to quite the same moment: devices may have been told of what the records know not.
    for (const time of ['once', 'twice']) await changeEach(world, ofLot(options, 'between'), `between ${time}`)
    const registrations = structuredClone(world.tables.registrations)
    say(`backed up: ${passes} passes on ${devices + 1} phones`)

    const erased = await liveOn(world, chance, options)
    say(`since then: ${changes} changes and more, one more pass and phone, ${erased.size} passes erased`)
    const off = switchOff(world.phones, chance)
    world.clock.now += 60_000
    putBack(world, records, registrations)
    const restoredAt = Math.ceil(world.clock.now / 1000)
    world.clock.now = restoredAt * 1000
    world.deploy({
      ...(design.withoutGeneration ? {} : { generation: 2 }),
      ...(design.withoutRestoredAt ? {} : { restoredAt }),
    })
    // Nobody waits for the restore to be finished.
    const serials = ofLot(options, 'busy')
    const [finished] = await Promise.all([
      finish(world, restoredAt, design),
      changeSome(world, chance, { serials, changes: Math.ceil(changes / 4), word: 'meanwhile' }),
    ])
    await world.settled()
    say(
      `restored: ${finished.erased} passes erased again, ${finished.told} phones told, ${finished.ended} registrations ended`,
    )
    await changeEach(world, ofLot(options, 'between'), 'since')
    // More than were lost: tags of before come to look as if they were of today.
    await changeSome(world, chance, { serials, changes: 2 * changes, word: 'since' })
    for (const phone of off) {
      phone.isOn = true
      phone.wake()
    }
    await changeSome(world, chance, { serials, changes: Math.ceil(changes / 4), word: 'late' })
    return await judgeRestore(world, registrations, erased)
  } finally {
    await world.memory.close()
  }
}
