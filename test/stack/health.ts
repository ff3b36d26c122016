/** The health of a deployment, as a monitor sees it. */
import { expect } from 'vitest'
import type { Deployment } from './deployment.ts'
import { type Proof, proof } from './proof.ts'

const shallow = async ({ send }: Deployment): Promise<void> => {
  const { status, text } = await send('GET', '/health')
  expect([status, text]).toEqual([200, '{"status":"ok"}'])
}

const closed = async ({ send }: Deployment): Promise<void> => {
  const { status, json } = await send('GET', '/health/deep')
  expect([status, json.code]).toEqual([401, 'request/key-missing'])
}

interface Check {
  readonly subject: string
  readonly name?: string
  readonly status: string
  readonly message: string
}

/** What other proofs leave behind: what waits, and what was broken on purpose. */
const restless = new Set(['breakers', 'waiting-changes'])

const deep = async ({ send, key }: Deployment): Promise<void> => {
  const { json } = await send('GET', '/health/deep', { headers: { authorization: `Bearer ${key}` } })
  const checks: readonly Check[] = json.checks
  const unwell = checks.filter(({ subject, status }) => status !== 'ok' && !restless.has(subject))
  expect(unwell).toEqual([])
  const count = (subject: string) => checks.filter((check) => check.subject === subject).length
  expect(['table', 'bucket', 'queue', 'secret', 'breakers', 'waiting-changes', 'clock'].map(count)).toEqual([
    ...[3, 2, 4, 4, 1, 1, 1],
  ])
  expect(count('signer')).toBe(count('push-service'))
  expect(count('signer')).toBeGreaterThan(4)
}

/** What is true of its health. */
export const health: readonly Proof[] = [
  proof('anybody may ask whether somebody answers', shallow),
  proof('how it is with the deployment is for who has a key', closed),
  proof('tables, buckets, queues, secrets, signers, the push service and the clock are well', deep),
]
