/**
 * The invocation that a process is in. Lambda brings a process one event after the other, so a variable holds it; where
 * several are at work at the same time, as on another server, none of them is named.
 */
import type { CountName } from '../../ports/metrics.ts'
import { variables } from '../aws/environment.ts'
import { type Figure, metricLines } from './embedded-metrics.ts'

/** What Lambda says of an invocation, as far as it is read. */
export interface InvocationContext {
  readonly awsRequestId?: string | undefined
  readonly functionName?: string | undefined
}

/** Takes a line of the log with its end. */
export type WriteLine = (line: string) => void

/** Writes to standard output, which Lambda brings to CloudWatch. */
export const toStdout: WriteLine = (line) => {
  process.stdout.write(line)
}

const running = new Set<InvocationContext>()
const gathered: { readonly figure: Figure; readonly write: WriteLine }[] = []
let isCold = true

const rootOfTrace = /Root=([\w-]{1,64})/

/** What entries of the log are found by: the ids that Lambda and X-Ray gave the invocation, where it is known. */
export const invocationIds = (): Readonly<Record<string, string>> => {
  const [only, ...others] = running
  if (only?.awsRequestId === undefined || others.length > 0) return {}
  const traceId = rootOfTrace.exec(process.env._X_AMZN_TRACE_ID ?? '')?.[1]
  return { lambdaRequestId: only.awsRequestId, ...(traceId === undefined ? {} : { traceId }) }
}

const writeGathered = (): void => {
  const all = gathered.splice(0)
  for (const write of new Set(all.map((entry) => entry.write))) {
    const figures = all.filter((entry) => entry.write === write).map(({ figure }) => figure)
    try {
      for (const line of metricLines(figures, invocationIds(), Date.now())) write(line)
    } catch {
      // A figure less is better than a request that fails.
    }
  }
}

/** Keeps a figure until an invocation ends. One that comes outside of any, or behind its end, is written at once. */
export const noteFigure = (figure: Figure, write: WriteLine): void => {
  gathered.push({ figure, write })
  if (running.size === 0) writeGathered()
}

/** Counts what only the handler knows of, in the namespace of the environment. */
export const noteCount = (name: CountName, dimensions: Readonly<Record<string, string>>, by = 1): void => {
  const namespace = process.env[variables.metricsNamespace] ?? 'Passwright'
  noteFigure({ namespace, name, dimensions, value: by, unit: 'Count' }, toStdout)
}

const noteColdStart = ({ functionName }: InvocationContext): void => {
  if (!isCold || functionName === undefined) return
  isCold = false
  noteCount('ColdStarts', { function: functionName })
}

/** A handler that is an invocation: what is counted in it goes to the log with its end, in as few lines as there can be. */
export const asInvocation =
  <Event, Result>(work: (event: Event, context?: InvocationContext) => Promise<Result>) =>
  async (event: Event, context?: InvocationContext): Promise<Result> => {
    const invocation = { ...context }
    running.add(invocation)
    noteColdStart(invocation)
    try {
      return await work(event, context)
    } finally {
      writeGathered()
      running.delete(invocation)
    }
  }
