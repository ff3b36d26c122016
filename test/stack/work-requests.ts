/** The AWS calls of requests about work that goes on behind: rollouts, imports, parked events, timelines. */
import { aPass, pathOf, publish } from './a-pass.ts'
import { cardArchive } from './archives.ts'
import { aSerial, type Deployment, until } from './deployment.ts'
import { get, put, query, type RequestKind } from './request-kind.ts'
import { rollOut } from './tell.ts'

/** A template with one pass. */
const aTemplateInUse = async (deployment: Deployment): Promise<string> => {
  const template = aSerial('rolled').toLowerCase()
  await publish(deployment, cardArchive({ name: template }))
  await deployment.api('PUT', pathOf(aSerial()), { json: { template, values: { name: 'Ada' } } })
  return template
}

const readMany = 'dynamodb:BatchGetItem'

const csv = { bytes: 100, format: 'csv', template: 'card' }

/** How many shards the indexes have, each read by a query of its own. */
const shards = Array.from({ length: 8 }, () => query)

/** Requests about work. */
export const workRequests: readonly RequestKind[] = [
  {
    // The template; whether another rollout of it runs, before and after; how many passes there are; the rollout, twice.
    name: 'POST /rollouts',
    role: 'ApiRole',
    prepare: async (deployment) => {
      const template = await aTemplateInUse(deployment)
      return () => deployment.api('POST', '/rollouts', { json: { template } })
    },
    status: 201,
    calls: [readMany, readMany, put, put, query, query, query, ...shards, 'sqs:SendMessage'],
  },
  {
    name: 'GET /rollouts/{id}',
    role: 'ApiRole',
    prepare: async (deployment) => {
      const { id } = await rollOut(deployment, await aTemplateInUse(deployment))
      return () => deployment.api('GET', `/rollouts/${id}`)
    },
    status: 200,
    calls: [get],
  },
  {
    name: 'POST /imports',
    role: 'ApiRole',
    prepare: async (deployment) => {
      await aPass(deployment)
      return () => deployment.api('POST', '/imports', { json: csv })
    },
    status: 201,
    calls: [put, put, query],
  },
  {
    name: 'GET /imports/{id} of one that waits',
    role: 'ApiRole',
    prepare: async (deployment) => {
      await aPass(deployment)
      const { json } = await deployment.api('POST', '/imports', { json: csv })
      return () => deployment.api('GET', `/imports/${json.id}`)
    },
    status: 200,
    calls: [get],
  },
  {
    name: 'GET /parked',
    role: 'ApiRole',
    prepare: (deployment) => Promise.resolve(() => deployment.api('GET', '/parked')),
    status: 200,
    calls: [query],
  },
  {
    // The record, its steps, and whether anybody holds it.
    name: 'GET …/timeline of a pass that nobody holds',
    role: 'ApiRole',
    prepare: async (deployment) => {
      const { path } = await aPass(deployment)
      await until('its first step is told', async () => {
        const { json } = await deployment.api('GET', `${path}/timeline`)
        return json.events?.length > 0 || json.items?.length > 0 || undefined
      })
      return () => deployment.api('GET', `${path}/timeline`)
    },
    status: 200,
    calls: [get, query, query],
  },
]
