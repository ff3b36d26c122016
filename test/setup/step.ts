/** One step of `npm test`: what it is called, what it does, and how its outcome is counted. */

/** A test that was left out. */
export interface Skipped {
  readonly test: string
  readonly reason: string
}

/** What a step found. A check that is no test suite counts as one test. */
export interface Outcome {
  readonly passed: number
  /** What failed, a line each. */
  readonly failures: readonly string[]
  readonly skipped: readonly Skipped[]
}

/** A part of `npm test`. */
export interface Step {
  readonly name: string
  /** Prints what it does; an exception counts as a failure. */
  readonly run: () => Promise<Outcome> | Outcome
}

/** A step's outcome, and how long it took. */
export interface StepResult extends Outcome {
  readonly name: string
  readonly seconds: number
}

/** The outcome of a step that found nothing to complain about and counts no tests. */
export const nothing: Outcome = { passed: 0, failures: [], skipped: [] }

const attempt = async (step: Step): Promise<Outcome> => {
  try {
    return await step.run()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    process.stdout.write(`${message}\n`)
    return { ...nothing, failures: [`${step.name}: ${message.split('\n')[0]}`] }
  }
}

/** Runs a step under its headline; never throws. */
const runStep = async (step: Step): Promise<StepResult> => {
  process.stdout.write(`\n── ${step.name}\n`)
  const start = performance.now()
  const outcome = await attempt(step)
  return { ...outcome, name: step.name, seconds: (performance.now() - start) / 1000 }
}

/** Runs steps in their order, some at once; a step that fails does not keep the next from running. */
export const runSteps = async (
  steps: readonly Step[],
  { atOnce }: { readonly atOnce: number },
): Promise<readonly StepResult[]> => {
  const left = [...steps.entries()]
  const results: StepResult[] = []
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) results[next[0]] = await runStep(next[1])
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return results
}
