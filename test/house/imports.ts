/** Runs dependency-cruiser with the rules of the house, over the house or over a tree with planted faults. */
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { ICruiseResult } from 'dependency-cruiser'
import type { Planted } from './planted.ts'

/** One complaint of dependency-cruiser. */
export interface Complaint {
  readonly rule: string
  readonly file: string
}

/** What dependency-cruiser says of a tree. */
export interface Verdict {
  readonly modules: number
  readonly complaints: readonly Complaint[]
  /** The names of all rules that were applied. */
  readonly rules: readonly string[]
}

/** Judges the imports of all modules in a folder. */
export const judge = async (root: string, folder: string): Promise<Verdict> => {
  const program = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs')
  const rules = join(root, '.dependency-cruiser.mjs')
  const run = promisify(execFile)(process.execPath, [program, '--config', rules, '--output-type', 'json', '.'], {
    cwd: folder,
    maxBuffer: 64 * 1024 * 1024,
  })
  const { summary, modules }: ICruiseResult = JSON.parse((await run).stdout)
  return {
    modules: modules.length,
    complaints: summary.violations.map((violation) => ({ rule: violation.rule.name, file: violation.from })),
    rules: (summary.ruleSetUsed?.forbidden ?? []).flatMap(({ name }) => name ?? []),
  }
}

/** Lets the planted files stand in a tree of their own, within the repository so that packages are found, and judges them. */
export const judgePlanted = async (
  root: string,
  files: readonly Pick<Planted, 'file' | 'source'>[],
): Promise<Verdict> => {
  await mkdir(join(root, '.local'), { recursive: true })
  const folder = await mkdtemp(join(root, '.local', 'planted-'))
  try {
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ extends: join(root, 'tsconfig.json') }))
    for (const { file, source } of files) {
      await mkdir(dirname(join(folder, file)), { recursive: true })
      await writeFile(join(folder, file), source)
    }
    return await judge(root, folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}
