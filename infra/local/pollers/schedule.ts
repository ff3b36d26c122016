/** Invokes functions at the times that the template's rules tell. */
import { randomUUID } from 'node:crypto'
import { isObject, type Json } from '../../../lib/core/format/json.ts'
import { account, region } from '../cloudformation/place.ts'
import { type References, resolveObject } from '../cloudformation/resolve.ts'
import { resourcesOf, type Template } from '../cloudformation/template.ts'
import { LocalError } from '../errors.ts'
import type { Invoke } from '../lambda/invocation.ts'
import { pause } from './sleep.ts'

/** A rule: how often which function is invoked. */
export interface Schedule {
  readonly ruleArn: string
  /** The ARN of the function. */
  readonly functionArn: string
  /** In milliseconds. */
  readonly every: number
  /** What the function is invoked with, as JSON text. Default: an event that tells of the schedule. */
  readonly input?: string
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

/** The rules with a schedule of a template that are switched on. */
export const readSchedules = (template: Template, references: References): readonly Schedule[] =>
  resourcesOf(template, 'AWS::Events::Rule').flatMap(({ id, properties }) => {
    const { ScheduleExpression: expression, Targets: targets, State: state } = resolveObject(properties, references)
    if (state === 'DISABLED' || expression === undefined) return []
    const every = everyOf(expression, id)
    const ruleArn = references.attribute(id, 'Arn') ?? id
    return (Array.isArray(targets) ? targets : []).map((target: Json) => {
      const { Arn: functionArn, Input: input } = isObject(target) ? target : {}
      return { ruleArn, functionArn: String(functionArn), every, ...(typeof input === 'string' ? { input } : {}) }
    })
  })

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

/** How often Lambda tries again what nobody waits for, and how long it waits in between. */
const pauses = [60_000, 120_000]

const invokeWithRetries = async (invoke: Invoke, event: string, signal: AbortSignal): Promise<void> => {
  for (const wait of [...pauses, 0]) {
    if ((await invoke(event)).ok || wait === 0) return
    await pause(wait, signal)
    if (signal.aborted) return
  }
}

/** Invokes until the signal aborts; first at once, because a start may follow a long rest. */
export const followSchedule = async (
  { ruleArn, every, input }: Schedule,
  invoke: Invoke,
  signal: AbortSignal,
): Promise<void> => {
  while (!signal.aborted) {
    await invokeWithRetries(invoke, input ?? JSON.stringify(eventOf(ruleArn)), signal)
    await pause(every, signal)
  }
}
