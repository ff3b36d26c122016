/** What the environment of a function says about its resources. */

/** The environment of a process, or a part of it. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The variables that name resources, by what they name. */
export const variables = {
  passesTable: 'PASSWRIGHT_PASSES_TABLE',
  registrationsTable: 'PASSWRIGHT_REGISTRATIONS_TABLE',
  eventsTable: 'PASSWRIGHT_EVENTS_TABLE',
  templatesBucket: 'PASSWRIGHT_TEMPLATES_BUCKET',
  passesBucket: 'PASSWRIGHT_PASSES_BUCKET',
  buildsUrl: 'PASSWRIGHT_BUILDS_QUEUE_URL',
  notificationsUrl: 'PASSWRIGHT_NOTIFICATIONS_QUEUE_URL',
  rolloutsUrl: 'PASSWRIGHT_ROLLOUTS_QUEUE_URL',
  importsUrl: 'PASSWRIGHT_IMPORTS_QUEUE_URL',
  eventBus: 'PASSWRIGHT_EVENT_BUS',
  secretsPrefix: 'PASSWRIGHT_SECRETS_PREFIX',
  metricsNamespace: 'PASSWRIGHT_METRICS_NAMESPACE',
} as const

/** The variables that the outputs of a deployment's stack stand for: see infra/resources/outputs.yml. */
export const variablesOfOutputs: Readonly<Record<string, string>> = {
  PassesTableName: variables.passesTable,
  RegistrationsTableName: variables.registrationsTable,
  EventsTableName: variables.eventsTable,
  TemplatesBucketName: variables.templatesBucket,
  PassesBucketName: variables.passesBucket,
  BuildsQueueUrl: variables.buildsUrl,
  NotificationsQueueUrl: variables.notificationsUrl,
  RolloutsQueueUrl: variables.rolloutsUrl,
  ImportsQueueUrl: variables.importsUrl,
  EventBusName: variables.eventBus,
  SecretsPrefix: variables.secretsPrefix,
  PublicBaseUrl: 'PASSWRIGHT_PUBLIC_BASE_URL',
  Generation: 'PASSWRIGHT_GENERATION',
  RestoredAt: 'PASSWRIGHT_RESTORED_AT',
}

/** The value of a variable. @throws Error that names it, if it is missing or empty */
export const setting = (env: Environment, name: keyof typeof variables): string => {
  const value = env[variables[name]]
  if (value) return value
  throw new Error(`the environment variable ${variables[name]} is missing: serverless.yml sets it for who needs it`)
}
