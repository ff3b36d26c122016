/** Installs npm packages that stand in a folder of their own, apart from those of the project. */
import { join } from 'node:path'
import { statusOf } from './status-of.ts'

/** Makes sure that the packages of a folder below the root are there. Whether they are. */
export const installIn = async (root: string, ...folder: readonly string[]): Promise<boolean> => {
  const installer = join(root, 'infra', 'local', 'ensure-installed.mjs')
  return (await statusOf(process.execPath, [installer, join(root, ...folder)])) === 0
}
