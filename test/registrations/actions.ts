/** What happens to a world from outside: the back end changes passes, people handle their phones, operators theirs. */
import type { Chance } from '../fuzz/chance.ts'
import { install, type Phone, type PhonePass } from './phone.ts'
import { issueToken, type World } from './world.ts'

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

const isBusy = ({ passes }: Phone): boolean => [...passes.values()].some(({ isRegistering }) => isRegistering)

const change: Act = async ({ passes, servers, chance }) => {
  const pass = chance.any(passes)
  // Of few contents, so that some changes change nothing, and some bring back what was.
  if (pass) await servers.ask('change', (server) => server.put(pass, `content ${chance.below(6)}`))
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
  if (!phone || isBusy(phone)) return
  world.time.now += 1
  world.apns.revoke(phone.pushToken)
  const [, prefix = '', count = ''] = tokenPattern.exec(phone.pushToken) ?? []
  issueToken(world, phone, `${prefix}${Number(count) + 1}`, world.history)
  if (world.chance.oneIn(2)) phone.registersFrom = world.time.now + world.chance.below(mostDelay)
}

/** For the push service, the phone is gone, and its token with it. */
const lose: Act = (world) => {
  const phone = anyPhone(world)
  if (!phone) return
  world.time.now += 1
  phone.isReachable = false
  world.apns.revoke(phone.pushToken)
}

/** It is back with the very same token, registers all it has and looks what it has missed. */
const regain = (world: World, phone: Phone): void => {
  if (isBusy(phone)) return
  world.time.now += 1
  issueToken(world, phone, phone.pushToken, world.history)
  phone.isWoken = true
  for (const held of phone.passes.values()) if (held.registered !== 'none') held.registered = undefined
}

const regainAny: Act = (world) => {
  const phone = world.chance.any(world.phones.filter(({ isReachable }) => !isReachable))
  if (phone) regain(world, phone)
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
  if (backups.madeAt === 0) return
  world.state.generation += 1
  await world.restart(() => world.backend.table.restore())
  world.history.restored()
  for (const phone of world.phones) {
    phone.isWoken = true
    const isNew = world.chance.oneIn(2)
    for (const held of phone.passes.values()) {
      held.isLost = held.registeredAt > backups.madeAt
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

/** Every kind of action, and how often it is taken. */
const kinds: readonly (readonly [weight: number, name: string, act: Act])[] = [
  [10, 'change', change],
  [5, 'add', add],
  [3, 'updates off', switchOff],
  [4, 'updates on', switchOn],
  [1, 'remove', remove],
  [3, 'rotate', rotate],
  [2, 'lose', lose],
  [3, 'regain', regainAny],
  [2, 'turn off', turnOff],
  [2, 'turn on', turnOnAny],
  [1, 'restart', ({ restart }) => restart()],
  [1, 'lose the signer', loseSigner],
  [1, 'find the signer', findSigner],
  [1, 'back up', backUp],
  [1, 'restore', restore],
]

const deck = kinds.flatMap(([weight, name, act]) => Array.from({ length: weight }, () => ({ name, act })))

/** A phone gets its first pass, most of the time. */
export const firstAction: Action = { name: 'add', act: add }

/** What happens to a world, one thing after the other but for what comes of it. */
export const anAction = (chance: Chance): Action => deck[chance.below(deck.length)] ?? { name: 'change', act: change }

/** Everything is well again, but for phones that are turned off. */
export const calmDown = (world: World): void => {
  world.state.faultsOneIn = 0
  world.state.canSign = true
  for (const phone of world.phones) if (!phone.isReachable) regain(world, phone)
}

/** Turns all phones on. */
export const turnOnAll = ({ phones }: World): void => {
  for (const phone of phones) turnOn(phone)
}
