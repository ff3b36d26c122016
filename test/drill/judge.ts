/** What a drill is judged by. */
import type { DrillDeployment } from './deployment.ts'
import { stages } from './stages.ts'

/** What came of a drill. */
export interface DrillReport {
  /** Passes on phones that are not the newest version. */
  readonly behind: readonly string[]
  /** Passes that are parked, or wait for ever, though nothing is wrong with them. */
  readonly waiting: readonly string[]
  /** Registrations that are gone though nobody gave them up. */
  readonly lost: readonly string[]
  /** Pushes that the push service accepted. */
  readonly pushes: number
  /** Distinct pairs of a device and two seconds in which it had a new mark. */
  readonly windows: number
  readonly marks: number
  /** How often anything went wrong on purpose, by stage. */
  readonly struck: Readonly<Record<string, number>>
}

const window = 2000

/** The only stage in which nothing is to go wrong. */
const quietStage = stages[0]?.name

const some = (what: string, items: readonly string[]): readonly string[] =>
  items.length === 0 ? [] : [`${items.length} ${what}: ${items.slice(0, 5).join(', ')}`]

/** What is not as it must be; nothing after a good drill. @param mostPushes for each window, on average */
export const faultsOf = (
  { behind, waiting, lost, pushes, windows, struck }: DrillReport,
  mostPushes = 1.05,
): readonly string[] => [
  ...some('passes on phones are not the newest', behind),
  ...some('passes wait or are parked though nothing is wrong with them', waiting),
  ...some('phones lost registrations', lost),
  ...some(
    'stages in which nothing went wrong',
    Object.entries(struck).flatMap(([name, count]) => (count === 0 && name !== quietStage ? [name] : [])),
  ),
  ...(pushes <= mostPushes * windows ? [] : [`${pushes} pushes for ${windows} windows: more than ${mostPushes} each`]),
]

/** Judges a drill that has come to an end. */
export const judge = async (
  { ports, phones, pushes, marks, serials, time, outstanding }: DrillDeployment,
  told: ReadonlyMap<string, number>,
): Promise<DrillReport> => {
  const late = await Promise.all(
    (['live', 'rollout'] as const).map((lane) => ports.records.pending(time.now(), serials.length, lane)),
  )
  const devices = await Promise.all(
    phones.map(async ({ device }, index) => {
      const registered = device.passes.filter((pass) => pass.registered).length
      const stored = await ports.registrations.find({
        deviceLibraryIdentifier: device.deviceLibraryIdentifier as never,
        passTypeIdentifier: device.passes[0]?.passTypeIdentifier as never,
      })
      return stored?.passes.size === registered ? [] : [`phone ${index}`]
    }),
  )
  return {
    behind: await outstanding(),
    waiting: late.flat().map(({ serialNumber }) => serialNumber),
    lost: devices.flat(),
    pushes: pushes.accepted(),
    windows: new Set(marks.map(({ device, at }) => `${device.deviceLibraryIdentifier} ${Math.floor(at / window)}`))
      .size,
    marks: marks.length,
    struck: Object.fromEntries(told),
  }
}
