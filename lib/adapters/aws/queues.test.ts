import { type SendMessageBatchCommandInput, type SendMessageBatchCommandOutput, SQSClient } from '@aws-sdk/client-sqs'
import { describe, expect, it } from 'vitest'
import {
  type DeviceLibraryIdentifier,
  isPassTypeIdentifier,
  isSerialNumber,
  type PassTypeIdentifier,
} from '../../core/format/identifiers.ts'
import type { BuildMessage } from '../../ports/queues.ts'
import { readBuildMessage } from './build-message.ts'
import { awsQueues } from './queues.ts'

const message = (version: number): BuildMessage => {
  const [passTypeIdentifier, serialNumber] = ['pass.com.example', 'A1']
  if (!(isPassTypeIdentifier(passTypeIdentifier) && isSerialNumber(serialNumber))) throw new Error('no pass')
  return { kind: 'build', pass: { passTypeIdentifier, serialNumber }, version }
}

const device = {
  deviceLibraryIdentifier: 'D1' as DeviceLibraryIdentifier,
  passTypeIdentifier: 'pass.com.example' as PassTypeIdentifier,
}

interface Failure {
  readonly Id: string
  readonly SenderFault?: boolean
}

/** A queue that answers batch after batch with the given failures, and remembers what it was sent. */
const aQueue = (...answers: readonly (readonly Failure[])[]) => {
  const left = [...answers]
  const sent: (readonly (BuildMessage | undefined)[])[] = []
  const urls: unknown[] = []
  const client = new SQSClient({ region: 'eu-central-1' })
  client.middlewareStack.add(
    () => async (args) => {
      await Promise.resolve()
      const { Entries = [], QueueUrl } = args.input as SendMessageBatchCommandInput
      urls.push(QueueUrl)
      sent.push(Entries.map(({ MessageBody = '' }) => readBuildMessage(MessageBody)))
      const Failed = (left.shift() ?? []).map((failure) => ({ Code: 'x', SenderFault: false, ...failure }))
      const output: SendMessageBatchCommandOutput = { $metadata: {}, Successful: [], Failed }
      return { output: output as never, response: undefined }
    },
    { step: 'initialize' },
  )
  const urlOf = (queue: string): string => `http://${queue}`
  return { sent, urls, queues: awsQueues({ urlOf, client: () => Promise.resolve(client) }) }
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => message(index))

describe('messages for SQS', () => {
  it('are sent ten at a time', async () => {
    const { sent, queues } = aQueue()
    await queues.sendBuilds(numbered(23))
    expect(sent.map((batch) => batch.length)).toEqual([10, 10, 3])
    expect(sent.flat()).toStrictEqual(numbered(23))
  })

  it('are none: nothing is sent', async () => {
    const { sent, queues } = aQueue()
    await queues.sendBuilds([])
    expect(sent).toEqual([])
  })

  it('that were not taken are sent again, without the others', async () => {
    const { sent, queues } = aQueue([{ Id: '1' }, { Id: '2' }], [{ Id: '2' }])
    await queues.sendBuilds(numbered(3))
    expect(sent).toStrictEqual([numbered(3), [message(1), message(2)], [message(2)]])
  })

  it('that are refused for good are not sent again', async () => {
    const { sent, queues } = aQueue([{ Id: '0', SenderFault: true }])
    await expect(queues.sendBuilds(numbered(1))).rejects.toThrow('the queue refuses a message')
    expect(sent.length).toBe(1)
  })

  it('that are never taken are given up after a while', async () => {
    const { sent, queues } = aQueue(...Array.from({ length: 20 }, () => [{ Id: '0' }]))
    await expect(queues.sendBuilds(numbered(1))).rejects.toThrow('took only a part: try again')
    expect(sent.length).toBe(6)
  })

  it('go to the queue of their kind', async () => {
    const { urls, queues } = aQueue()
    await queues.sendBuilds(numbered(1))
    await queues.sendNotifications([device])
    expect(urls).toEqual(['http://builds', 'http://notifications'])
  })
})
