/** What a contender finds on disk: the folder of a workload and the files of a signer. */
import { readdirSync, readFileSync } from './files.ts'
import type { FreshField } from './order.ts'

/** The name of a file of the signer. */
export type PemName = 'root' | 'intermediate' | 'certificate' | 'key'

/** What stands in `workload.json`. */
export interface WorkloadFacts {
  readonly style: 'storeCard' | 'eventTicket'
  readonly fresh: readonly FreshField[]
  /** The texts of each language. */
  readonly strings: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** Read only as far as a contender asks. */
export interface Setup extends WorkloadFacts {
  /** The files of a template in Passwright's form, by path. */
  readonly template: () => Map<string, Buffer>
  /** The files of a plain pass: `pass.json` without serial number, its fresh values empty; images; strings. */
  readonly model: () => Map<string, Buffer>
  readonly pem: (name: PemName) => string
}

const readFolder = (folder: string): Map<string, Buffer> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.parentPath}/${entry.name}`)
      .map((path) => [path.slice(folder.length + 1), readFileSync(path)]),
  )

/** The set-up of one workload below the benchmark's folder. */
export const openSetup = (folder: string, workload: string): Setup => {
  const facts: WorkloadFacts = JSON.parse(readFileSync(`${folder}/${workload}/workload.json`, 'utf8'))
  return {
    ...facts,
    template: () => readFolder(`${folder}/${workload}/template`),
    model: () => readFolder(`${folder}/${workload}/model`),
    pem: (name) => readFileSync(`${folder}/signer/${name}.pem`, 'utf8'),
  }
}
