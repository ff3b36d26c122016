/**
 * The main function of a contender's process: `node BUNDLE first FOLDER WORKLOAD OUTPUT` makes one pass and tells how long
 * that took, `node BUNDLE rounds FOLDER WORKLOAD OUTPUTS` makes passes whenever its parent asks.
 */
import type { Start } from './contestant.ts'
import { firstPass } from './first-pass.ts'
import { serveRounds } from './rounds.ts'
import { openSetup } from './setup.ts'

/** Runs a contender as the arguments of the process say. */
export const drive = async (start: Start): Promise<void> => {
  const [task, folder = '', workload = '', output = ''] = process.argv.slice(2)
  const setup = openSetup(folder, workload)
  if (task === 'first') await firstPass(start, setup, output)
  else await serveRounds(start, setup, output)
}
