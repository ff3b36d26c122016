/** Messages of work that goes on step by step, rollouts and imports, as text. */
import type { ImportMessage, RolloutMessage } from '../../ports/queues.ts'
import { readObject } from './message-body.ts'

/** A message as JSON text. */
export const stepText = (message: RolloutMessage | ImportMessage): string =>
  JSON.stringify(
    message.kind === 'rollout'
      ? { kind: message.kind, id: message.id, step: message.step }
      : { kind: message.kind, key: message.key, step: message.step },
  )

/** The message of a body; undefined if it is none: nobody can do anything about it. */
export const readStepMessage = (body: string): RolloutMessage | ImportMessage | undefined => {
  const { kind, id, key, step } = readObject(body) ?? {}
  if (typeof step !== 'number' || !Number.isSafeInteger(step)) return undefined
  if (kind === 'rollout' && typeof id === 'string') return { kind, id, step }
  if (kind === 'import' && typeof key === 'string') return { kind, key, step }
  return undefined
}
