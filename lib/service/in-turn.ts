/** Work on the same thing is done one after the other, and on different things at once. */

/** Does work after all other work with the same key that was given before, whatever came of that. */
export type InTurn = <Done>(key: string, work: () => Promise<Done>) => Promise<Done>

/** Makes what gives each its turn. */
export const inTurn = (): InTurn => {
  const last = new Map<string, Promise<unknown>>()
  return async (key, work) => {
    const before = last.get(key)
    const done = before ? before.then(work) : work()
    const ended = done.catch(() => undefined)
    last.set(key, ended)
    try {
      return await done
    } finally {
      if (last.get(key) === ended) last.delete(key)
    }
  }
}
