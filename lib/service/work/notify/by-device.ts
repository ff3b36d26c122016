/** Messages that name the same device: one after the other, and none in vain. */
import type { DeviceId } from '../../../ports/registrations.ts'
import { inTurn } from '../../in-turn.ts'

/** Sends the message that brings the device back later. */
export type PutOff = (send: () => Promise<void>) => Promise<void>

interface Waiting {
  /** Whether a message that was sent since finds all that this one stands for. */
  isCovered: boolean
}

/**
 * Makes what does work on a device after all other work on it that was given before. Of messages that come together, the
 * first finds all that is owed, and the others nothing. If the first puts the device off, the others are done with it: else
 * each of them would wait for a push service that does not answer, and bring one more message back.
 */
export const makeByDevice = () => {
  const turn = inTurn()
  const waiting = new Map<string, Set<Waiting>>()

  const enter = (key: string): Waiting => {
    const entered = { isCovered: false }
    const others = waiting.get(key) ?? new Set()
    waiting.set(key, others.add(entered))
    return entered
  }

  const leave = (key: string, entered: Waiting): void => {
    const others = waiting.get(key)
    others?.delete(entered)
    if (others?.size === 0) waiting.delete(key)
  }

  const putOff =
    (key: string): PutOff =>
    async (send) => {
      // Who comes while it is sent may stand for what was not yet marked.
      const before = [...(waiting.get(key) ?? [])]
      await send()
      for (const one of before) one.isCovered = true
    }

  return (device: DeviceId, work: (putOff: PutOff) => Promise<void>): Promise<void> => {
    const key = `${device.passTypeIdentifier} ${device.deviceLibraryIdentifier}`
    const entered = enter(key)
    return turn(key, async () => {
      leave(key, entered)
      if (!entered.isCovered) await work(putOff(key))
    })
  }
}
