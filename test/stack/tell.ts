/** Tells a deployment of a change by an event, and rolls templates out. */
import { expect } from 'vitest'
import type { JsonObject } from '../../lib/core/format/json.ts'
import { type Deployment, until } from './deployment.ts'

/** The input of `PutEvents` with one event. */
export const eventOf = (detail: JsonObject) => ({
  Entries: [
    {
      EventBusName: 'passwright-local',
      Source: 'till',
      DetailType: 'Pass Record Changed',
      Detail: JSON.stringify(detail),
    },
  ],
})

/** Puts an event on the bus by the door that the local stack has for that. */
export const tell = async ({ send, key }: Deployment, detail: JsonObject): Promise<void> => {
  const headers = { authorization: `Bearer ${key}` }
  const answer = await send('POST', '/-/events', { json: eventOf(detail), headers })
  expect([answer.status, answer.json?.FailedEntryCount]).toEqual([200, 0])
}

/** Rolls the newest version of a template out, and waits for the end. What the API says of it then. */
export const rollOut = async (deployment: Deployment, template: string) => {
  const { status, json } = await deployment.api('POST', '/rollouts', { json: { template } })
  expect(status).toBe(201)
  return await until('the rollout is done', async () => {
    const { json: rollout } = await deployment.api('GET', `/rollouts/${json.id}`)
    return rollout.status === 'done' ? rollout : undefined
  })
}
