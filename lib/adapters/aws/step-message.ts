/** Messages of work that goes on step by step, rollouts and imports, as text. */
import type { ImportMessage, RolloutMessage } from '../../ports/queues.ts'
import { readObject } from './message-body.ts'

/** A message as JSON text. */
export const stepText = (message: RolloutMessage | ImportMessage): string =>
  JSON.stringify({ kind: message.kind, id: message.id, step: message.step })

/** The message of a body; undefined if it is none: nobody can do anything about it. */
export const readStepMessage = (body: string): RolloutMessage | ImportMessage | undefined => {
  const { kind, id, step } = readObject(body) ?? {}
  if (typeof step !== 'number' || !Number.isSafeInteger(step) || typeof id !== 'string') return undefined
  return kind === 'rollout' || kind === 'import' ? { kind, id, step } : undefined
}
