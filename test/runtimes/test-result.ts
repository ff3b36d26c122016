/** What a runtime answers for one test. */

/** The outcome of one test on one runtime. */
export interface TestResult {
  /** The file, the suites and the test, joined by ` > `. */
  readonly name: string
  readonly ok: boolean
  /** The stack or message of the failure. */
  readonly error?: string
  /** Milliseconds. Always 0 in workerd, whose clock stands still while code computes. */
  readonly ms: number
}

const isTestResult = (value: unknown): value is TestResult =>
  typeof value === 'object' && value !== null && 'name' in value && 'ok' in value && typeof value.ok === 'boolean'

/** Reads the results that a runtime wrote as JSON. */
export const parseResults = (text: string): readonly TestResult[] => {
  const results: unknown = JSON.parse(text)
  if (Array.isArray(results) && results.every(isTestResult)) return results
  throw new Error(`expected test results, got ${text.slice(0, 200)}`)
}
