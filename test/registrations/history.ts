/** What was seen of a run, in order, and what of it breaks a promise. */
import type { Registrations } from '../../lib/ports/registrations.ts'
import type { ChangedPasses } from '../../lib/service/wallet/wallet-service.ts'

/** What a list read of its device. */
export interface Read {
  readonly order: number
  /** Of the device; undefined if there was none. */
  readonly epoch: string | undefined
  /** When each of its passes had been marked last; 0 if it never was. */
  readonly markedAt: ReadonlyMap<string, number>
}

/** A tag that a device keeps, and what is known of the list that gave it. */
export interface KeptTag {
  readonly text: string
  readonly generation: number
  readonly read: Read
}

/** A list that was answered. */
export interface Listed {
  readonly device: string
  readonly asked: KeptTag | undefined
  readonly generation: number
  readonly read: Read
  readonly answer: ChangedPasses | undefined
}

/** What was seen of a run. */
export interface History {
  /** The number of the next thing that happens. */
  readonly next: () => number
  /** What is broken, in words. */
  readonly broken: readonly string[]
  /** Notes a broken promise. */
  readonly breaks: (promise: string) => void
  /** When a pass of a device was marked last, as long as it is registered: 0 if it was not. */
  readonly markedAt: (device: string, serialNumber: string) => number
  /** Notes an answered list. */
  readonly listed: (listed: Listed) => void
  /** Notes a push that reached the device that this token is of. */
  readonly pushed: (token: string) => void
  /** When a push reached the device that this token is of last; 0 if none did. */
  readonly pushedAt: (token: string) => number
  /** Forgets all marks: the table is another one. */
  readonly restored: () => void
  /** Registrations, with an eye on what becomes of them. */
  readonly watch: (registrations: Registrations) => Registrations
  /** The same for lists, of which there is one at a time for each device: what they read. */
  readonly watchLists: (registrations: Registrations) => Registrations
  /** What the list of a device has read. */
  readonly readOf: (device: string) => Read | undefined
}

/** A pass that a device holds, from its registration on. */
interface Life {
  markedAt: number
  readonly versions: Set<number>
}

const named = (serialNumbers: readonly string[]): string => serialNumbers.toSorted().join(' ') || 'none'

const mayListFrom = ({ asked, generation, read }: Listed): number =>
  asked && asked.generation === generation && asked.read.epoch === read.epoch ? asked.read.order : -1

/**
 * Begins a history.
 *
 * @param isExact whether calls of stores are made one at a time, so that the order of what they did is known
 */
export const makeHistory = (isExact: boolean): History => {
  let order = 0
  const broken: string[] = []
  const lives = new Map<string, Life>()
  const pushes = new Map<string, number>()
  const reads = new Map<string, Read>()
  const next = (): number => {
    order += 1
    return order
  }
  const keyOf = (device: string, serialNumber: string): string => `${device}/${serialNumber}`
  const markedAt = (device: string, serialNumber: string): number =>
    lives.get(keyOf(device, serialNumber))?.markedAt ?? 0
  const breaks = (promise: string): void => {
    broken.push(promise)
  }

  const marked = (key: string, version: number, at: number): void => {
    const life = lives.get(key) ?? { markedAt: 0, versions: new Set() }
    if (isExact && life.versions.has(version)) breaks(`${key} was marked twice for version ${version}`)
    life.versions.add(version)
    life.markedAt = at
    lives.set(key, life)
  }

  return {
    ...{ next, broken, breaks, markedAt },
    listed: (listed) => {
      const { device, asked, read, answer } = listed
      if (answer && answer.lastUpdated === asked?.text) breaks(`${device} was given passes, but the tag that it had`)
      if (!isExact) return
      const from = mayListFrom(listed)
      const expected = [...read.markedAt].flatMap(([serialNumber, at]) => (at > from ? serialNumber : []))
      const found = answer?.serialNumbers ?? []
      if (named(found) !== named(expected)) {
        breaks(`${device} asked with ${asked?.text ?? 'no tag'} and got ${named(found)} instead of ${named(expected)}`)
      }
    },
    pushed: (token) => pushes.set(token, next()),
    pushedAt: (token) => pushes.get(token) ?? 0,
    restored: () => lives.clear(),
    readOf: (device) => reads.get(device),
    watchLists: (registrations) => ({
      ...registrations,
      find: async (id) => {
        const found = await registrations.find(id)
        const device = id.deviceLibraryIdentifier
        const serialNumbers = [...(found?.passes.keys() ?? [])]
        const marks = new Map(serialNumbers.map((serialNumber) => [serialNumber, markedAt(device, serialNumber)]))
        reads.set(device, { order: next(), epoch: found?.epoch, markedAt: marks })
        return found
      },
    }),
    watch: (registrations) => ({
      ...registrations,
      register: async (registration) => {
        const outcome = await registrations.register(registration)
        const { device, serialNumber } = registration
        if (outcome.kind === 'registered' && outcome.isNew)
          lives.delete(keyOf(device.deviceLibraryIdentifier, serialNumber))
        return outcome
      },
      mark: async (holding, version) => {
        const at = next()
        const outcome = await registrations.mark(holding, version)
        if (outcome.kind === 'marked')
          marked(keyOf(holding.device.deviceLibraryIdentifier, holding.serialNumber), version, at)
        return outcome
      },
    }),
  }
}
