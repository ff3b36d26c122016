/** A service on ports in memory, whose every call is seen and may be interfered with, and whose clock is set. */
import { type MemoryPorts, memoryPorts } from '../../lib/adapters/memory/ports.ts'
import { unzip } from '../../lib/core/archive/unzip.ts'
import { type Bytes, copyBytes, utf8 } from '../../lib/core/bytes.ts'
import type { DeviceLibraryIdentifier, PassTypeIdentifier, SerialNumber } from '../../lib/core/format/identifiers.ts'
import type { JsonObject } from '../../lib/core/format/json.ts'
import type { Ports } from '../../lib/ports/ports.ts'
import type { PassId } from '../../lib/ports/records.ts'
import type { DeviceId } from '../../lib/ports/registrations.ts'
import type { KeyRing } from '../../lib/ports/secrets.ts'
import { makeService } from '../../lib/service/make-service.ts'
import type { Published, Service, ServiceSettings, Written } from '../../lib/service/service.ts'
import { putSigner } from '../builders/put-signer.ts'
import { aChain } from '../builders/signer.ts'
import { aTemplate, pngStub, type TemplateChanges } from '../builders/template.ts'
import { aZip } from '../builders/zip.ts'

/** Is called before each call of a port, named `records.write`, with its arguments. What it throws, the call throws. */
export type Hook = (call: string, args: readonly unknown[]) => Promise<void> | void

/** A service and what is around it. */
export interface World {
  readonly service: Service
  /** The ports themselves: what is asked of them is not recorded. */
  readonly memory: MemoryPorts
  /** The ports as the service sees them. */
  readonly ports: Ports
  /** The clock, to be set. Begins at 2026-11-21T12:00:00Z. */
  readonly time: { now: number }
  /** Takes the calls that were made since. */
  readonly takeCalls: () => readonly string[]
  /** Takes the place of the hook before. */
  readonly interfere: (hook: Hook | undefined) => void
  /** Another process: the same ports, no caches. */
  readonly another: () => Service
}

/** The settings of the service under test. */
export const settings: ServiceSettings = {
  publicBaseUrl: 'https://passes.example.com',
  passTypeIdentifiers: ['pass.com.example.card', 'pass.com.example.other'],
}

/** The noon at which every world begins, in milliseconds since 1970. */
export const noon = Date.UTC(2026, 10, 21, 12)

/** The key that tokens and links are made with. */
export const keyRing: KeyRing = { current: '1', keys: new Map([['1', utf8('1'.repeat(32))]]) }

const watched = <Port extends object>(name: string, port: Port, around: Hook): Port =>
  new Proxy(port, {
    get: (target, method) => {
      const call: unknown = Reflect.get(target, method)
      if (typeof call !== 'function') return call
      return async (...args: unknown[]) => {
        await around(`${name}.${String(method)}`, args)
        return await Reflect.apply(call, target, args)
      }
    },
  })

/** A new world: empty, with a key ring and without a signer. */
export const aWorld = (): World => {
  const time = { now: noon }
  const clock = { now: () => time.now }
  const memory = memoryPorts({
    clock,
    keyRing,
    uploadUrl: (place) => `https://uploads.example.com/${place}`,
    downloadUrl: (place) => `https://downloads.example.com/${place}`,
  })
  const calls: string[] = []
  let hook: Hook | undefined
  const around: Hook = async (call, args) => {
    calls.push(call)
    await hook?.(call, args)
  }
  const ports: Ports = {
    records: watched('records', memory.records, around),
    registrations: watched('registrations', memory.registrations, around),
    templates: watched('templates', memory.templates, around),
    assets: watched('assets', memory.assets, around),
    secrets: watched('secrets', memory.secrets, around),
    queues: watched('queues', memory.queues, around),
    events: watched('events', memory.events, around),
    bus: watched('bus', memory.bus, around),
    breakers: watched('breakers', memory.breakers, around),
    linkRevocations: watched('linkRevocations', memory.linkRevocations, around),
    reminders: watched('reminders', memory.reminders, around),
    vitals: memory.vitals.map((vital) => watched(`vitals.${vital.kind} ${vital.name}`, vital, around)),
    parked: watched('parked', memory.parked, around),
    rollouts: watched('rollouts', memory.rollouts, around),
    imports: watched('imports', memory.imports, around),
    pusher: watched('pusher', memory.pusher, around),
    metrics: memory.metrics,
    clock,
    random: memory.random,
  }
  return {
    ...{ service: makeService(ports, settings), memory, ports, time },
    takeCalls: () => calls.splice(0),
    interfere: (next) => {
      hook = next
    },
    another: () => makeService(ports, settings),
  }
}

/** The archive of a template. */
export const anArchive = (changes: TemplateChanges = {}, folder = ''): Bytes =>
  aZip(Array.from(aTemplate(changes), ([path, bytes]) => ({ name: folder + path, data: copyBytes(bytes) })))

/** Publishes a template: a card that greets `name`, with whatever is changed. */
export const publish = ({ service }: Pick<World, 'service'>, changes: TemplateChanges = {}): Promise<Published> =>
  service.templates.publish(anArchive(changes))

// An RSA key takes its time: one for all worlds of a process.
let chain: ReturnType<typeof aChain> | undefined

/** The signer of `aReadyWorld`, as it is stored, and its root. */
export const theChain = (): ReturnType<typeof aChain> => {
  chain ??= aChain()
  return chain
}

/** A world with the template `card` and a signer for it. */
export const aReadyWorld = async (changes: TemplateChanges = {}): Promise<World> => {
  const world = aWorld()
  await publish(world, changes)
  await putSigner(world.memory.admin, 'pass.com.example.card', await theChain())
  world.takeCalls()
  return world
}

/** An image, as far as anybody looks. */
export const aPng = (body = 'photo'): Bytes => copyBytes(pngStub(body))

/** The identity of a pass of the template `card`. */
export const aPass = (serialNumber = 'A-1', passTypeIdentifier = 'pass.com.example.card'): PassId => ({
  passTypeIdentifier: passTypeIdentifier as PassTypeIdentifier,
  serialNumber: serialNumber as SerialNumber,
})

/** Puts the pass `A-1` for Ada, with whatever is given instead. */
export const put = (
  { service }: Pick<World, 'service'>,
  values: JsonObject = { name: 'Ada' },
  pass: PassId = aPass(),
): Promise<Written> => service.passes.put(pass, { template: 'card', values }, {})

/** The code of what a promise rejects with; undefined if it does not. */
export const codeOf = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work
    return undefined
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error
  }
}

/** Follows the changes of records and does the work of the queue, as the functions do. */
export const connect = ({ service, memory }: World): void => {
  memory.onChanges((changes) => service.work.follow(changes))
  memory.onBuilds((message) => service.work.build(message))
  memory.onRollouts((message) => service.work.rollout(message))
}

/** A device, towards the pass type of the template `card`. */
export const aDevice = (name = 'phone'): DeviceId => ({
  deviceLibraryIdentifier: name as DeviceLibraryIdentifier,
  passTypeIdentifier: aPass().passTypeIdentifier,
})

/** The authentication token in a pass. */
export const tokenOf = async ({ service }: Pick<World, 'service'>, pass: PassId = aPass()): Promise<string> => {
  const files: ReadonlyMap<string, Uint8Array> = await unzip((await service.passes.file(pass)).bytes)
  return JSON.parse(new TextDecoder().decode(files.get('pass.json'))).authenticationToken
}

/** Has a device get a pass and register it, as Wallet does. Returns whether it did not hold the pass before. */
export const hold = async (world: Pick<World, 'service'>, pass: PassId = aPass(), name = 'phone'): Promise<boolean> =>
  world.service.wallet.register({ device: aDevice(name), pass, token: await tokenOf(world, pass) }, 'ab'.repeat(32))
