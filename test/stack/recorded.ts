/** The AWS calls that a deployment has recorded so far. */
import { readFileSync } from 'node:fs'
import type { RecordedCall } from '../../infra/local/front/record.ts'
import { type Deployment, until } from './deployment.ts'

type Recording = Pick<Deployment, 'callsFile'>

interface Known {
  readonly calls: RecordedCall[]
  /** How much of the file they take. */
  bytes: number
}

const known = new WeakMap<Recording, Known>()

const lineEnd = 0x0a

/** All calls, in their order. A call is on disk before it is answered. */
export const recordedCalls = (recording: Recording): readonly RecordedCall[] => {
  const before = known.get(recording) ?? { calls: [], bytes: 0 }
  known.set(recording, before)
  const file = readFileSync(recording.callsFile)
  const end = file.lastIndexOf(lineEnd) + 1
  const lines = file.subarray(before.bytes, end).toString().split('\n')
  before.calls.push(...lines.filter((line) => line !== '').map((line): RecordedCall => JSON.parse(line)))
  before.bytes = end
  return [...before.calls]
}

/** How often a role has done something. */
export const countCalls = (recording: Recording, role: string, action: string): number =>
  recordedCalls(recording).filter((call) => call.role === role && call.action === action).length

/** Resolves when a role has done something more often than it had. */
export const untilMore = async (recording: Recording, role: string, action: string, than: number): Promise<void> => {
  await until(`${role}: ${action}, more than ${than} times`, () =>
    countCalls(recording, role, action) > than ? true : undefined,
  )
}

/** What services do in the name of a role besides, and what is read again only now and then. */
export const isExtra = ({ action }: RecordedCall): boolean =>
  action.startsWith('kms:') || action.startsWith('secretsmanager:')
