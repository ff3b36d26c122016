/** What the suite needs to know of a runtime. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Bundle } from './bundle.ts'
import type { TestResult } from './test-result.ts'

/** A runtime that the core promises to run on. */
export interface Runtime {
  readonly name: string
  /** Why it cannot be used on this machine, or undefined when it can. */
  readonly missing: () => string | undefined
  /** Loads the bundle and runs it. */
  readonly run: (bundle: Bundle) => Promise<readonly TestResult[]>
}

/** The longest that a runtime may take for all tests. Making RSA keys is slow, and slower beside other work. */
export const longestRunMs = 180_000

/** Whether a program that npm installed is there; npm leaves out what a platform lacks. */
export const missingFile = (path: string): string | undefined =>
  existsSync(path) ? undefined : `not installed for ${process.platform} on ${process.arch}`

/** The path of something that npm installed beside the runtimes. */
export const installed = (...path: readonly string[]): string =>
  join(import.meta.dirname, 'packages', 'node_modules', ...path)
