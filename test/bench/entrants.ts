/** Who takes part in this run, and with which version. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Bundle, peersFolder } from './bundle.ts'
import { type Contender, passMakers, yardstick } from './contenders/contenders.ts'
import { type MeasuredNode, reasonToLeaveOut, root } from './node.ts'
import type { Entrant, LeftOut } from './results.ts'

/** Those who run, the yardstick first, and those who do not. */
export interface Field {
  readonly runs: readonly Contender[]
  readonly leftOut: readonly LeftOut[]
}

/** Sorts the contenders for a Node; `peers` says whether other libraries are wanted. */
export const fieldFor = (node: MeasuredNode, peers: boolean): Field => {
  const judged = passMakers.map((contender) => ({
    contender,
    reason: contender.peer && !peers ? 'not wanted (--no-peers)' : reasonToLeaveOut(contender, node),
  }))
  return {
    runs: [yardstick, ...judged.filter(({ reason }) => reason === undefined).map(({ contender }) => contender)],
    leftOut: judged.flatMap(({ contender, reason }) => (reason ? [{ contender: contender.name, reason }] : [])),
  }
}

const versionIn = (folder: string): string =>
  String(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version)

/** What the results say of a contender itself. */
export const entrantOf = ({ contender, bytes }: Bundle): Entrant => {
  const entrant = { contender: contender.name, bundleBytes: bytes }
  if (contender === yardstick) return entrant
  const folder = contender.peer ? join(peersFolder, 'node_modules', contender.peer) : root
  return { ...entrant, version: versionIn(folder) }
}
