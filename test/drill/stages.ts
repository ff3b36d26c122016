/** What goes wrong in a drill, one after the other, while passes change. */
import type { PostManners } from './post.ts'
import type { PushTrouble } from './push-service.ts'
import type { Trouble } from './worker.ts'

/** A stage of a drill. */
export interface Stage {
  readonly name: string
  /** Calls of ports that fail: one in so many. */
  readonly trouble?: Trouble
  readonly manners?: Partial<PostManners>
  readonly pushes?: PushTrouble
  /** Workers are killed at every so many calls of this method. */
  readonly kills?: { readonly at: string; readonly every: number }
  /** There is no signer, and no worker remembers one. */
  readonly isSignerAway?: boolean
}

/** The stages, in their order. */
export const stages: readonly Stage[] = [
  { name: 'all is well' },
  { name: 'build is killed in the midst of a batch', kills: { at: 'assets.put', every: 5 } },
  { name: 'build is killed in the midst of marking devices', kills: { at: 'registrations.mark', every: 8 } },
  { name: 'notify is killed when it has pushed', kills: { at: 'registrations.setNotified', every: 25 } },
  { name: 'the push service answers 500', pushes: { kind: 'status', status: 500, reason: 'InternalServerError' } },
  { name: 'the push service answers 503', pushes: { kind: 'status', status: 503, reason: 'ServiceUnavailable' } },
  { name: 'the push service resets connections', pushes: { kind: 'reset' } },
  { name: 'the push service says goodbye in the midst', pushes: { kind: 'goaway' } },
  { name: 'the push service falls silent', pushes: { kind: 'silent' } },
  { name: 'the files fail', trouble: { assets: 2 } },
  {
    name: 'the database throttles, conflicts and loses answers',
    trouble: { records: 6, registrations: 6, events: 4, breakers: 6, templates: 6 },
  },
  { name: 'queues fail', trouble: { queues: 4 } },
  { name: 'messages come twice, late and in no order', manners: { twiceOneIn: 2, latest: 30_000 } },
  { name: 'the signer is away', isSignerAway: true },
  {
    name: 'much of it at once',
    trouble: { records: 20, registrations: 20, assets: 10, queues: 10, events: 10 },
    manners: { twiceOneIn: 4, latest: 5000 },
    kills: { at: 'registrations.mark', every: 20 },
  },
]
