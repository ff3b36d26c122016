/** The times at which the template's rules have functions invoked. */
import { randomUUID } from 'node:crypto'
import { isObject, type Json } from '../../../lib/core/format/json.ts'
import type { Schedule } from '../../pollers/schedule.ts'
import { account, region } from '../cloudformation/place.ts'
import { type References, resolveObject } from '../cloudformation/resolve.ts'
import { resourcesOf, type Template } from '../cloudformation/template.ts'
import { LocalError } from '../errors.ts'

/** What the schedule of a rule is for. */
export interface RuleSchedule extends Schedule {
  /** The ARN of the function. */
  readonly functionArn: string
}

const units: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }

const rate = /^rate\((\d+) (minute|hour|day)s?\)$/

const everyOf = (expression: Json | undefined, id: string): number => {
  const [, count, unit = ''] = rate.exec(String(expression)) ?? []
  if (count !== undefined) return Number(count) * (units[unit] ?? 0)
  throw new LocalError(
    'local/template',
    `the rule ${id} has a schedule that the local stack does not know: ${expression}`,
  )
}

const fraction = /\.\d+/

const eventOf = (ruleArn: string): Json => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account,
  time: new Date().toISOString().replace(fraction, ''),
  region,
  resources: [ruleArn],
  detail: {},
})

/** The rules with a schedule of a template that are switched on. */
export const readSchedules = (template: Template, references: References): readonly RuleSchedule[] =>
  resourcesOf(template, 'AWS::Events::Rule').flatMap(({ id, properties }) => {
    const { ScheduleExpression: expression, Targets: targets, State: state } = resolveObject(properties, references)
    if (state === 'DISABLED' || expression === undefined) return []
    const every = everyOf(expression, id)
    const ruleArn = references.attribute(id, 'Arn') ?? id
    return (Array.isArray(targets) ? targets : []).map((target: Json) => {
      const { Arn: functionArn, Input: input } = isObject(target) ? target : {}
      const event = () => (typeof input === 'string' ? input : JSON.stringify(eventOf(ruleArn)))
      return { functionArn: String(functionArn), every, event }
    })
  })
