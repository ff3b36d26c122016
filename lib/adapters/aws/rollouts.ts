/** Rollouts in DynamoDB. */
import { isObject, type Json, type JsonObject } from '../../core/format/json.ts'
import type {
  Rollout,
  RolloutCounts,
  RolloutFailure,
  RolloutFilter,
  RolloutStatus,
  Rollouts,
  RolloutTask,
} from '../../ports/rollouts.ts'
import type { Table } from './dynamo-db.ts'
import { awsStepped } from './stepped.ts'
import { invalid, listAt, numberAt, objectAt, textAt } from './stored-json.ts'

const taskOf = (stored: JsonObject): RolloutTask => {
  const kind = textAt(stored, 'kind')
  if (kind === 'template') return { kind, version: numberAt(stored, 'version') }
  if (kind === 'back') return { kind, rollout: textAt(stored, 'rollout') }
  return kind === 'sign' ? { kind } : invalid('task')
}

const versionOf = (value: Json): number => (typeof value === 'number' ? value : invalid('filter'))

const filterOf = (stored: JsonObject): RolloutFilter => ({
  ...('versions' in stored ? { versions: listAt(stored, 'versions', versionOf) } : {}),
  ...('values' in stored ? { values: objectAt(stored, 'values') } : {}),
  ...(typeof stored.voided === 'boolean' ? { voided: stored.voided } : {}),
})

const statuses: readonly RolloutStatus[] = ['running', 'paused', 'aborted', 'done']

const statusOf = (stored: JsonObject): RolloutStatus =>
  statuses.find((status) => status === stored.status) ?? invalid('status')

const countsOf = (stored: JsonObject): RolloutCounts => ({
  seen: numberAt(stored, 'seen'),
  changed: numberAt(stored, 'changed'),
  unchanged: numberAt(stored, 'unchanged'),
  skipped: numberAt(stored, 'skipped'),
  failed: numberAt(stored, 'failed'),
})

const failureOf = (value: Json): RolloutFailure => {
  const stored = isObject(value) ? value : invalid('failures')
  return {
    serialNumber: textAt(stored, 'serialNumber'),
    code: textAt(stored, 'code'),
    message: textAt(stored, 'message'),
  }
}

const rolloutOf = (stored: JsonObject): Rollout => ({
  id: textAt(stored, 'id'),
  template: textAt(stored, 'template'),
  passTypeIdentifier: textAt(stored, 'passTypeIdentifier'),
  task: taskOf(objectAt(stored, 'task')),
  filter: filterOf(objectAt(stored, 'filter')),
  status: statusOf(stored),
  step: numberAt(stored, 'step'),
  ...('cursor' in stored ? { cursor: textAt(stored, 'cursor') } : {}),
  total: numberAt(stored, 'total'),
  counts: countsOf(objectAt(stored, 'counts')),
  failures: listAt(stored, 'failures', failureOf),
  startedAt: numberAt(stored, 'startedAt'),
  updatedAt: numberAt(stored, 'updatedAt'),
  ...('endedAt' in stored ? { endedAt: numberAt(stored, 'endedAt') } : {}),
  workedFor: numberAt(stored, 'workedFor'),
})

const jsonOf = ({ task, filter, counts, failures, ...rest }: Rollout): JsonObject => ({
  ...rest,
  task: { ...task },
  filter: { ...filter },
  counts: { ...counts },
  failures: failures.map((failure) => ({ ...failure })),
})

/** Rollouts in the table of passes. */
export const awsRollouts = (table: Table): Rollouts =>
  awsStepped<Rollout>(table, {
    kind: 'ROLLOUT',
    toJson: jsonOf,
    ofJson: rolloutOf,
    keptDays: 365,
  })
