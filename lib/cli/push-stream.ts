/** Hears of pushes to a simulated device, from the local stack that its passes came from. */
import { isObject } from '../core/format/json.ts'
import { InputError } from './errors.ts'

/** A stream of pushes that is open. */
export interface PushStream {
  /** The pass types that the pushes are about, as they come; ends when the stack does. */
  readonly passTypes: AsyncIterable<string>
}

const passTypeOf = (line: string): string | undefined => {
  if (!line.startsWith('data: ')) return undefined
  try {
    const data: unknown = JSON.parse(line.slice('data: '.length))
    return isObject(data) && typeof data.passTypeIdentifier === 'string' ? data.passTypeIdentifier : undefined
  } catch {
    return undefined
  }
}

/** Longer than any line that tells of a push. */
const longestLine = 10_000

/** The pass types in an event stream, line by line. What was begun when the stream broke off counts as not said. */
async function* passTypesIn(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let begun = ''
  try {
    for await (const bytes of body) {
      const lines = (begun + decoder.decode(bytes, { stream: true })).split('\n')
      begun = (lines.pop() ?? '').slice(0, longestLine)
      for (const line of lines) {
        const passType = passTypeOf(line)
        if (passType !== undefined) yield passType
      }
    }
  } catch {
    // The stack has ended, or what is in between: whoever listens may try again.
  }
}

/**
 * Opens the stream of pushes to a push token.
 *
 * @param origin of the web service of the device's passes
 * @throws InputError `input/no-answer` if nobody answers there, `input/no-pushes` if nobody tells of pushes there
 */
export const openPushes = async (origin: string, pushToken: string, signal?: AbortSignal): Promise<PushStream> => {
  const response = await fetch(`${origin}/-/pushes/${pushToken}`, {
    ...(signal ? { signal } : {}),
    redirect: 'manual',
  }).catch((cause: unknown) => {
    throw new InputError('input/no-answer', `${origin} does not answer: start the local stack with npm start`, {
      cause,
    })
  })
  const isStream = response.ok && (response.headers.get('content-type') ?? '').startsWith('text/event-stream')
  if (isStream && response.body) return { passTypes: passTypesIn(response.body) }
  await response.body?.cancel()
  const message = `${origin} does not tell of pushes: only a local stack does (npm start), to simulated devices that hold its passes`
  throw new InputError('input/no-pushes', message)
}
