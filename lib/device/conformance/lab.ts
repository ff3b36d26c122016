/** What checks work with: the pass and its web service, and devices that exist for one check only. */
import { hex } from '../../core/bytes.ts'
import type { Trust } from '../../core/signing/trust.ts'
import { DeviceError } from '../errors.ts'
import type { PassAccess } from '../web-service/calls.ts'
import type { Answer } from '../web-service/exchange.ts'
import type { Overrides, WebService } from '../web-service/web-service.ts'
import { isRefused } from './judge.ts'
import type { TestPass } from './test-pass.ts'

/** A device of the run's own. */
export interface TestDevice {
  readonly deviceLibraryIdentifier: string
  readonly pushToken: string
}

/** What a run was given. */
export interface LabOptions {
  readonly service: WebService
  readonly pass: TestPass
  readonly other?: TestPass
  readonly personalizable?: TestPass
  readonly trust: Trust
  readonly change?: () => Promise<void>
  readonly pushes?: () => readonly string[] | Promise<readonly string[]>
  readonly now: () => number
  readonly sleep: (milliseconds: number) => Promise<void>
  readonly patience: number
}

/** What checks work with. */
export interface Lab extends LabOptions {
  /** A device that the server has not heard of. */
  readonly newDevice: () => TestDevice
  /** A personalization token that was not used before. */
  readonly newToken: () => string
  /** Registers a pass, the run's by default; {@link Lab.release} ends it. */
  readonly register: (device: TestDevice, overrides?: Overrides, pass?: PassAccess) => Promise<Answer>
  readonly unregister: (device: TestDevice, overrides?: Overrides) => Promise<Answer>
  readonly list: (device: TestDevice, tag?: string, overrides?: Overrides) => Promise<Answer>
  /** Fetches the run's pass. */
  readonly latest: (since?: string, overrides?: Overrides) => Promise<Answer>
  /** Ends all registrations that are left. */
  readonly release: () => Promise<void>
  /** How many registrations the server would not end. */
  readonly leftBehind: () => number
  /** The bodies of the answers so far that were errors, from their beginning. */
  readonly errorBodies: readonly string[]
}

const mostErrorCharacters = 4096

const randomHex = (bytes: number): string => hex(crypto.getRandomValues(new Uint8Array(bytes)))

/** A service whose answers are looked at on their way. */
const watched = (service: WebService, see: (answer: Answer) => void): WebService => {
  const seen = async (answer: Promise<Answer>): Promise<Answer> => {
    see(await answer)
    return answer
  }
  return {
    register: (pass, overrides) => seen(service.register(pass, overrides)),
    unregister: (pass, overrides) => seen(service.unregister(pass, overrides)),
    list: (passes, overrides) => seen(service.list(passes, overrides)),
    latest: (pass, overrides) => seen(service.latest(pass, overrides)),
    personalize: (pass, overrides) => seen(service.personalize(pass, overrides)),
    log: (lines, overrides) => seen(service.log(lines, overrides)),
  }
}

interface OpenRegistration {
  readonly deviceLibraryIdentifier: string
  readonly pass: PassAccess
}

/** Ends a registration; whether it is gone. */
const end = async (service: WebService, { deviceLibraryIdentifier, pass }: OpenRegistration): Promise<boolean> => {
  try {
    const { status } = await service.unregister({ ...pass, deviceLibraryIdentifier })
    return status < 300 || status === 404
  } catch (error) {
    if (error instanceof DeviceError) return false
    throw error
  }
}

/** Work whose outcome several checks of a run share: done when it is first asked for. */
export const oncePerLab = <T>(work: (lab: Lab) => Promise<T>): ((lab: Lab) => Promise<T>) => {
  const done = new WeakMap<Lab, Promise<T>>()
  return (lab) => {
    const outcome = done.get(lab) ?? work(lab)
    done.set(lab, outcome)
    return outcome
  }
}

/** Prepares a run. */
export const makeLab = (options: LabOptions): Lab => {
  const errorBodies: string[] = []
  const service = watched(options.service, ({ status, body }) => {
    if (status < 400) return
    const text = new TextDecoder().decode(body.subarray(0, mostErrorCharacters))
    if (text !== '') errorBodies.push(text)
  })
  const { access } = options.pass
  const open = new Map<string, OpenRegistration>()
  let left = 0
  return {
    ...options,
    service,
    newToken: () => randomHex(16),
    newDevice: () => ({ deviceLibraryIdentifier: randomHex(16), pushToken: randomHex(32) }),
    register: async ({ deviceLibraryIdentifier, pushToken }, overrides, pass = access) => {
      const key = `${deviceLibraryIdentifier} ${pass.serialNumber}`
      const isThere = open.has(key)
      // Noted before it is known what comes of it: an answer may be lost.
      open.set(key, { deviceLibraryIdentifier, pass })
      const answer = await service.register({ ...pass, deviceLibraryIdentifier, pushToken }, overrides)
      if (isRefused(answer) && !isThere) open.delete(key)
      return answer
    },
    unregister: ({ deviceLibraryIdentifier }, overrides) =>
      service.unregister({ ...access, deviceLibraryIdentifier }, overrides),
    list: ({ deviceLibraryIdentifier }, tag, overrides) =>
      service.list(
        {
          deviceLibraryIdentifier,
          passTypeIdentifier: access.passTypeIdentifier,
          ...(tag === undefined ? {} : { tag }),
        },
        overrides,
      ),
    latest: (since, overrides) => service.latest({ ...access, ...(since === undefined ? {} : { since }) }, overrides),
    release: async () => {
      const ending = [...open.values()]
      open.clear()
      const ended = await Promise.all(ending.map((registration) => end(options.service, registration)))
      left += ended.filter((gone) => !gone).length
    },
    leftBehind: () => left,
    errorBodies,
  }
}
