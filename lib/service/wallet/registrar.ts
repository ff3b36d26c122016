/** Writes registrations, and tells devices what they have missed. */
import type { Clock } from '../../ports/clock.ts'
import type { Queues } from '../../ports/queues.ts'
import type { Random } from '../../ports/random.ts'
import type { PassRecord, Records } from '../../ports/records.ts'
import {
  type Holding,
  mostPassesOfDevice,
  type RegisterOutcome,
  type Registration,
  type Registrations,
} from '../../ports/registrations.ts'
import { ServiceError } from '../errors.ts'
import { passBusy } from '../passes/busy.ts'
import { randomText } from '../random-text.ts'
import { unauthorized } from './authenticate.ts'

/** What {@link makeRegistrar} needs. */
export interface RegistrarParts {
  readonly registrations: Registrations
  readonly records: Records
  readonly queues: Queues
  readonly clock: Clock
  readonly random: Random
}

type Registered = Extract<RegisterOutcome, { kind: 'registered' }>

/** Writes registrations. */
export interface Registrar {
  /**
   * Registers a pass and catches up. Returns whether the device did not hold it before.
   *
   * @param said the push token, and when the device said so
   * @throws ServiceError `registration/too-many`; `wallet/unauthorized` if there is no record of this issue; `pass/busy`
   */
  readonly register: (
    holding: Holding,
    said: Pick<Registration, 'pushToken' | 'now' | 'keepsToken'>,
  ) => Promise<boolean>
  /**
   * The pass may have changed after the device got it and before it was registered, when nobody could tell it so. Nobody
   * knows which version it has: it is told of the newest one.
   */
  readonly catchUp: (
    holding: Holding,
    record: PassRecord,
    registered: Pick<Registered, 'tokenChanged' | 'device'>,
  ) => Promise<void>
}

const tooMany = (): ServiceError =>
  new ServiceError(
    'registration/too-many',
    `a device registers at most ${mostPassesOfDevice} passes of one type: remove some of them from the device`,
  )

/**
 * The version to mark for a device that may hold an older one; undefined if there is none that is not announced anyway.
 * A version is marked only once it was built, so that whoever is told of it can have it.
 */
const versionToMark = ({ built }: PassRecord): number | undefined =>
  built && built.version > 1 ? built.version : undefined

/** Whether nobody is going to announce the version that the record is at, although it is not built. */
const isForgotten = ({ version, built, pending }: PassRecord): boolean =>
  version > 1 && built?.version !== version && pending === undefined

/** Makes what writes registrations. */
export const makeRegistrar = ({ registrations, records, queues, clock, random }: RegistrarParts): Registrar => {
  const catchUp: Registrar['catchUp'] = async (holding, record, { tokenChanged, device }) => {
    const version = versionToMark(record)
    const outcome = version === undefined ? undefined : await registrations.mark(holding, version)
    if (isForgotten(record)) await records.setPending(record, { version: record.version, since: clock.now() })
    // Marked before, perhaps by a try whose answer was lost: then nobody else wakes the device.
    const isMarked = outcome?.kind === 'marked' || outcome?.kind === 'same'
    if (isMarked || tokenChanged || device.notified < device.seq) await queues.sendNotifications([holding.device])
  }

  const recordOf = ({ device: { passTypeIdentifier }, serialNumber }: Holding): Promise<PassRecord | undefined> =>
    records.get({ passTypeIdentifier, serialNumber })

  /** Of two lives of a pass the record tells which is over: a token of that one changes nothing of the other. */
  const write = async (registration: Registration): Promise<Registered> => {
    let outcome = await registrations.register(registration)
    if (outcome.kind === 'other') {
      if ((await recordOf(registration))?.token.issue !== registration.issue) throw unauthorized()
      outcome = await registrations.register({ ...registration, replaces: outcome.issue })
    }
    if (outcome.kind === 'full') throw tooMany()
    if (outcome.kind === 'other') throw passBusy()
    return outcome
  }

  return {
    catchUp,
    register: async (holding, said) => {
      const outcome = await write({ ...holding, ...said, epoch: randomText(random, 12) })
      const record = await recordOf(holding)
      if (record?.token.issue !== holding.issue) {
        // The pass that the issue is of is gone.
        await registrations.unregister(holding)
        throw unauthorized()
      }
      await catchUp(holding, record, outcome)
      return outcome.isNew
    },
  }
}
