/** What may be logged of an error: what it is and where it happened, never what it says of the data. */
import { PasswrightError } from '../../core/errors.ts'
import { AwsFault } from '../aws/unavailable.ts'

/** An error without its words. */
export interface ErrorDescription {
  readonly name: string
  /** The stable code, of our own errors. */
  readonly code?: string
  /** Only of our own errors that are nobody's input's fault: others may quote what they were given. */
  readonly message?: string
  /** Of a call to AWS: the HTTP status, the system's code if there was none, and the id that AWS's support asks for. */
  readonly aws?: { readonly status?: number; readonly code?: string; readonly requestId?: string }
  readonly stack: readonly string[]
  readonly cause?: ErrorDescription
}

const frame = /^ {4}at .+:\d+:\d+\)?$/
const frames = 12
const depth = 4

/** The frames below the message; none if the message cannot be told from them. */
const stackOf = ({ stack = '', message }: Error): readonly string[] => {
  const start = stack.indexOf(message)
  if (start < 0) return []
  return stack
    .slice(start + message.length)
    .split('\n')
    .filter((line) => frame.test(line))
    .map((line) => line.trim())
    .slice(0, frames)
}

const identifier = /^[\w.$-]{1,80}$/

/** Names and ids are of our making or Amazon's; anything that does not look like one is left out. */
const plain = (value: unknown): string | undefined =>
  typeof value === 'string' && identifier.test(value) ? value : undefined

const awsFacts = (error: Error): Pick<ErrorDescription, 'aws'> => {
  if (!(error instanceof AwsFault)) return {}
  const [code, requestId] = [plain(error.code), plain(error.requestId)]
  return {
    aws: {
      ...(error.status === undefined ? {} : { status: error.status }),
      ...(code === undefined ? {} : { code }),
      ...(requestId === undefined ? {} : { requestId }),
    },
  }
}

const ownWords = (error: Error): Pick<ErrorDescription, 'code' | 'message'> => {
  if (!(error instanceof PasswrightError)) return {}
  return error.status >= 500 ? { code: error.code, message: error.message } : { code: error.code }
}

const describe = (error: unknown, level: number): ErrorDescription => {
  if (!(error instanceof Error)) return { name: typeof error, stack: [] }
  return {
    name: plain(error.name) ?? 'Error',
    ...ownWords(error),
    ...awsFacts(error),
    stack: stackOf(error),
    ...(error.cause === undefined || level === depth ? {} : { cause: describe(error.cause, level + 1) }),
  }
}

/** Describes an error and its causes. Messages of errors that are not ours are left out: they may hold personal data. */
export const describeError = (error: unknown): ErrorDescription => describe(error, 1)
