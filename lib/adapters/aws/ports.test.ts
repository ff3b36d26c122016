import { describe, expect, it } from 'vitest'
import { awsFollowPorts, awsPorts, awsRedrivePorts, awsWalletPorts, awsWorkPorts } from './ports.ts'

const env = {
  PASSWRIGHT_PASSES_TABLE: 'passes',
  PASSWRIGHT_REGISTRATIONS_TABLE: 'registrations',
  PASSWRIGHT_EVENTS_TABLE: 'events',
  PASSWRIGHT_TEMPLATES_BUCKET: 'templates',
  PASSWRIGHT_PASSES_BUCKET: 'passes',
  PASSWRIGHT_SECRETS_PREFIX: 'passwright/dev',
}

const missing = (name: string) => `the environment variable ${name} is missing: serverless.yml sets it for who needs it`

describe('the ports of a function', () => {
  it.each(Object.keys(env))('cannot be made without %s, and say so', (name) => {
    expect(() => awsPorts({ ...env, [name]: undefined })).toThrow(missing(name))
    expect(() => awsPorts({ ...env, [name]: '' })).toThrow(missing(name))
  })

  it('are made without queues, but cannot send then', async () => {
    const { queues } = awsPorts(env)
    await expect(queues.sendBuilds([])).rejects.toThrow(missing('PASSWRIGHT_BUILDS_QUEUE_URL'))
    await expect(queues.sendNotifications([])).rejects.toThrow(missing('PASSWRIGHT_NOTIFICATIONS_QUEUE_URL'))
  })

  it('that answers phones take the queue of notifications, and no other', () => {
    expect(() => awsWalletPorts({ ...env, PASSWRIGHT_NOTIFICATIONS_QUEUE_URL: 'u' })).not.toThrow()
    expect(() => awsWalletPorts(env)).toThrow(missing('PASSWRIGHT_NOTIFICATIONS_QUEUE_URL'))
  })

  it('that builds take both queues', () => {
    const both = { PASSWRIGHT_BUILDS_QUEUE_URL: 'u', PASSWRIGHT_NOTIFICATIONS_QUEUE_URL: 'u' }
    expect(() => awsWorkPorts({ ...env, ...both })).not.toThrow()
    for (const name of Object.keys(both)) {
      expect(() => awsWorkPorts({ ...env, ...both, [name]: undefined })).toThrow(missing(name))
    }
  })

  it('that follows the stream take a table of events and a queue', () => {
    expect(() => awsFollowPorts({ PASSWRIGHT_EVENTS_TABLE: 'events', PASSWRIGHT_BUILDS_QUEUE_URL: 'u' })).not.toThrow()
    expect(() => awsFollowPorts({ PASSWRIGHT_EVENTS_TABLE: 'events' })).toThrow(missing('PASSWRIGHT_BUILDS_QUEUE_URL'))
  })

  it('that drives what is pending take a table of passes and a queue', () => {
    expect(() => awsRedrivePorts({ PASSWRIGHT_PASSES_TABLE: 'passes', PASSWRIGHT_BUILDS_QUEUE_URL: 'u' })).not.toThrow()
    expect(() => awsRedrivePorts({ PASSWRIGHT_BUILDS_QUEUE_URL: 'u' })).toThrow(missing('PASSWRIGHT_PASSES_TABLE'))
  })
})
