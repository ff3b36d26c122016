/** Watches a rollout until it has ended, or was paused. */
import { setTimeout as pause } from 'node:timers/promises'
import type { ApiClient } from '../api-client.ts'
import { accepted } from '../api-refusal.ts'
import type { Terminal } from '../terminal.ts'
import { rolloutIn, type ShownRollout } from './rollout.ts'

/** How often it is asked after, in milliseconds. */
const interval = 1000

const minute = 60_000

const leftOf = ({ estimatedEnd }: ShownRollout): string => {
  if (estimatedEnd === undefined) return ''
  const left = Math.max(Date.parse(estimatedEnd) - Date.now(), 0)
  return left < minute ? `, about ${Math.ceil(left / 1000)} s left` : `, about ${Math.ceil(left / minute)} min left`
}

/** The path of a rollout. */
export const pathOf = (id: string): string => `/rollouts/${encodeURIComponent(id)}`

/** Reads a rollout. @throws ApiRefusal, and what the client throws */
export const readRollout = async (client: ApiClient, id: string): Promise<ShownRollout> =>
  rolloutIn(accepted(await client.get(pathOf(id))))

/** Shows how far a rollout is as long as it is running, and returns what became of it. @throws as `readRollout` */
export const watchRollout = async (client: ApiClient, id: string, terminal: Terminal): Promise<ShownRollout> => {
  for (;;) {
    const rollout = await readRollout(client, id)
    const { status, counts, total } = rollout
    // Passes come and go meanwhile: only the end is the end.
    const done = status === 'done' ? total : Math.min(counts.seen, Math.max(total - 1, 0))
    terminal.progress(done, total, `passes${leftOf(rollout)}`.padEnd(32))
    if (status !== 'running') return rollout
    await pause(interval)
  }
}
