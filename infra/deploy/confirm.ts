/** Asks before anything is changed. */
import { createInterface } from 'node:readline/promises'
import { DeployError } from './deploy-error.ts'

/**
 * Asks on the terminal whether to go on.
 *
 * @throws DeployError `deploy/not-confirmed` for any answer but yes, and where nobody can be asked
 */
export const confirm = async (question: string): Promise<void> => {
  if (!process.stdin.isTTY) {
    throw new DeployError('deploy/not-confirmed', 'nobody is here to be asked: say --yes to deploy without a question')
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question(`${question} (yes/no) `).finally(() => terminal.close())
  if (!['y', 'yes'].includes(answer.trim().toLowerCase())) {
    throw new DeployError('deploy/not-confirmed', 'nothing was deployed')
  }
}
