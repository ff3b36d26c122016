import { describe, expect, it, vi } from 'vitest'
import { asInvocation } from './invocation.ts'
import { metricsOnStdout } from './metrics.ts'

/** Metrics, and the lines that they write. */
const aLog = () => {
  const lines: string[] = []
  const metrics = metricsOnStdout('Passwright/prod', (line) => {
    lines.push(line)
  })
  const read = () => lines.map((line) => JSON.parse(line))
  return { metrics, lines, read }
}

describe('a metric', () => {
  it('is written when its invocation ends, in one line with the others, under the id of the invocation', async () => {
    const { metrics, lines, read } = aLog()
    const handler = asInvocation(async (event: number) => {
      metrics.count('Pushes', { answer: 'gone' })
      await Promise.resolve()
      metrics.count('Pushes', { answer: 'gone' }, 2)
      metrics.measure('OldestPendingSeconds', {}, 12, 'Seconds')
      expect(lines).toEqual([])
      return event + 1
    })
    expect(await handler(1, { awsRequestId: 'a1' })).toBe(2)
    expect(read()).toEqual([
      expect.objectContaining({ lambdaRequestId: 'a1', answer: 'gone', Pushes: 3, OldestPendingSeconds: 12 }),
    ])
  })

  it('is written though its invocation fails', async () => {
    const { metrics, lines } = aLog()
    const handler = asInvocation(() => {
      metrics.count('PassesBuilt', {})
      return Promise.reject(new Error('no'))
    })
    await expect(handler({})).rejects.toThrow('no')
    expect(lines).toHaveLength(1)
  })

  it('that comes behind the end of its invocation is written at once, under no id', async () => {
    const { metrics, read } = aLog()
    await asInvocation(() => Promise.resolve())({}, { awsRequestId: 'a1' })
    metrics.count('EventsLost', {})
    expect(read().map(({ EventsLost, lambdaRequestId }) => [EventsLost, lambdaRequestId])).toEqual([[1, undefined]])
  })

  it('of invocations at the same time is under no id, because nobody knows whose it is', async () => {
    const { metrics, read } = aLog()
    let end = (): void => undefined
    const waiting = new Promise<void>((resolve) => {
      end = resolve
    })
    const slow = asInvocation(() => waiting)({}, { awsRequestId: 'slow' })
    await asInvocation(() => Promise.resolve(metrics.count('PassesBuilt', {})))({}, { awsRequestId: 'quick' })
    end()
    await slow
    expect(read().map(({ PassesBuilt, lambdaRequestId }) => [PassesBuilt, lambdaRequestId])).toEqual([[1, undefined]])
  })

  it('that cannot be written fails nobody', () => {
    const { count } = metricsOnStdout('Passwright', () => {
      throw new Error('write EPIPE')
    })
    expect(() => count('DeviceLogLines', {})).not.toThrow()
  })

  it('goes to standard output', () => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    metricsOnStdout('Passwright').count('DeviceLogLines', { cause: 'other' })
    expect(write.mock.calls.map(([text]) => JSON.parse(String(text)).cause)).toEqual(['other'])
    write.mockRestore()
  })
})
