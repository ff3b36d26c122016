/** How long a version may wait in a lane before it is sent there again: its message was lost, or could not be done. */
import type { Lane } from '../../ports/lane.ts'

const minute = 60_000

/** In milliseconds. What a rollout changes waits for its turn, and gives way besides. */
export const patience: Readonly<Record<Lane, number>> = { live: 5 * minute, rollout: 30 * minute }

/** Since when something has to wait in a lane to be sent again from a moment on: milliseconds since 1970, both. */
export const sinceToBeDueAt = (moment: number, lane: Lane): number => moment - patience[lane]
