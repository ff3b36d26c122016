import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { queueHandler, streamHandler } from './batch.ts'

const lines: string[] = []

beforeEach(() => {
  lines.length = 0
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(String(line))
    return true
  })
})

afterEach(() => {
  vi.restoreAllMocks()
})

const failures = (...ids: readonly string[]) => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
})

const isFailure = (line: string): boolean => line.includes('"level":"error"')

const message = (messageId: string, body: string) => ({ messageId, body })

describe('a batch of a queue', () => {
  const handler = queueHandler(
    'build/failed',
    (body) => (body === 'no message' ? undefined : body),
    (body) => (body === 'bad' ? Promise.reject(new Error('secret')) : Promise.resolve()),
  )

  it('is done when every message is', async () => {
    expect(await handler({ Records: [message('1', 'good'), message('2', 'good')] })).toEqual(failures())
  })

  it('names the messages that failed, and no others', async () => {
    const Records = [message('1', 'bad'), message('2', 'good'), message('3', 'bad')]
    expect(await handler({ Records })).toEqual(failures('1', '3'))
  })

  it('counts those that failed, under the code of the work', async () => {
    await handler({ Records: [message('1', 'bad'), message('2', 'good'), message('3', 'bad')] })
    const figures = lines.filter((line) => line.includes('MessagesFailed')).map((line) => JSON.parse(line))
    expect(figures).toEqual([expect.objectContaining({ MessagesFailed: 2, code: 'build/failed' })])
  })

  it('leaves what is no message to the dead letters', async () => {
    expect(await handler({ Records: [message('1', 'no message')] })).toEqual(failures('1'))
    expect(lines[0]).toContain('message/unreadable')
  })

  it('names the messages that failed in any order, and works on no more at the same time than it may', async () => {
    const working = new Set<string>()
    let most = 0
    const slow = queueHandler(
      'build/failed',
      (body) => body,
      async (body) => {
        working.add(body)
        most = Math.max(most, working.size)
        for (let turn = 0; turn < Number(body); turn++) await Promise.resolve()
        working.delete(body)
        if (body === '3') throw new Error('no')
      },
      { atOnce: 2 },
    )
    const Records = ['50', '3', '1', '3', '1', '1'].map((body, index) => message(`m${index}`, body))
    expect((await slow({ Records })).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual([
      'm1',
      'm3',
    ])
    expect(most).toBe(2)
  })

  it('begins the next message as soon as one is done, and does not wait for the slowest', async () => {
    const begun: string[] = []
    let release: () => void = () => undefined
    const stuck = new Promise<void>((resolve) => {
      release = resolve
    })
    const unfair = queueHandler(
      'build/failed',
      (body) => body,
      async (body) => {
        begun.push(body)
        if (body === 'stuck') await stuck
      },
      { atOnce: 2 },
    )
    const done = unfair({ Records: ['stuck', 'a', 'b', 'c'].map((body) => message(body, body)) })
    await new Promise((resolve) => setTimeout(resolve, 0))
    expect(begun).toEqual(['stuck', 'a', 'b', 'c'])
    release()
    expect(await done).toEqual(failures())
  })

  it('logs one line a failure, without the words of the error', async () => {
    await handler({ Records: [message('1', 'bad')] })
    expect(lines.filter(isFailure)).toHaveLength(1)
    expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'error', code: 'build/failed', requestId: '1' })
    expect(lines[0]).not.toContain('secret')
  })
})

describe('a batch of a stream', () => {
  const record = (SequenceNumber: string) => ({ dynamodb: { SequenceNumber } })
  const Records = ['1', '2', '3'].map(record)

  it('is followed as a whole', async () => {
    const work = vi.fn().mockResolvedValue(undefined)
    expect(await streamHandler('changes/not-followed', work)({ Records })).toEqual(failures())
    expect(work.mock.calls).toEqual([[Records]])
  })

  it('names the first change that failed, and does nothing behind it', async () => {
    const done: string[] = []
    const handler = streamHandler<(typeof Records)[number]>('changes/not-followed', async (items) => {
      for (const { dynamodb } of items) {
        if (dynamodb.SequenceNumber === '2') throw new Error('no')
        await Promise.resolve()
        done.push(dynamodb.SequenceNumber)
      }
    })
    expect(await handler({ Records })).toEqual(failures('2'))
    expect(done).toEqual(['1', '1'])
    expect(lines.filter(isFailure)).toHaveLength(1)
  })

  it('is done if every change can be followed alone', async () => {
    const work = vi.fn().mockRejectedValueOnce(new Error('too many at once')).mockResolvedValue(undefined)
    expect(await streamHandler('changes/not-followed', work)({ Records })).toEqual(failures())
    expect(work).toHaveBeenCalledTimes(4)
  })

  it('a change that cannot be read fails like one that cannot be followed', async () => {
    const handler = streamHandler('changes/not-followed', () => {
      throw new Error('unreadable')
    })
    expect(await handler({ Records })).toEqual(failures('1'))
  })
})
