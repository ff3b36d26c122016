/** Sends what has waited too long to its queue again: its message was lost, or could not be done. */

import type { Lane } from '../../ports/lane.ts'
import type { Ports } from '../../ports/ports.ts'
import type { BuildMessage } from '../../ports/queues.ts'
import { type PassId, passIdOf } from '../../ports/records.ts'
import { eachOf } from '../each-of.ts'
import { makeTraffic } from '../rollouts/traffic.ts'
import { patience } from './patience.ts'
import type { WorkService } from './work-service.ts'

/** What {@link makeRedrive} needs of the world. */
export type RedrivePorts = Pick<Ports, 'records' | 'queues' | 'breakers' | 'clock'>

/** Passes of a lane that are looked at: more than are sent, so that those whose breaker is open do not hide the others. */
const mostSeen = 20_000
/** Passes of a lane that are sent in one run. */
const mostSent = 2000
/** Records that are read at once. */
const atOnce = 20

/** Makes the use case: see `WorkService.redrive`. */
export const makeRedrive = ({ records, queues, breakers, clock }: RedrivePorts): WorkService['redrive'] => {
  const messageFor = async (found: PassId): Promise<readonly BuildMessage[]> => {
    const pass = passIdOf(found)
    // The list may lag: the record knows whether it still waits, and for which version.
    const record = await records.get(pass)
    return record?.pending ? [{ kind: 'build', pass, version: record.pending.version }] : []
  }

  /** Of a pass type that cannot be signed for now, one pass is let through when it is time to try. */
  const makeGate = async (): Promise<(pass: PassId) => boolean> => {
    const now = clock.now()
    const open = new Map((await breakers.list()).map(({ name, probeAt }): [string, number] => [name, probeAt]))
    return ({ passTypeIdentifier }) => {
      const name = `sign ${passTypeIdentifier}`
      const probeAt = open.get(name)
      if (probeAt === undefined) return true
      open.set(name, Number.POSITIVE_INFINITY)
      return probeAt <= now
    }
  }

  const isBusy = makeTraffic({ records, breakers, clock })

  return async () => {
    const passes = await makeGate()
    // What gives way is still under way, however long that takes: to send it again would only make more of it each time.
    const lanes: readonly Lane[] = (await isBusy()) ? ['live'] : ['live', 'rollout']
    let sent = 0
    for (const lane of lanes) {
      const waiting = await records.pending(clock.now() - patience[lane], mostSeen, lane)
      const due = waiting.filter(passes).slice(0, mostSent)
      const messages = (await eachOf(due, atOnce, messageFor)).flat()
      if (messages.length > 0) await queues.sendBuilds(messages, lane)
      sent += messages.length
    }
    return sent
  }
}
