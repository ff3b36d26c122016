/** What happens to a world from outside: the back end changes passes, people handle their phones, operators theirs. */
import type { Chance } from '../fuzz/chance.ts'
import { install, isRegistering, type Phone, type PhonePass } from './phone.ts'
import type { World } from './world.ts'

/** What an action does. If it cannot be done, nothing. */
type Act = (world: World, backups: Backups) => Promise<void> | void

/** What happens. */
export interface Action {
  readonly name: string
  readonly act: Act
}

/** When the last backup was made: 0 if there is none. */
export interface Backups {
  madeAt: number
}

const anyPhone = ({ phones, chance }: World): Phone | undefined => chance.any(phones)

const anyHeld = (world: World, suits: (held: PhonePass) => boolean): PhonePass | undefined =>
  world.chance.any(world.phones.flatMap(({ passes }) => [...passes.values()].filter(suits)))

const change: Act = async ({ passes, servers, chance }) => {
  const pass = chance.any(passes)
  // Of few contents, so that some changes change nothing, and some bring back what was.
  if (pass) await servers.ask('change', (server) => server.put(pass, `content ${chance.below(8)}`))
}

/** Somebody puts a pass on a phone. */
const addTo = async (world: World, phone: Phone): Promise<void> => {
  const pass = world.chance.any(world.passes.filter(({ serialNumber }) => !phone.passes.has(serialNumber)))
  if (!pass) return
  const done = await world.servers.ask('download', (server) => server.download(pass))
  if (done && !phone.passes.has(pass.serialNumber)) install(phone, pass, done.answer)
}

const add: Act = async (world) => {
  const phone = anyPhone(world)
  if (phone) await addTo(world, phone)
}

const switchOff: Act = (world) => {
  const held = anyHeld(world, ({ wantsUpdates }) => wantsUpdates)
  if (held) held.wantsUpdates = false
}

const switchOn: Act = (world) => {
  const held = anyHeld(world, ({ wantsUpdates, isRemoved }) => !(wantsUpdates || isRemoved))
  if (held) held.wantsUpdates = true
}

const remove: Act = (world) => {
  const held = anyHeld(world, ({ isRemoved }) => !isRemoved)
  if (held) Object.assign(held, { wantsUpdates: false, isRemoved: true })
}

/** In milliseconds. */
const mostDelay = 10_000

const tokenPattern = /^(.*-token)(\d+)$/

/** The phone gets another push token. It tells the server when it has answered what it was told before. */
const rotate: Act = (world) => {
  const phone = anyPhone(world)
  if (!phone || isRegistering(phone)) return
  world.time.now += 1
  world.apns.revoke(phone.pushToken)
  const [, prefix = '', count = ''] = tokenPattern.exec(phone.pushToken) ?? []
  phone.pushToken = `${prefix}${Number(count) + 1}`
  phone.backAt = undefined
  world.recognize(phone)
  if (!world.chance.oneIn(3)) phone.registersFrom = world.time.now + world.chance.below(mostDelay)
}

/** For the push service, the phone is gone, and its token with it. */
const lose: Act = (world) => {
  const phone = anyPhone(world)
  if (!phone) return
  world.time.now += 1
  world.apns.revoke(phone.pushToken)
  phone.backAt = world.time.now + world.chance.below(mostDelay)
}

/** Somebody wants to know. */
const look: Act = (world) => {
  const phone = anyPhone(world)
  if (phone?.isOn) phone.isWoken = true
}

const turnOff: Act = (world) => {
  const phone = anyPhone(world)
  if (phone) phone.isOn = false
}

const turnOn = (phone: Phone): void => {
  phone.isOn = true
  phone.isWoken = true
}

const turnOnAny: Act = (world) => {
  const phone = anyPhone(world)
  if (phone) turnOn(phone)
}

const backUp: Act = ({ backend, history }, backups) => {
  backend.table.backUp()
  backups.madeAt = history.next()
}

/** What was registered since the backup is not known any more. Half of the phones register anew after a while. */
const restore: Act = async (world, backups) => {
  if (!world.backend.table.isRestorable()) return
  world.state.generation += 1
  await world.restart(() => world.backend.table.restore())
  world.history.restored()
  for (const phone of world.phones) {
    phone.isWoken = true
    const isNew = world.chance.oneIn(2)
    for (const held of phone.passes.values()) {
      held.isLost ||= held.registeredAt > backups.madeAt
      if (isNew && held.isLost) held.registered = undefined
    }
  }
}

const loseSigner: Act = ({ state }) => {
  state.canSign = false
}

const findSigner: Act = ({ state }) => {
  state.canSign = true
}

/** In milliseconds. */
const longestBreakdown = 5 * 60 * 1000

const breakPushes: Act = ({ apns, time, chance }) => apns.breakUntil(time.now + chance.below(longestBreakdown))

/** What a run is about. */
export const themes = ['everything', 'tokens', 'switches', 'restores', 'haste'] as const

/** See {@link themes}. */
export type Theme = (typeof themes)[number]

/** Every kind of action, and how often it is taken in a run of each theme, in their order. */
const kinds: readonly (readonly [name: string, weights: readonly number[], act: Act])[] = [
  ['change', [10, 12, 8, 8, 9], change],
  ['look', [3, 0, 2, 0, 9], look],
  ['add', [5, 1, 3, 3, 1], add],
  ['updates off', [3, 0, 6, 1, 0], switchOff],
  ['updates on', [4, 1, 8, 2, 0], switchOn],
  ['remove', [1, 0, 1, 0, 0], remove],
  ['rotate', [3, 8, 0, 1, 0], rotate],
  ['lose', [3, 4, 0, 0, 0], lose],
  ['turn off', [2, 0, 0, 1, 0], turnOff],
  ['turn on', [2, 0, 0, 1, 0], turnOnAny],
  ['restart', [1, 0, 1, 0, 0], ({ restart }) => restart()],
  ['lose the signer', [1, 0, 0, 0, 0], loseSigner],
  ['find the signer', [1, 0, 0, 0, 0], findSigner],
  ['break pushes', [1, 1, 0, 0, 0], breakPushes],
  ['back up', [1, 0, 0, 4, 0], backUp],
  ['restore', [1, 0, 0, 4, 0], restore],
]

const deckOf = (theme: Theme): readonly Action[] =>
  kinds.flatMap(([name, weights, act]) =>
    Array.from({ length: weights[themes.indexOf(theme)] ?? 0 }, () => ({ name, act })),
  )

const decks = new Map(themes.map((theme) => [theme, deckOf(theme)]))

/** A phone gets its first pass, most of the time. */
export const firstAction: Action = { name: 'add', act: add }

/** Picks an action. */
export const anAction = (theme: Theme, chance: Chance): Action => chance.any(decks.get(theme) ?? []) ?? firstAction

/** Everything is well again, but for phones that are turned off. */
export const calmDown = (world: World): void => {
  world.state.faultsOneIn = 0
  world.state.canSign = true
}

/** Turns all phones on. */
export const turnOnAll = ({ phones }: World): void => {
  for (const phone of phones) turnOn(phone)
}
