/** Runs the core's tests on all runtimes, or on those whose names hold the given word: `npx tsx test/runtimes/main.ts deno`. */
import { fileURLToPath } from 'node:url'
import { runSteps } from '../setup/step.ts'
import { runtimes } from './runtimes.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const word = (process.argv[2] ?? '').toLowerCase()

const steps = runtimes(root).filter(({ name }) => name.toLowerCase().includes(word))
const results = await runSteps(steps, { atOnce: 1 })
process.exitCode = results.some(({ failures }) => failures.length > 0) ? 1 : 0
