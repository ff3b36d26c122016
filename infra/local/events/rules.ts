/** The rules of a template that wait for events. */
import { isObject, type Json, type JsonObject } from '../../../lib/core/format/json.ts'
import { type References, resolveObject } from '../cloudformation/resolve.ts'
import { resourcesOf, type Template } from '../cloudformation/template.ts'

/** The bus that every account has. */
export const defaultBus = 'default'

/** A rule. */
export interface EventRule {
  /** The name of the bus that it listens to. */
  readonly bus: string
  readonly pattern: JsonObject
  /** The ARNs of what it brings events to. */
  readonly targets: readonly string[]
}

const targetsOf = (targets: Json | undefined): readonly string[] =>
  (Array.isArray(targets) ? targets : []).map((target: Json) => String(isObject(target) ? target.Arn : undefined))

/** Reads the rules with a pattern that are switched on. */
export const readRules = (template: Template, references: References): readonly EventRule[] =>
  resourcesOf(template, 'AWS::Events::Rule').flatMap(({ properties }) => {
    const { EventPattern: pattern, EventBusName: bus, State: state, Targets } = resolveObject(properties, references)
    if (!isObject(pattern) || state === 'DISABLED') return []
    return [{ bus: typeof bus === 'string' ? bus : defaultBus, pattern, targets: targetsOf(Targets) }]
  })

/** The names of the buses. */
export const readBuses = (template: Template, references: References): readonly string[] => [
  defaultBus,
  ...resourcesOf(template, 'AWS::Events::EventBus').map(({ id }) => references.ref(id) ?? id),
]
