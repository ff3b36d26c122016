/** What the functions are told of their resources, all of them alike. */
import { variables } from '../../../lib/adapters/aws/environment.ts'

/** The names of the resources. */
export const names = {
  passesTable: 'passes',
  registrationsTable: 'registrations',
  eventsTable: 'events',
  templatesBucket: 'templates-bucket',
  passesBucket: 'passes-bucket',
  buildsUrl: 'https://sqs.example.com/000000000000/builds',
  notificationsUrl: 'https://sqs.example.com/000000000000/notifications',
  rolloutsUrl: 'https://sqs.example.com/000000000000/rollouts',
  importsUrl: 'https://sqs.example.com/000000000000/imports',
  eventBus: 'bus',
  secretsPrefix: 'passwright/bench',
  metricsNamespace: 'Passwright/bench',
} as const satisfies Record<keyof typeof variables, string>

const isVariable = (name: string): name is keyof typeof variables => Object.hasOwn(variables, name)

/** Variables that name the resources. */
export const resourceVariables: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(names).flatMap(([name, value]) => (isVariable(name) ? [[variables[name], value]] : [])),
)
