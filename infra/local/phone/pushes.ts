/** Pushes that the stand-in for the push service has accepted, for the simulated devices on this machine. */

/** A push. */
export interface Push {
  /** The pass type that it is about. */
  readonly topic: string
  readonly token: string
}

/** Who hears of what. */
export interface Pushes {
  /**
   * Tells those who listen for the push token, and returns how many did. Whoever listens later does not hear of it.
   */
  readonly tell: (push: Push) => number
  /** Listens; what it returns ends that. @param heard takes the pass type */
  readonly listen: (token: string, heard: (topic: string) => void) => () => void
}

/** Makes a place where pushes are told. Tokens are told apart whatever case their digits have. */
export const makePushes = (): Pushes => {
  const listeners = new Map<string, Set<(topic: string) => void>>()
  return {
    tell: ({ topic, token }) => {
      const all = [...(listeners.get(token.toLowerCase()) ?? [])]
      for (const heard of all) heard(topic)
      return all.length
    },
    listen: (token, heard) => {
      const key = token.toLowerCase()
      const others = listeners.get(key) ?? new Set()
      listeners.set(key, others.add(heard))
      return () => {
        others.delete(heard)
        if (others.size === 0 && listeners.get(key) === others) listeners.delete(key)
      }
    },
  }
}
