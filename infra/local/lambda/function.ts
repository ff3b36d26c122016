/** A function: as many instances as are busy at once, up to a limit, and events that wait for one to be free. */

import { failure, type Invoke } from '../../pollers/invocation.ts'
import type { Instance, InstanceOptions, StartInstance } from './instance.ts'

/** A function that can be invoked. */
export interface LocalFunction {
  readonly invoke: Invoke
  readonly stop: () => Promise<void>
}

/** Options of {@link makeFunction}. */
export interface FunctionOptions extends InstanceOptions {
  readonly startInstance: StartInstance
  /** How many instances may run at once. */
  readonly concurrency: number
  /** Tells the user that something went wrong, in one line. */
  readonly say: (line: string) => void
}

/** Makes a function. Its instances start when they are needed; one that crashed or ran out of time is replaced. */
export const makeFunction = (options: FunctionOptions): LocalFunction => {
  const { definition, concurrency, say, startInstance } = options
  const instances = new Set<Instance>()
  const idle: Instance[] = []
  const waiting: ((instance: Instance) => void)[] = []
  let stopped = false

  const start = (): Instance => {
    const instance = startInstance(options)
    instances.add(instance)
    return instance
  }

  const take = (): Promise<Instance> | Instance => {
    for (const instance of instances) if (!instance.isAlive()) instances.delete(instance)
    // The one that was used last: the others may rest.
    const free = idle.findLast((instance) => instances.has(instance))
    idle.splice(0, idle.length, ...idle.filter((instance) => instances.has(instance) && instance !== free))
    if (free) return free
    if (instances.size < concurrency) return start()
    return new Promise((resolve) => waiting.push(resolve))
  }

  const giveBack = (instance: Instance): void => {
    if (!instance.isAlive()) {
      instances.delete(instance)
      if (!stopped) say(`${definition.name} has ended and starts again with the next event: see its log`)
    }
    const next = waiting.shift()
    if (next) next(instance.isAlive() ? instance : start())
    else if (instance.isAlive()) idle.push(instance)
  }

  return {
    invoke: async (event) => {
      if (stopped) return failure('Runtime.ExitError', 'the local stack is being stopped')
      const instance = await take()
      try {
        const outcome = await instance.invoke(event)
        if (!(outcome.ok || stopped)) say(`${definition.name} failed: see its log`)
        return outcome
      } finally {
        giveBack(instance)
      }
    },
    stop: async () => {
      stopped = true
      await Promise.all([...instances].map((instance) => instance.stop()))
    },
  }
}
