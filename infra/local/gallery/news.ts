/** News for the pages that are open: that something has changed, as server-sent events. */

/** Who hears of it. */
export interface News {
  readonly tell: () => void
  /** An event stream; undefined if too many listen already. */
  readonly stream: () => ReadableStream<Uint8Array> | undefined
  /** Ends all streams. */
  readonly close: () => void
}

const most = 50
/** Often enough for whoever cuts connections that are idle, in milliseconds. */
const heartbeat = 15_000

/** Makes a place where news is told. */
export const makeNews = (): News => {
  const encoder = new TextEncoder()
  const listeners = new Map<(text: string) => void, () => void>()
  const send = (text: string): void => {
    for (const listener of listeners.keys()) listener(text)
  }
  const timer = setInterval(() => send(': still here\n\n'), heartbeat)
  timer.unref()
  return {
    tell: () => send('data: {}\n\n'),
    stream: () => {
      if (listeners.size >= most) return undefined
      let leave = () => {}
      return new ReadableStream({
        start: (controller) => {
          const listener = (text: string) => controller.enqueue(encoder.encode(text))
          leave = () => listeners.delete(listener)
          listeners.set(listener, () => controller.close())
          listener('retry: 1000\n: listening\n\n')
        },
        cancel: () => leave(),
      })
    },
    close: () => {
      clearInterval(timer)
      for (const end of listeners.values()) end()
      listeners.clear()
    },
  }
}
