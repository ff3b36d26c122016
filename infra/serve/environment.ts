/** The environment of the server: the variables of all functions, in one table. */
import { apnsSettings } from '../../lib/adapters/apns/settings.ts'
import type { Environment } from '../../lib/adapters/aws/environment.ts'
import { serviceSettings } from '../../lib/adapters/lambda/settings.ts'
import { ServeError } from './serve-error.ts'

/** What a server does: answers requests, or what functions are invoked for by queues, the stream and the schedule. */
export type Part = 'http' | 'work'

interface Variable {
  readonly name: string
  readonly what: string
  /** The parts that cannot do without it. */
  readonly needed: readonly Part[]
}

const both: readonly Part[] = ['http', 'work']
const optional: readonly Part[] = []

const variables: readonly Variable[] = [
  { name: 'PASSWRIGHT_PUBLIC_BASE_URL', what: 'the address that phones and customers know', needed: both },
  { name: 'PASSWRIGHT_PASS_TYPES', what: 'pass type identifiers, with commas between them', needed: both },
  { name: 'PASSWRIGHT_PASSES_TABLE', what: 'the table of passes', needed: both },
  { name: 'PASSWRIGHT_REGISTRATIONS_TABLE', what: 'the table of registrations', needed: both },
  { name: 'PASSWRIGHT_EVENTS_TABLE', what: 'the table of events', needed: both },
  { name: 'PASSWRIGHT_TEMPLATES_BUCKET', what: 'the bucket of templates', needed: both },
  { name: 'PASSWRIGHT_PASSES_BUCKET', what: 'the bucket of built passes', needed: both },
  { name: 'PASSWRIGHT_SECRETS_PREFIX', what: 'what the names of secrets begin with: passwright/prod', needed: both },
  { name: 'PASSWRIGHT_NOTIFICATIONS_QUEUE_URL', what: 'the queue of pushes', needed: both },
  { name: 'PASSWRIGHT_ROLLOUTS_QUEUE_URL', what: 'the queue of rollouts', needed: both },
  { name: 'PASSWRIGHT_IMPORTS_QUEUE_URL', what: 'the queue of imports', needed: both },
  { name: 'PASSWRIGHT_BUILDS_QUEUE_URL', what: 'the queue of passes to build', needed: both },
  { name: 'PASSWRIGHT_INGEST_QUEUE_URL', what: 'the queue of changes that other systems tell of', needed: ['work'] },
  { name: 'PASSWRIGHT_EVENT_BUS', what: 'the bus that notices go to', needed: both },
  {
    name: 'PASSWRIGHT_CHANGES_DEAD_LETTERS_URL',
    what: 'for changes that cannot be followed (without: tried for ever)',
    needed: optional,
  },
  {
    name: 'PASSWRIGHT_ADOPTED_PASS_TYPES',
    what: 'pass types whose passes another system issued as well',
    needed: optional,
  },
  { name: 'PASSWRIGHT_GENERATION', what: 'raised by a restore (default: 1)', needed: optional },
  { name: 'PASSWRIGHT_RESTORED_AT', what: 'the moment of the last restore', needed: optional },
  { name: 'PASSWRIGHT_METRICS_NAMESPACE', what: 'where figures are counted: Passwright/prod', needed: optional },
]

const width = Math.max(...variables.map(({ name }) => name.length)) + 2

const remarkOf = ({ needed }: Variable): string => {
  if (needed.length === 0) return ' (optional)'
  return needed.includes('http') ? '' : ' (not for --only http)'
}

const lineOf = (variable: Variable): string => `  ${variable.name.padEnd(width)}${variable.what}${remarkOf(variable)}`

/** The variables, for `--help`: a line each. */
export const variableLines: readonly string[] = variables.map(lineOf)

/**
 * Looks whether the environment names all that the parts need, and whether it can be read: functions that the work loads
 * later would fail with every message, until the last is among the dead letters.
 *
 * @throws ServeError `serve/environment`, which names all that is missing; Error that names a variable that is malformed
 */
export const assertEnvironment = (env: Environment, parts: readonly Part[]): void => {
  const missing = variables
    .filter(({ name, needed }) => needed.some((part) => parts.includes(part)) && !env[name])
    .map(({ name }) => name)
  if (missing.length > 0) {
    const message = `the environment lacks ${missing.join(', ')}: npm run serve -- --help says what they are`
    throw new ServeError('serve/environment', message)
  }
  if (parts.includes('http') && env.PASSWRIGHT_API_AUTHORIZATION === 'iam') {
    const message = 'PASSWRIGHT_API_AUTHORIZATION is iam, which only an HTTP API of AWS can check: set it to keys'
    throw new ServeError('serve/environment', message)
  }
  serviceSettings(env)
  apnsSettings(env)
}
