import { describe, expect, it } from 'vitest'
import {
  awsFollowPorts,
  awsIngestPorts,
  awsNotifyPorts,
  awsPorts,
  awsRolloutPorts,
  awsSchedulePorts,
  awsWalletPorts,
  awsWorkPorts,
} from './ports.ts'

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

  it('are made without queues and bus, but cannot send then', async () => {
    const { queues, bus } = awsPorts(env)
    await expect(queues.sendBuilds([])).rejects.toThrow(missing('PASSWRIGHT_BUILDS_QUEUE_URL'))
    await expect(queues.sendNotifications([])).rejects.toThrow(missing('PASSWRIGHT_NOTIFICATIONS_QUEUE_URL'))
    await expect(queues.sendRollouts([])).rejects.toThrow(missing('PASSWRIGHT_ROLLOUTS_QUEUE_URL'))
    await expect(queues.sendImports([])).rejects.toThrow(missing('PASSWRIGHT_IMPORTS_QUEUE_URL'))
    await expect(bus.publish([])).rejects.toThrow(missing('PASSWRIGHT_EVENT_BUS'))
  })

  it.each([
    ['that answers phones', awsWalletPorts, ['NOTIFICATIONS_QUEUE_URL', 'EVENT_BUS']],
    ['that builds', awsWorkPorts, ['BUILDS_QUEUE_URL', 'NOTIFICATIONS_QUEUE_URL', 'EVENT_BUS']],
    ['that rolls out', awsRolloutPorts, ['ROLLOUTS_QUEUE_URL', 'NOTIFICATIONS_QUEUE_URL', 'EVENT_BUS']],
    ['that pushes', awsNotifyPorts, ['NOTIFICATIONS_QUEUE_URL', 'EVENT_BUS']],
    ['that takes changes', awsIngestPorts, ['IMPORTS_QUEUE_URL']],
    ['that follows the stream', awsFollowPorts, ['BUILDS_QUEUE_URL', 'ROLLOUTS_QUEUE_URL', 'EVENT_BUS']],
    [
      'that runs at set times',
      awsSchedulePorts,
      ['BUILDS_QUEUE_URL', 'ROLLOUTS_QUEUE_URL', 'IMPORTS_QUEUE_URL', 'EVENT_BUS'],
    ],
  ] as const)('%s take the queues that it sends to, and the bus if it tells of something', (_, make, names) => {
    const sending = Object.fromEntries(names.map((name) => [`PASSWRIGHT_${name}`, 'u']))
    expect(() => make({ ...env, ...sending })).not.toThrow()
    for (const name of Object.keys(sending)) {
      expect(() => make({ ...env, ...sending, [name]: undefined })).toThrow(missing(name))
    }
  })

  it('that follows the stream take the table of events, and no other', () => {
    const sending = { PASSWRIGHT_BUILDS_QUEUE_URL: 'u', PASSWRIGHT_ROLLOUTS_QUEUE_URL: 'u', PASSWRIGHT_EVENT_BUS: 'b' }
    expect(() => awsFollowPorts({ PASSWRIGHT_EVENTS_TABLE: 'events', ...sending })).not.toThrow()
    expect(() => awsFollowPorts(sending)).toThrow(missing('PASSWRIGHT_EVENTS_TABLE'))
  })
})
