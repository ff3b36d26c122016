/** Whether other changes wait: rollouts give way to them. */
import type { Breakers } from '../../ports/breakers.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Records } from '../../ports/records.ts'
import { keepValue } from '../cache/kept-value.ts'
import { patience } from '../work/patience.ts'

/** What {@link makeTraffic} needs of the world. */
export interface TrafficPorts {
  readonly records: Pick<Records, 'pending'>
  readonly breakers: Pick<Breakers, 'list'>
  readonly clock: Clock
}

const second = 1000

/** From when on a change counts as waiting, in milliseconds. */
const tolerance = 10 * second
/** Waiting passes that are looked at. */
const most = 20
/** How long an answer counts, in milliseconds. */
const maxAge = 2 * second

/** Makes what tells whether changes have been waiting for more than 10 seconds, other than for a signer. */
export const makeTraffic = ({ records, breakers, clock }: TrafficPorts): (() => Promise<boolean>) => {
  const look = async (): Promise<boolean> => {
    const now = clock.now()
    // What has waited for longer was lost, and is sent again by itself.
    const waiting = await records.pending(now - tolerance, most, 'live', now - patience.live)
    if (waiting.length === 0) return false
    const broken = new Set<string>((await breakers.list()).map(({ name }) => name))
    return waiting.some(({ passTypeIdentifier }) => !broken.has(`sign ${passTypeIdentifier}`))
  }
  return keepValue(look, { maxAge, rest: maxAge, clock }).current
}
