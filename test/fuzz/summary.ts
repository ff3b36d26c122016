/** Counts what the cases came to, and says so at the end. */
import type { MutatorName } from './mutate.ts'

/** What a case came to. */
interface CaseResult {
  readonly number: number
  readonly seed: string
  readonly mutators: readonly MutatorName[]
  readonly codes: readonly string[]
  readonly milliseconds: number
}

const byName = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')

/** Counts cases. */
export class Summary {
  readonly #started = performance.now()
  readonly #mutators = new Map<string, number>()
  readonly #codes = new Map<string, number>()
  #cases = 0
  #failures = 0
  #slowest: CaseResult | undefined

  add(result: CaseResult, failed: boolean): void {
    this.#cases++
    if (failed) this.#failures++
    for (const name of new Set(result.mutators)) this.#mutators.set(name, (this.#mutators.get(name) ?? 0) + 1)
    for (const code of new Set(result.codes)) this.#codes.set(code, (this.#codes.get(code) ?? 0) + 1)
    if (result.milliseconds > (this.#slowest?.milliseconds ?? 0)) this.#slowest = result
  }

  get failures(): number {
    return this.#failures
  }

  /** One line for those who wait. */
  progress(count: number): string {
    return `${this.#cases} of ${count} archives, ${this.#codes.size} codes, ${this.#failures} failures`
  }

  /** Everything, when all is done. */
  text(megabytes: number): string {
    const seconds = (performance.now() - this.#started) / 1000
    const slowest = this.#slowest
    return [
      `${this.#cases} archives in ${seconds.toFixed(0)} s, ${this.#failures} failures, at most ${megabytes} MB of memory`,
      `mutators: ${byName(this.#mutators)}`,
      `codes (${this.#codes.size}): ${byName(this.#codes)}`,
      slowest
        ? `slowest: case ${slowest.number} (${slowest.seed}; ${slowest.mutators.join(', ')}), ${slowest.milliseconds.toFixed(0)} ms`
        : 'no case has run',
      '',
    ].join('\n')
  }
}
