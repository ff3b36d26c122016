import { describe, expect, it } from 'vitest'
import { type Figure, metricLines } from './embedded-metrics.ts'

const figure = (changes: Partial<Figure>): Figure => ({
  namespace: 'Passwright/prod',
  name: 'Pushes',
  dimensions: {},
  value: 1,
  unit: 'Count',
  ...changes,
})

const parsed = (figures: readonly Figure[]) =>
  metricLines(figures, { lambdaRequestId: 'a1' }, 1_795_300_000_000).map((line) => JSON.parse(line))

describe('figures of an invocation', () => {
  it('are a line of CloudWatch’s embedded metric format, with a total for alarms', () => {
    const figures = [figure({ dimensions: { answer: 'gone' }, value: 3 })]
    expect(metricLines(figures, {}, 0)[0]).toMatch(/^\{[^\n]*\}\n$/)
    expect(parsed(figures)).toEqual([
      {
        _aws: {
          Timestamp: 1_795_300_000_000,
          CloudWatchMetrics: [
            {
              Namespace: 'Passwright/prod',
              Dimensions: [['answer'], []],
              Metrics: [{ Name: 'Pushes', Unit: 'Count' }],
            },
          ],
        },
        lambdaRequestId: 'a1',
        answer: 'gone',
        Pushes: 3,
      },
    ])
  })

  it('stand in one line if they have different names', () => {
    const lines = parsed([
      figure({ name: 'WalletRequests', dimensions: { call: 'fetch', status: '200' } }),
      figure({ name: 'PassesBuilt' }),
      figure({ name: 'ColdStarts', dimensions: { function: 'passwright-prod-wallet' } }),
    ])
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({ WalletRequests: 1, PassesBuilt: 1, ColdStarts: 1, call: 'fetch', status: '200' })
    expect(
      lines[0]._aws.CloudWatchMetrics.map(({ Dimensions }: { Dimensions: readonly unknown[] }) => Dimensions),
    ).toEqual([[['call', 'status'], []], [[]], [['function'], []]])
  })

  it('are added up, in whatever order their dimensions come', () => {
    const lines = parsed([
      figure({ dimensions: { a: '1', b: '2' }, value: 2 }),
      figure({ dimensions: { b: '2', a: '1' }, value: 5 }),
    ])
    expect(lines.map(({ Pushes }) => Pushes)).toEqual([7])
  })

  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html
  it('have a unit that CloudWatch knows, and none where it has none', () => {
    const [line] = parsed([
      figure({ name: 'DaysUntilExpiry', value: 30, unit: 'Days' }),
      figure({ name: 'OldestPendingSeconds', value: 2, unit: 'Seconds' }),
    ])
    expect(line._aws.CloudWatchMetrics.map(({ Metrics }: { Metrics: readonly unknown[] }) => Metrics)).toEqual([
      [{ Name: 'DaysUntilExpiry', Unit: 'None' }],
      [{ Name: 'OldestPendingSeconds', Unit: 'Seconds' }],
    ])
  })

  it('of what is measured, the latest holds', () => {
    const age = (value: number) => figure({ name: 'OldestPendingSeconds', value, unit: 'Seconds' })
    const [line] = parsed([age(40), age(12)])
    expect([line.OldestPendingSeconds, line._aws.CloudWatchMetrics[0].Metrics]).toEqual([
      12,
      [{ Name: 'OldestPendingSeconds', Unit: 'Seconds' }],
    ])
  })

  it('need a line for each value of a dimension, and no more', () => {
    const answers = ['accepted', 'gone', 'accepted', 'later'].map((answer) => figure({ dimensions: { answer } }))
    expect(parsed([...answers, figure({ name: 'PassesBuilt' })]).map(({ answer, Pushes }) => [answer, Pushes])).toEqual(
      [
        ['accepted', 2],
        ['gone', 1],
        ['later', 1],
      ],
    )
  })

  it('stay single lines whatever their dimensions hold, and what they say of themselves stays their own', () => {
    const lines = metricLines([figure({ dimensions: { answer: 'a\nb', _aws: 'x', Pushes: 'y' } })], {}, 7)
    expect(lines.map((line) => line.split('\n').length)).toEqual([2])
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ _aws: { Timestamp: 7 }, Pushes: 1 })
  })
})
