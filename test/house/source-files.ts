/** The source files of the house, as paths from its root. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Every file that git tracks or would track. */
export const trackedFiles = (root: string): readonly string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((file) => file !== '' && existsSync(join(root, file)))

const source = /\.(ts|mts|mjs|js)$/
const productFolder = /^(lib|functions|infra)\//

/** Whether a file is written by us in a programming language. */
export const isSource = (file: string): boolean => source.test(file)

/** Whether a file is part of the product and no test. */
export const isProduct = (file: string): boolean =>
  isSource(file) && productFolder.test(file) && !file.endsWith('.test.ts')
