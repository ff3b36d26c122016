/** Notifications per second against the stand-in of APNs, ours beside a bare client of HTTP/2: interleaved rounds. */
import { join } from 'node:path'
import { ask, bundleProcess, heard } from '../asked-process.ts'
import { launch, type Machine } from '../child.ts'
import type { Schedule } from '../measure-throughput.ts'
import { median } from '../statistics.ts'
import { type PusherName, type PushResult, type PushRound, type PushTarget, pusherNames } from './push-round.ts'

/** Medians over the rounds. */
export interface PushRate {
  readonly pusher: PusherName
  readonly pushesPerSecond: number
  /** The rate as a part of the bare client's in the same round. */
  readonly ofBare: number
  /** CPU time of the process that pushes. Unlike the rate, it tells the cost also where the stand-in is the slower one. */
  readonly cpuMicroseconds: number
}

const inFlight = 100

const rateOf = ({ pushes, milliseconds }: PushResult): number => (pushes / milliseconds) * 1000

const summarize = (results: ReadonlyMap<PusherName, readonly PushResult[]>): readonly PushRate[] => {
  const bare = results.get('bare')?.map(rateOf) ?? []
  return pusherNames.map((pusher) => {
    const own = results.get(pusher) ?? []
    return {
      pusher,
      pushesPerSecond: median(own.map(rateOf)),
      ofBare: median(own.map((result, round) => rateOf(result) / (bare[round] ?? Number.POSITIVE_INFINITY))),
      cpuMicroseconds: median(own.map(({ cpuMilliseconds, pushes }) => (cpuMilliseconds / pushes) * 1000)),
    }
  })
}

/**
 * Measures both on one core, while the stand-in has another one, if there is one.
 *
 * @param folder what `writeInputs` wrote
 */
export const measurePushes = async (
  machine: Machine,
  { warmUpMs, rounds, roundMs }: Schedule,
  folder: string,
): Promise<readonly PushRate[]> => {
  const bundled = (name: string) => bundleProcess(join(import.meta.dirname, `${name}.ts`), folder, `notify-${name}`)
  const stdio = ['ignore', 'inherit', 'inherit', 'ipc'] as const
  const standIn = launch(machine, 'last', [await bundled('stand-in'), join(folder, 'signer', 'root.pem')], [...stdio])
  const worker = launch(machine, 1, [await bundled('worker'), folder], [...stdio])
  const round = (pusher: PusherName, milliseconds: number): Promise<PushResult> =>
    ask(worker, { pusher, milliseconds, inFlight } satisfies PushRound)
  const results = new Map<PusherName, PushResult[]>(pusherNames.map((name) => [name, []]))
  try {
    await ask(worker, await heard<PushTarget>(standIn))
    for (const pusher of pusherNames) await round(pusher, warmUpMs)
    for (let count = 0; count < rounds; count += 1) {
      for (const pusher of pusherNames) results.get(pusher)?.push(await round(pusher, roundMs))
    }
  } finally {
    for (const child of [worker, standIn]) if (child.connected) child.disconnect()
  }
  return summarize(results)
}
