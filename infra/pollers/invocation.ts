/** What it means to invoke a function: JSON text in, JSON text out, as Lambda does. */

/** What an invocation came to. */
export interface Invocation {
  /** Whether the function returned; otherwise it threw, ran out of time, or crashed. */
  readonly ok: boolean
  /** JSON text: what it returned, or `{"errorType", "errorMessage"}`. */
  readonly payload: string
}

/** Invokes one function with an event, as JSON text. Never rejects. */
export type Invoke = (event: string) => Promise<Invocation>

/** The payload of a failure. */
export const failure = (errorType: string, errorMessage: string): Invocation => ({
  ok: false,
  payload: JSON.stringify({ errorType, errorMessage }),
})

/** A handler in this process, invoked as Lambda does. @param onError is told of what it throws */
export const invokerOf =
  <Event>(handler: (event: Event) => Promise<unknown>, onError: (error: unknown) => void = () => undefined): Invoke =>
  async (event) => {
    try {
      return { ok: true, payload: JSON.stringify((await handler(JSON.parse(event))) ?? null) }
    } catch (error) {
      onError(error)
      return failure(error instanceof Error ? error.name : 'Error', 'the handler failed')
    }
  }
