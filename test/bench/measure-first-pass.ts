/** The first pass of a fresh process: from the process's start to a signed pass, without what Node itself takes to start. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Bundle } from './bundle.ts'
import { type Machine, printed } from './child.ts'
import type { ContenderName } from './contenders/contenders.ts'
import { median } from './statistics.ts'

/** The median over the processes. */
export interface FirstPass {
  readonly contender: ContenderName
  /** Reading bundle, signer and template from disk, loading them, and making the pass. */
  readonly milliseconds: number
}

const emptyModule = 'process.stdout.write(String(performance.now()))\n'

/**
 * Measures the small pass on one core, a new process for each time. What an empty module takes is measured in turn, and
 * its median is taken off.
 *
 * @param folder what `writeInputs` wrote
 * @param outputs the folder for the passes, in a folder for each contender
 */
export const measureFirstPass = async (
  machine: Machine,
  bundles: readonly Bundle[],
  times: number,
  folder: string,
  outputs: string,
): Promise<readonly FirstPass[]> => {
  const empty = join(folder, 'empty.mjs')
  await writeFile(empty, emptyModule)
  const boots: number[] = []
  const runs = bundles.map(({ contender, file }) => ({ contender: contender.name, file, took: [] as number[] }))
  for (let time = 0; time < times; time += 1) {
    boots.push(Number(await printed(machine, 1, [empty])))
    for (const { contender, file, took } of runs) {
      await mkdir(join(outputs, contender), { recursive: true })
      took.push(Number(await printed(machine, 1, [file, 'first', folder, 'small', join(outputs, contender, '0')])))
    }
  }
  return runs.map(({ contender, took }) => ({ contender, milliseconds: median(took) - median(boots) }))
}
