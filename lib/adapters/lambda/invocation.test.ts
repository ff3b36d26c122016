import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { asInvocation } from './invocation.ts'
import type { logFailure } from './log.ts'
import type { taskHandler } from './task-handler.ts'

const lines: string[] = []
const entries = () => lines.map((line) => JSON.parse(line))

/** A process that was only just started. */
const fresh = async (): Promise<{
  readonly asInvocation: typeof asInvocation
  readonly logFailure: typeof logFailure
  readonly taskHandler: typeof taskHandler
}> => {
  vi.resetModules()
  return { ...(await import('./invocation.ts')), ...(await import('./log.ts')), ...(await import('./task-handler.ts')) }
}

beforeEach(() => {
  lines.length = 0
  vi.stubEnv('PASSWRIGHT_METRICS_NAMESPACE', 'Passwright/prod')
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
    lines.push(String(line))
    return true
  })
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

const context = { awsRequestId: 'a1-b2', functionName: 'passwright-prod-wallet' }

describe('an invocation', () => {
  it('that a process was started for is counted as a cold start; those after it are not', async () => {
    const process = await fresh()
    const handler = process.asInvocation(() => Promise.resolve())
    await handler({}, context)
    await handler({}, context)
    expect(entries()).toMatchObject([{ ColdStarts: 1, function: 'passwright-prod-wallet', lambdaRequestId: 'a1-b2' }])
    expect(entries()[0]._aws.CloudWatchMetrics[0].Namespace).toBe('Passwright/prod')
  })

  it('is no cold start where no function is', async () => {
    const process = await fresh()
    await process.asInvocation(() => Promise.resolve())({})
    expect(lines).toEqual([])
  })

  it('is named beside a failure in it, with its trace', async () => {
    vi.stubEnv('_X_AMZN_TRACE_ID', 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1')
    const process = await fresh()
    const fail = () =>
      Promise.resolve(process.logFailure({ code: 'internal', error: new Error('no'), requestId: 'g1' }))
    await process.asInvocation(fail)({}, { awsRequestId: 'a1-b2' })
    expect(entries()).toMatchObject([
      {
        timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
        level: 'error',
        code: 'internal',
        requestId: 'g1',
        lambdaRequestId: 'a1-b2',
        traceId: '1-5759e988-bd862e3fe1be46a994272793',
      },
    ])
  })
})

describe('a task that fails', () => {
  it('fails for Lambda, too, without a word of what it was about; the log says where', async () => {
    const process = await fresh()
    const handler = process.taskHandler('schedule/failed', () => Promise.reject(new TypeError('Erika Mustermann')))
    const failure = await handler({}, { awsRequestId: 'a1-b2' }).catch((error: unknown) => error)
    expect([failure instanceof Error, String(failure)]).toEqual([
      true,
      'TaskFailedError: the task failed: the entry of the log with the same lambdaRequestId says why',
    ])
    expect(entries()).toMatchObject([
      { code: 'schedule/failed', lambdaRequestId: 'a1-b2', error: { name: 'TypeError' } },
    ])
    expect(lines.join('')).not.toContain('Erika')
  })
})
