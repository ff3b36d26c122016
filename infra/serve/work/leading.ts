/** What only one of several instances does: while it has the lead, and until it has lost it or is stopped. */
import { pause } from '../../pollers/sleep.ts'
import type { Lead } from './shared-items.ts'

/** How the lead is kept. */
export interface LeadingOptions {
  readonly lead: Lead
  /** For so long the lead lasts once it was taken, in milliseconds. It is taken again three times as often. */
  readonly lasts: number
  readonly signal: AbortSignal
  /** Is told why the lead could not be taken, other than that another instance has it. */
  readonly onFault: (error: unknown) => void
}

/** Keeps the lead; resolves when it is lost, or not known to be ours for so long that another instance may have it. */
const keepLead = async ({ lead, lasts, onFault }: LeadingOptions, signal: AbortSignal): Promise<void> => {
  let until = Date.now() + lasts
  while (!signal.aborted && Date.now() < until) {
    await pause(lasts / 3, signal)
    if (signal.aborted) return
    const now = Date.now()
    try {
      if (!(await lead.take())) return
      until = now + lasts
    } catch (error) {
      onFault(error)
    }
  }
}

const leadOnce = async (options: LeadingOptions, work: (signal: AbortSignal) => Promise<void>): Promise<void> => {
  const { lead, signal, onFault } = options
  const over = new AbortController()
  const working = work(AbortSignal.any([signal, over.signal]))
  await keepLead(options, signal)
  over.abort()
  await working
  // Otherwise the next one would wait until ours is over.
  await lead.release().catch(onFault)
}

/**
 * Waits for the lead, does the work, and waits again when the lead is lost, until the signal aborts.
 *
 * @param work ends soon after its signal aborts; never rejects
 */
export const whileLeading = async (
  options: LeadingOptions,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> => {
  const { lead, lasts, signal, onFault } = options
  while (!signal.aborted) {
    const isOurs = await lead.take().catch((error: unknown) => {
      onFault(error)
      return false
    })
    if (isOurs) await leadOnce(options, work)
    else await pause(lasts / 3, signal)
  }
}
