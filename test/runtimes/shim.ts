/** Stands in for vitest where vitest does not run: collects the tests of the bundled files and runs them one by one. */
import type { TestResult } from './test-result.ts'

export { expect } from './expect.ts'

type Body = () => unknown

interface Collected {
  readonly name: string
  readonly body: Body
}

const collected: Collected[] = []
let suites: readonly string[] = []

// A test that waits for ever must not keep the others from being reported.
const longestTestMs = 120_000

const isBody = (value: unknown): value is Body => typeof value === 'function'

/** Opens a suite. */
export const describe = (name: string, body: () => void): void => {
  const outer = suites
  suites = [...outer, name]
  body()
  suites = outer
}

/** Takes vitest's two forms, `(name, body, timeout?)` and `(name, options, body)`; time limits are this file's own. */
const test = (name: string, ...rest: readonly unknown[]): void => {
  const body = rest.find(isBody)
  if (body === undefined) throw new Error(`the test "${name}" has no body`)
  collected.push({ name: [...suites, name].join(' > '), body })
}

const placeholder = /%[sdifjoO]|\$[\w.]+/g

const field = (row: unknown, path: string): unknown =>
  path.split('.').reduce((value, key) => (value instanceof Object ? Reflect.get(value, key) : undefined), row)

/** The name of one row: `%s` and its like take the arguments in turn, `$key.key` a field of the first. */
const rowName = (name: string, args: readonly unknown[]): string => {
  const left = [...args]
  return name.replaceAll(placeholder, (found) => {
    const value = found.startsWith('$') ? field(args[0], found.slice(1)) : left.shift()
    return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))
  })
}

const each =
  (rows: readonly unknown[]) =>
  (name: string, body: (...args: readonly unknown[]) => unknown): void => {
    for (const row of rows) {
      const args: readonly unknown[] = Array.isArray(row) ? row : [row]
      test(rowName(name, args), () => body(...args))
    }
  }

/** Adds a test, or with `it.each` one for each row. */
export const it = Object.assign(test, { each })

/** Loads a test file within a suite of its name. */
export const collect = async (file: string, load: () => Promise<unknown>): Promise<void> => {
  suites = [file]
  await load()
  suites = []
}

const withinLimit = async (body: Body): Promise<void> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const limit = new Promise((_, reject) => {
    const message = `took longer than ${longestTestMs / 1000} s`
    timer = setTimeout(() => reject(new Error(message)), longestTestMs)
  })
  try {
    await Promise.race([body(), limit])
  } finally {
    clearTimeout(timer)
  }
}

const frames = (error: Error): readonly string[] =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 4)

const describeError = (error: unknown): string =>
  error instanceof Error ? [`${error.name}: ${error.message}`, ...frames(error)].join('\n') : String(error)

const runOne = async ({ name, body }: Collected): Promise<TestResult> => {
  const start = performance.now()
  try {
    await withinLimit(body)
    return { name, ok: true, ms: performance.now() - start }
  } catch (error) {
    return { name, ok: false, error: describeError(error), ms: performance.now() - start }
  }
}

/** Runs all that was collected, in order, one at a time. */
export const runCollected = async (): Promise<readonly TestResult[]> => {
  const results: TestResult[] = []
  for (const test of collected) results.push(await runOne(test))
  return results
}
