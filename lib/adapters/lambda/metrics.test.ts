import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { metricsOnStdout } from './metrics.ts'

const written = (count: (metrics: ReturnType<typeof metricsOnStdout>) => void): string => {
  let text = ''
  count(
    metricsOnStdout('Passwright/prod', (line) => {
      text += line
    }),
  )
  return text
}

describe('a metric', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_795_300_000_000 })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is one line of CloudWatch’s embedded metric format', () => {
    const text = written(({ count }) => count('DeviceLogLines', { cause: 'list-with-token' }, 3))
    expect(text.indexOf('\n')).toBe(text.length - 1)
    expect(JSON.parse(text)).toEqual({
      _aws: {
        Timestamp: 1_795_300_000_000,
        CloudWatchMetrics: [
          {
            Namespace: 'Passwright/prod',
            Dimensions: [['cause']],
            Metrics: [{ Name: 'DeviceLogLines', Unit: 'Count' }],
          },
        ],
      },
      cause: 'list-with-token',
      DeviceLogLines: 3,
    })
  })

  it('goes up by one unless told otherwise, and needs no dimensions', () => {
    const metric = JSON.parse(written(({ count }) => count('DeviceLogLines', {})))
    expect([metric.DeviceLogLines, metric._aws.CloudWatchMetrics[0].Dimensions]).toEqual([1, [[]]])
  })

  it('stays a single line whatever its dimensions hold, and what it says of itself stays its own', () => {
    const text = written(({ count }) => count('DeviceLogLines', { cause: 'a\nb', _aws: 'x', DeviceLogLines: 'y' }))
    expect(text.split('\n')).toHaveLength(2)
    expect(JSON.parse(text)).toMatchObject({ _aws: { Timestamp: 1_795_300_000_000 }, DeviceLogLines: 1 })
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
