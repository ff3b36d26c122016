/** What is to be done at set times, as the handler of a function. */
import { PasswrightError } from '../../core/errors.ts'
import { asInvocation } from './invocation.ts'
import { logFailure } from './log.ts'

/** A task that failed. Lambda hears of it, and repeats the task twice; why it did stands in the log. */
class TaskFailedError extends PasswrightError<'task/failed'> {
  override readonly name = 'TaskFailedError'
  readonly status = 500

  constructor() {
    super('task/failed', 'the task failed: the entry of the log with the same lambdaRequestId says why')
  }
}

/**
 * A handler of a task. Lambda writes what a handler throws to the log, word for word; so what a task throws is described
 * there by us, and something that holds no data is thrown in its place.
 *
 * @param code under which failures are logged
 */
export const taskHandler = <Event, Result>(code: string, work: (event: Event) => Promise<Result>) =>
  asInvocation(async (event: Event): Promise<Result> => {
    try {
      return await work(event)
    } catch (error) {
      logFailure({ code, error })
      throw new TaskFailedError()
    }
  })
