/** What keeps `npm run serve` from starting: it ends, rather than half running. */
import { describe, expect, it } from 'vitest'
import { assertEnvironment } from '../../infra/serve/environment.ts'
import { aServer } from './serve-process.ts'

const names = [
  ...['PASS_TYPES', 'PASSES_TABLE', 'REGISTRATIONS_TABLE', 'EVENTS_TABLE', 'TEMPLATES_BUCKET', 'PASSES_BUCKET'],
  ...['SECRETS_PREFIX', 'EVENT_BUS'],
]
const queues = ['NOTIFICATIONS', 'ROLLOUTS', 'IMPORTS', 'BUILDS', 'INGEST']

const env: Readonly<Record<string, string>> = {
  PASSWRIGHT_PUBLIC_BASE_URL: 'https://passes.example.com',
  ...Object.fromEntries(names.map((name) => [`PASSWRIGHT_${name}`, 'x'])),
  ...Object.fromEntries(queues.map((name) => [`PASSWRIGHT_${name}_QUEUE_URL`, 'http://127.0.0.1:9/1/x'])),
}

describe('a server that cannot start', () => {
  it('ends when the region is not known', { timeout: 30_000 }, async () => {
    const server = aServer({ ...env, HOME: '/nonexistent' }, '--port', '0')
    await server.wrote(/the region of AWS is not known: set AWS_REGION/)
    const outcome = await Promise.race([server.ended, new Promise((done) => setTimeout(done, 5000, 'runs'))])
    if (outcome === 'runs') await server.stop('SIGKILL')
    expect(outcome).toBe(1)
  })

  it.each([
    ['PASSWRIGHT_GENERATION', 'second'],
    ['PASSWRIGHT_RESTORED_AT', 'yesterday'],
    ['PASSWRIGHT_APNS_ORIGIN', 'nowhere'],
  ])('takes no message with a malformed %s, which would end among the dead letters', (name, value) => {
    expect(() => assertEnvironment({ ...env, [name]: value }, ['work'])).toThrow(name)
  })
})
