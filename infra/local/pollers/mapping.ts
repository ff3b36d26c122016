/** Event sources as the template declares them. */
import { isObject, type Json, type JsonObject } from '../../../lib/core/format/json.ts'
import type { Mapping } from '../../pollers/mapping.ts'
import { type References, resolveObject } from '../cloudformation/resolve.ts'
import { resourcesOf, type Template } from '../cloudformation/template.ts'
import { LocalError } from '../errors.ts'

/** What nobody here emulates must not be set in silence. */
const unknown = ['FilterCriteria', 'ParallelizationFactor', 'TumblingWindowInSeconds', 'MaximumBatchingWindowInSeconds']

const onFailureOf = (destination: Json | undefined): string | undefined => {
  const failure = isObject(destination) ? destination.OnFailure : undefined
  const target = isObject(failure) ? failure.Destination : undefined
  return typeof target === 'string' ? target : undefined
}

const readMapping = (id: string, properties: JsonObject): Mapping => {
  const strange = unknown.find((name) => properties[name] !== undefined && properties[name] !== 0)
  if (strange !== undefined) {
    throw new LocalError('local/template', `the event source ${id} sets ${strange}, which the local stack lacks`)
  }
  const source = String(properties.EventSourceArn)
  const types = properties.FunctionResponseTypes
  const onFailure = onFailureOf(properties.DestinationConfig)
  return {
    source,
    functionName: String(properties.FunctionName),
    batchSize: Number(properties.BatchSize ?? (source.includes(':sqs:') ? 10 : 100)),
    reportsItems: Array.isArray(types) && types.includes('ReportBatchItemFailures'),
    startingPosition: properties.StartingPosition === 'LATEST' ? 'LATEST' : 'TRIM_HORIZON',
    bisects: properties.BisectBatchOnFunctionError === true,
    retries: Number(properties.MaximumRetryAttempts ?? -1),
    ...(onFailure === undefined ? {} : { onFailure }),
  }
}

/** The event source mappings of a template that are not switched off. */
export const readMappings = (template: Template, references: References): readonly Mapping[] =>
  resourcesOf(template, 'AWS::Lambda::EventSourceMapping')
    .map(({ id, properties }) => ({ id, properties: resolveObject(properties, references) }))
    .filter(({ properties }) => properties.Enabled !== false)
    .map(({ id, properties }) => readMapping(id, properties))
