/** What other users of the machine may see of a deployment's processes: `ps` shows their arguments, and /proc what they were told. */
import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { readFunctions } from '../../infra/local/lambda/definition.ts'
import { functionEnvironment } from '../../infra/local/lambda/environment.ts'
import { type Place, textAsPlace } from './canaries.ts'
import { readCloud } from './cloud.ts'
import { type Deployment, ownerIn } from './deployment.ts'

interface Process {
  readonly id: string
  readonly parent: string
}

const line = /^\s*(\d+)\s+(\d+)$/gm

const allProcesses = (): readonly Process[] => {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
  return [...stdout.matchAll(line)].map(([, id = '', parent = '']) => ({ id, parent }))
}

/** What a file of a process holds; undefined if the process has ended, or there is no such file here. */
const fileOf = <Content>(read: () => Content): Content | undefined => {
  try {
    return read()
  } catch {
    return undefined
  }
}

/** The processes that run in a folder, and all that they have started. */
const processesIn = (folder: string): readonly string[] => {
  const all = allProcesses()
  const place = realpathSync(folder)
  const found = new Set(
    all.filter(({ id }) => fileOf(() => readlinkSync(`/proc/${id}/cwd`)) === place).map(({ id }) => id),
  )
  for (const parent of found) for (const each of all) if (each.parent === parent) found.add(each.id)
  return [...found]
}

/** The arguments of every process, as `ps` shows them to everybody. */
export const argumentsAsPlace = (): Place => {
  const { stdout } = spawnSync('ps', ['-eo', 'args=', '-ww'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return textAsPlace('process', 'the arguments of processes', stdout)
}

/** The environment of each process that runs in a folder, and of those that it has started. */
export const processEnvironments = (folder: string): readonly Place[] =>
  processesIn(folder).flatMap((id) => {
    const bytes = fileOf(() => readFileSync(`/proc/${id}/environ`))
    return bytes ? [{ kind: 'environment' as const, name: `the environment of process ${id}`, bytes }] : []
  })

/** The environment of each function: here they may be threads, whose environment no process shows. */
const functionEnvironments = async (deployment: Deployment): Promise<readonly Place[]> => {
  const { template, references } = await readCloud(deployment)
  const { endpoint } = ownerIn(deployment)
  return readFunctions(template, references).map((definition) =>
    textAsPlace(
      'environment',
      `the environment of ${definition.name}`,
      JSON.stringify(functionEnvironment(definition, endpoint)),
    ),
  )
}

/** The environments of a deployment's functions and processes. */
export const environmentsAsPlaces = async (deployment: Deployment): Promise<readonly Place[]> => [
  ...processEnvironments(deployment.folder),
  ...(await functionEnvironments(deployment)),
]
