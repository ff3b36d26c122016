/** A device as a phone behaves: registers what it holds, asks what has changed when it is woken, and fetches that. */
import type { PassId } from '../../lib/ports/records.ts'
import type { DeviceId } from '../../lib/ports/registrations.ts'
import type { History, KeptTag, Read } from './history.ts'
import type { Offer } from './scheduler.ts'
import type { DownloadedPass, Servers } from './server.ts'

/** A pass on a phone. */
export interface PhonePass {
  readonly pass: PassId
  readonly token: string
  content: string
  /** When its version came to be: whole seconds since 1970. */
  modifiedAt: number
  /** The same as the web service has said it; undefined as long as it has not. */
  lastModified: number | undefined
  /** Whether its holder wants updates. */
  wantsUpdates: boolean
  isRemoved: boolean
  /** The push token that the server surely knows for it; `none` if it surely does not know the pass. */
  registered: string | 'none' | undefined
  /** When it surely was registered. */
  registeredAt: number
  /** Whether that was forgotten with a restore. */
  isLost: boolean
  /** Whether a request to register or unregister it is on its way. */
  isRegistering: boolean
  /** Whether it was listed and is to be fetched, as soon as its holder wants updates. */
  isStale: boolean
  isFetching: boolean
}

/** A phone. */
export interface Phone {
  readonly id: DeviceId
  readonly passes: Map<string, PhonePass>
  isOn: boolean
  pushToken: string
  /** It registers nothing before this time, in milliseconds since 1970: a new push token is not told at once. */
  registersFrom: number
  /** When the push service knows it again, which has forgotten it; in milliseconds since 1970. */
  backAt: number | undefined
  tag: KeptTag | undefined
  /** What the server read for the last list that reached the phone. */
  lastRead: Read | undefined
  /** Whether it is to ask what has changed. */
  isWoken: boolean
  isLooking: boolean
  /** Keeps a new tag only when it has fetched everything; others keep it and remember what they have to fetch. */
  readonly fetchesFirst: boolean
}

/** What phones need of the world. */
export interface PhoneWorld {
  readonly servers: Servers
  readonly history: History
  readonly time: { readonly now: number }
  /** Makes the push token of a phone a good one. */
  readonly recognize: (phone: Phone) => void
}

/** A phone without passes. */
export const aPhone = (id: DeviceId, pushToken: string, fetchesFirst: boolean): Phone => ({
  ...{ id, pushToken, fetchesFirst, passes: new Map(), isOn: true, backAt: undefined, registersFrom: 0 },
  ...{ tag: undefined, lastRead: undefined, isWoken: false, isLooking: false },
})

/** Puts a pass on a phone. */
export const install = (phone: Phone, pass: PassId, { content, modifiedAt, token }: DownloadedPass): void => {
  phone.passes.set(pass.serialNumber, {
    ...{ pass, token, content, modifiedAt, lastModified: undefined },
    ...{ wantsUpdates: true, isRemoved: false, registered: 'none', registeredAt: 0, isLost: false },
    ...{ isRegistering: false, isStale: false, isFetching: false },
  })
}

const isToBeRegistered = (phone: Phone, { wantsUpdates, registered }: PhonePass): boolean =>
  wantsUpdates && registered !== phone.pushToken

const isToBeUnregistered = ({ wantsUpdates, registered }: PhonePass): boolean => !wantsUpdates && registered !== 'none'

const register = async ({ servers, history }: PhoneWorld, phone: Phone, held: PhonePass): Promise<void> => {
  const { pushToken } = phone
  held.isRegistering = true
  held.registered = undefined
  const done = await servers.ask(`${phone.id.deviceLibraryIdentifier} registers ${held.pass.serialNumber}`, (server) =>
    server.wallet.register({ device: phone.id, pass: held.pass, token: held.token }, pushToken),
  )
  held.isRegistering = false
  if (!done) return
  held.registered = pushToken
  held.registeredAt = history.next()
  held.isLost = false
}

const unregister = async ({ servers }: PhoneWorld, phone: Phone, held: PhonePass): Promise<void> => {
  held.isRegistering = true
  held.registered = undefined
  const done = await servers.ask(
    `${phone.id.deviceLibraryIdentifier} unregisters ${held.pass.serialNumber}`,
    (server) => server.wallet.unregister({ device: phone.id, pass: held.pass, token: held.token }),
  )
  held.isRegistering = false
  if (!done) return
  held.registered = 'none'
  if (held.isRemoved) phone.passes.delete(held.pass.serialNumber)
}

const fetch = async ({ servers, history }: PhoneWorld, phone: Phone, held: PhonePass): Promise<void> => {
  const { pass, token, lastModified } = held
  const name = `${phone.id.deviceLibraryIdentifier} fetches ${pass.serialNumber}`
  held.isFetching = true
  held.isStale = false
  const done = await servers.ask(name, (server) =>
    server.latest({ pass, token, ...(lastModified === undefined ? {} : { since: lastModified }) }),
  )
  held.isFetching = false
  if (!done) held.isStale = true
  if (!done || done.answer === 'unchanged') return
  const { content, modifiedAt } = done.answer
  if (modifiedAt < held.modifiedAt) history.breaks(`${name}: it had a newer version`)
  Object.assign(held, { content, modifiedAt, lastModified: modifiedAt })
}

/** Does with a list what a phone does. Returns whether it has all that it names. */
const follow = async (world: PhoneWorld, phone: Phone, serialNumbers: readonly string[]): Promise<boolean> => {
  const listed = serialNumbers.flatMap((serialNumber) => phone.passes.get(serialNumber) ?? [])
  for (const held of listed) held.isStale = true
  const wanted = listed.filter(({ wantsUpdates }) => wantsUpdates)
  if (!phone.fetchesFirst) return true
  for (const held of wanted) if (held.isStale && !held.isFetching) await fetch(world, phone, held)
  return wanted.every(({ isStale, isFetching }) => !(isStale || isFetching))
}

const look = async (world: PhoneWorld, phone: Phone): Promise<void> => {
  const asked = phone.tag
  phone.isLooking = true
  phone.isWoken = false
  const done = await world.servers.ask(`${phone.id.deviceLibraryIdentifier} lists`, (server) =>
    server.list(phone.id, asked?.text),
  )
  if (!done) phone.isWoken = true
  else {
    const { read, generation, changed } = done.answer
    world.history.listed({ device: phone.id.deviceLibraryIdentifier, asked, generation, read, answer: changed })
    phone.lastRead = read
    if (changed && (await follow(world, phone, changed.serialNumbers)))
      phone.tag = { text: changed.lastUpdated, generation, read }
    else if (changed) phone.isWoken = true
  }
  phone.isLooking = false
}

const passOffers = (world: PhoneWorld, phone: Phone, held: PhonePass): Offer[] => {
  const { serialNumber } = held.pass
  const name = phone.id.deviceLibraryIdentifier
  const offers: Offer[] = []
  if (!held.isRegistering && phone.registersFrom <= world.time.now) {
    if (isToBeRegistered(phone, held))
      offers.push({ name: `${name} registers ${serialNumber}`, begin: () => register(world, phone, held) })
    if (isToBeUnregistered(held))
      offers.push({ name: `${name} unregisters ${serialNumber}`, begin: () => unregister(world, phone, held) })
  }
  if (held.isStale && held.wantsUpdates && !held.isFetching && !phone.isLooking)
    offers.push({ name: `${name} fetches ${serialNumber}`, begin: () => fetch(world, phone, held) })
  return offers
}

/** Whether it waits for the answer to a registration: until then, it does not tell another push token. */
export const isRegistering = ({ passes }: Phone): boolean => [...passes.values()].some((held) => held.isRegistering)

/** The push service knows the phone again, by the very same token: it registers all it has and looks what it has missed. */
const comeBack = ({ recognize }: PhoneWorld, phone: Phone): void => {
  recognize(phone)
  phone.backAt = undefined
  phone.isWoken = true
  for (const held of phone.passes.values()) if (held.registered !== 'none') held.registered = undefined
}

/** What a phone may do next. */
export const phoneOffers = (world: PhoneWorld, phone: Phone): readonly Offer[] => {
  if (!phone.isOn) return []
  if (phone.backAt !== undefined && phone.backAt <= world.time.now && !isRegistering(phone))
    return [{ name: `${phone.id.deviceLibraryIdentifier} is back`, begin: () => comeBack(world, phone) }]
  const offers = [...phone.passes.values()].flatMap((held) => passOffers(world, phone, held))
  if (phone.isWoken && !phone.isLooking)
    offers.push({ name: `${phone.id.deviceLibraryIdentifier} lists`, begin: () => look(world, phone) })
  return offers
}
