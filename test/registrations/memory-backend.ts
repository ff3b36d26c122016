/**
 * A world in memory. Real: the memory adapters, the use cases of Wallet, of the stream and of the queues, the writer of
 * records with their numbers, and what stores built passes. Not real: the check of a change (`draft`), templates, signers,
 * and `buildPass`, in whose place a test puts `buildPassOfText`: a pass is a text. WebCrypto works on threads, whose
 * order no seed could repeat; and 5,000 runs would sign for minutes.
 */
import { memoryAssets } from '../../lib/adapters/memory/assets.ts'
import { memoryEvents } from '../../lib/adapters/memory/events.ts'
import { memoryMetrics } from '../../lib/adapters/memory/metrics.ts'
import { memoryParked } from '../../lib/adapters/memory/parked.ts'
import { memoryRecords } from '../../lib/adapters/memory/records.ts'
import {
  memoryRegistrations,
  type RegistrationStore,
  registrationStore,
} from '../../lib/adapters/memory/registrations.ts'
import { type Bytes, utf8 } from '../../lib/core/bytes.ts'
import { makeAuthenticationToken } from '../../lib/core/links/authentication-token.ts'
import type { Clock } from '../../lib/ports/clock.ts'
import type { PassId, PassRecord } from '../../lib/ports/records.ts'
import type { Registrations } from '../../lib/ports/registrations.ts'
import type { KeyRing } from '../../lib/ports/secrets.ts'
import { ServiceError } from '../../lib/service/errors.ts'
import { type Builder, makeBuilder } from '../../lib/service/passes/builder.ts'
import type { Drafter } from '../../lib/service/passes/draft.ts'
import { makePassFiles, type PassFiles } from '../../lib/service/passes/files.ts'
import type { Memory } from '../../lib/service/passes/idempotency.ts'
import { nextRecord } from '../../lib/service/passes/next-record.ts'
import { makeWriter } from '../../lib/service/passes/writer.ts'
import { randomText } from '../../lib/service/random-text.ts'
import { makeLocks } from '../../lib/service/secrets/locks.ts'
import type { ServiceSettings } from '../../lib/service/service.ts'
import type { Trail } from '../../lib/service/timeline/trail.ts'
import { makeWalletSteps } from '../../lib/service/timeline/wallet-steps.ts'
import { makeAuthenticate } from '../../lib/service/wallet/authenticate.ts'
import { makeWalletService, type WalletParts } from '../../lib/service/wallet/wallet.ts'
import type { WalletService } from '../../lib/service/wallet/wallet-service.ts'
import { makeBuildWork } from '../../lib/service/work/build.ts'
import { makeFollow } from '../../lib/service/work/follow.ts'
import { makeNotify } from '../../lib/service/work/notify.ts'
import { makeRedrive } from '../../lib/service/work/redrive.ts'
import type { Backend, OpenBackend, ProcessParts, RegistrationsTable } from './backend.ts'
import { type Server, walletOf } from './server.ts'
import type { RemotePorts } from './wired.ts'

/** What is wrong on purpose. What is left out is right. */
export interface WrongDesign {
  /** In the place of the store of registrations. */
  readonly registrations?: (registrations: Registrations, store: RegistrationStore) => Registrations
  /** In the place of the ports of a process. */
  readonly ports?: (ports: RemotePorts, clock: Clock) => RemotePorts
  /** In the place of use cases of Wallet. */
  readonly wallet?: (
    wallet: WalletParts,
    settings: ServiceSettings,
  ) => Partial<Pick<WalletService, 'register' | 'list'>>
  /** The numbers of a record after a write, given the right ones. */
  readonly numbers?: (next: PassRecord, current: PassRecord | undefined) => PassRecord
  /** What tags begin with, given what they should. */
  readonly generation?: (generation: number) => number
}

const keys = new Map([['1', utf8('1'.repeat(32))]])
const keyRing: KeyRing = { current: '1', keys }

const template = { name: 'text', version: 1 }

/** Without a template there is nothing to check: the content of a pass is its name. */
const draftWith =
  ({ clock, random }: ProcessParts, { numbers }: WrongDesign): Drafter =>
  ({ change, current }) => {
    const contents = current ? change.contents(current) : (change.initial ?? { values: {}, images: {}, voided: false })
    const record = nextRecord(change.pass, current, {
      ...{ template, ...contents, contentHash: String(contents.values.name), hasRandomSerial: false },
      ...{ personalization: undefined, adoptedToken: undefined, lastModified: undefined },
      ...{ sequences: undefined, rollout: undefined, barcodeKeyId: undefined },
      token: current?.token ?? { keyId: '1', issue: randomText(random, 12) },
      writeId: randomText(random, 16),
      now: clock.now(),
    })
    return Promise.resolve({ record: numbers?.(record, current) ?? record, warnings: [] })
  }

const validity = { notBefore: new Date(0), notAfter: new Date('2100-01-01') }

const signer = { ...{ id: 'signer', certificate: validity, intermediate: validity }, ...validity }

/** Builds what `buildPassOfText` makes: a template, filled, is a text, and the signer is there or not. */
const builderOf = ({ ports, clock, canSign }: ProcessParts): Builder =>
  makeBuilder({
    ...{ ...ports, clock, metrics: memoryMetrics().metrics },
    compiled: { version: () => Promise.resolve({}) } as never,
    filler: { fill: (_: unknown, { values }: PassRecord) => Promise.resolve(values.name) } as never,
    signers: {
      current: () =>
        canSign() ? Promise.resolve(signer) : Promise.reject(new ServiceError('signer/missing', 'there is no signer')),
    } as never,
  })

const noMemory: Memory = {
  recall: () => Promise.resolve(undefined),
  entry: () => Promise.reject(new Error('no request has an idempotency key')),
}

/** What requests leave on timelines takes turns, and changes nothing. */
const noTrail: Trail = { note: () => undefined, tell: () => Promise.resolve(), settled: () => Promise.resolve() }

const walletServiceOf = (parts: ProcessParts, files: PassFiles, design: WrongDesign): WalletService => {
  const { ports, clock, random, generation } = parts
  const secrets = { keyRing: () => Promise.resolve(keyRing), personalDataKeys: () => Promise.resolve(keyRing) }
  const settings = {
    publicBaseUrl: 'https://passes.example.com',
    passTypeIdentifiers: [],
    generation: design.generation?.(generation) ?? generation,
  }
  const locks = makeLocks({ secrets: secrets as never, clock, random })
  const walletParts: WalletParts = {
    ...{ ...ports, clock, random },
    authenticate: makeAuthenticate({ ...ports, ...locks }, settings),
    files,
    personalize: () => Promise.reject(new Error('no pass is personalizable')),
    log: () => Promise.resolve(),
    steps: makeWalletSteps({ trail: noTrail, clock }),
  }
  const service = makeWalletService(walletParts, settings)
  const ofLists = makeWalletService({ ...walletParts, registrations: parts.registrationsOfLists }, settings)
  return {
    ...service,
    list: ofLists.list,
    ...design.wallet?.({ ...walletParts, registrations: parts.registrationsOfLists }, settings),
  }
}

const textOf = (bytes: Bytes): string => new TextDecoder().decode(bytes)

const startWith =
  (design: WrongDesign) =>
  (given: ProcessParts): Server => {
    const { clock, random } = given
    const { metrics } = memoryMetrics()
    const ports = design.ports?.(given.ports, clock) ?? given.ports
    const parts = { ...given, ports }
    const build = builderOf(parts)
    const files = makePassFiles({ ...ports, clock }, build, {})
    const draft = draftWith(parts, design)
    const tombstones = { namesOf: () => Promise.resolve([]) }
    const write = makeWriter({ ...ports, clock, random, metrics, memory: noMemory, draft, tombstones })
    const read = async (pass: PassId): Promise<PassRecord> => {
      const record = await ports.records.get(pass)
      if (record) return record
      throw new Error('no pass is erased')
    }
    return {
      ...walletOf(parts, walletServiceOf(parts, files, design), textOf),
      download: async (pass) => {
        const { bytes, modifiedAt, pass: record } = await files.of(await read(pass), () => read(pass))
        return { content: textOf(bytes), modifiedAt, token: makeAuthenticationToken(keyRing, pass, record.token) }
      },
      put: async (pass, name) => {
        const contents = { values: { name }, images: {}, voided: false }
        await write({}, () => ({
          pass,
          initial: contents,
          template: () => Promise.resolve({} as never),
          contents: () => contents,
        }))
      },
      follow: makeFollow({ ...ports, clock }),
      build: makeBuildWork({ ...ports, parked: memoryParked(), clock, metrics, build }),
      notify: makeNotify({ ...ports, clock, random, metrics }),
      redrive: makeRedrive({ ...ports, clock }),
    }
  }

const tableOf = (design: WrongDesign): RegistrationsTable => {
  const store = registrationStore()
  const registrations = memoryRegistrations(store)
  let backup: RegistrationStore | undefined
  const replace = <Key, Value>(map: Map<Key, Value>, by: ReadonlyMap<Key, Value>): void => {
    map.clear()
    for (const [key, value] of by) map.set(key, value)
  }
  return {
    registrations: design.registrations?.(registrations, store) ?? registrations,
    backUp: () => {
      backup = structuredClone(store)
    },
    isRestorable: () => backup !== undefined,
    restore: () => {
      const { devices, holders } = structuredClone(backup ?? registrationStore())
      replace(store.devices, devices)
      replace(store.holders, holders)
      return Promise.resolve()
    },
  }
}

/** Opens a world in memory. */
export const memoryBackend =
  (design: WrongDesign = {}): OpenBackend =>
  ({ time, tell }): Backend => ({
    stores: {
      records: memoryRecords(tell),
      ...memoryAssets({ clock: { now: () => time.now } }),
      events: memoryEvents(),
    },
    table: tableOf(design),
    start: startWith(design),
  })
