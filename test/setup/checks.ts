/** The checks of `npm run check` as steps: types, lint, structure, unused exports. */
import { readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { statusOf } from './status-of.ts'
import type { Step } from './step.ts'

/** The commands of the script `check`, but for the one that installs: that is done by now. */
const commands = (root: string): readonly string[] => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const script: string = scripts.check
  return script.split(' && ').filter((command) => !command.includes('ensure-installed'))
}

const check = (root: string, command: string): Step => ({
  name: command,
  run: async () => {
    const path = `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`
    const status = await statusOf(command, [], { cwd: root, shell: true, env: { ...process.env, PATH: path } })
    return status === 0
      ? { passed: 1, failures: [], skipped: [] }
      : { passed: 0, failures: [`${command}: exit code ${status}`], skipped: [] }
  },
})

/** A step for each command of `npm run check`. */
export const checks = (root: string): readonly Step[] => commands(root).map((command) => check(root, command))
