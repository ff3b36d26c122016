import { describe, expect, it } from 'vitest'
import { assertEnvironment, type Part } from './environment.ts'

const env = Object.fromEntries(
  [
    ...['PUBLIC_BASE_URL', 'PASS_TYPES', 'PASSES_TABLE', 'REGISTRATIONS_TABLE', 'EVENTS_TABLE', 'TEMPLATES_BUCKET'],
    ...[
      'PASSES_BUCKET',
      'SECRETS_PREFIX',
      'NOTIFICATIONS_QUEUE_URL',
      'ROLLOUTS_QUEUE_URL',
      'EVENT_BUS',
      'BUILDS_QUEUE_URL',
      'IMPORTS_QUEUE_URL',
    ],
  ].map((name) => [`PASSWRIGHT_${name}`, 'x']),
)

const refusalOf = (variables: Readonly<Record<string, string>>, ...parts: Part[]): string => {
  try {
    assertEnvironment(variables, parts)
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  return 'nothing'
}

describe('the environment of a server', () => {
  it('needs no queue that only the work reads from, to answer requests', () => {
    expect(refusalOf(env, 'http')).toBe('nothing')
    expect(refusalOf(env, 'http', 'work')).toBe(
      'the environment lacks PASSWRIGHT_INGEST_QUEUE_URL: npm run serve -- --help says what they are',
    )
  })

  it('takes no IAM for the API: nobody here could check who has signed a request', () => {
    const message = refusalOf({ ...env, PASSWRIGHT_API_AUTHORIZATION: 'iam' }, 'http')
    expect(message).toContain('which only an HTTP API of AWS can check: set it to keys')
  })
})
