/** Where the local stack keeps what: all below `.local` of the folder that it is started in. */
import { join } from 'node:path'

/** The folders and files. */
export const places = {
  /** Code, the package. */
  base: '.local',
  data: join('.local', 'data'),
  logs: join('.local', 'logs'),
  authority: join('.local', 'signer'),
  apiKey: join('.local', 'api-key'),
  lock: join('.local', 'running'),
} as const

const templates = join(import.meta.dirname, '..', 'templates')

/** What comes with the project. */
export const samples = { templates, flights: join(templates, 'records', 'flights.ndjson') } as const
