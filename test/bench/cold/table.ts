/** The cold starts as a table. */
import type { CaseName } from './cases.ts'
import type { ColdStart } from './measure.ts'

const columns = ['KB', 'load ms', 'first ms', 'of bare', 'CPU ms', 'CPU of bare', 'pass ms']

const row = (name: string, cells: readonly string[]): string =>
  name.padEnd(20) + cells.map((cell) => cell.padStart(12)).join('')

const rowOf = (start: ColdStart): string =>
  row(start.name, [
    (start.bundleBytes / 1000).toFixed(0),
    start.loadMs.toFixed(1),
    start.firstMs.toFixed(1),
    start.ofBare.toFixed(2),
    start.firstCpuMs.toFixed(1),
    start.cpuOfBare.toFixed(2),
    start.signMs?.toFixed(1) ?? '',
  ])

const firstGoal = 1.2
const signGoalMs = 25

const judged: readonly CaseName[] = ['wallet list', 'wallet fetch', 'download file']
const signing: readonly CaseName[] = ['wallet fetch', 'download file']

const mean = (isMet: boolean): string => (isMet ? 'reached' : 'NOT reached')

const goalLines = (starts: readonly ColdStart[]): readonly string[] => [
  ...starts
    .filter(({ name }) => judged.includes(name))
    .map(({ name, ofBare }) => `${name}: goal ${firstGoal} of bare: ${mean(ofBare <= firstGoal)}`),
  ...starts
    .filter(({ name }) => signing.includes(name))
    .map(({ name, signMs = Number.POSITIVE_INFINITY }) => {
      return `${name}: goal ${signGoalMs} ms for the first pass after it: ${mean(signMs <= signGoalMs)}`
    }),
]

/**
 * The table, and what it means: "bare" are Hono handlers with the same AWS clients, bundled in the same way, that do
 * nothing but the reads of the request beside them.
 */
export const coldTable = (starts: readonly ColdStart[]): readonly string[] => [
  '',
  "cold starts: a fresh process with one core, without Node's own start; AWS is a stand-in on this machine that answers at",
  'once. "first" is loading the minified bundle and answering one event; "of bare" divides it by that of a Hono handler with',
  'the same AWS clients, bundled in the same way, that makes the same reads: "bare list" one item, "bare pass" a secret, an',
  'item and a file. "pass" is the first pass signed after that: template and signer are read, the pass is built and stored;',
  'the bare handler makes those calls alone.',
  row('', columns),
  ...starts.map(rowOf),
  ...goalLines(starts),
]
