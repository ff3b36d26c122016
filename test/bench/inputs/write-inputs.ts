/** Writes what the contenders read: the folders of the workloads, and a throwaway signer. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { utf8 } from '../../../lib/core/bytes.ts'
import type { JsonObject } from '../../../lib/core/format/json.ts'
import { stringsPath } from '../../../lib/core/format/languages.ts'
import { writeStrings } from '../../../lib/core/format/strings.ts'
import { makeThrowawayChain } from '../../../lib/core/signing/throwaway.ts'
import type { WorkloadFacts } from '../worker/setup.ts'
import { large } from './large.ts'
import { small } from './small.ts'
import { imageFiles, type Workload } from './workload.ts'

/** The workloads, in the order of the report. */
export const workloads: readonly Workload[] = [small, large]

const identity = { passTypeIdentifier: 'pass.com.example.bench', teamIdentifier: 'ABCDE12345' }

const jsonFile = (value: unknown): Uint8Array => utf8(JSON.stringify(value))

/** The style object with some value in each fresh field. */
const groupsWith = ({ groups, fresh }: Workload, valueFor: (key: string) => string): JsonObject => {
  const isFresh = (key: unknown) => fresh.some((field) => field.key === key)
  const withValue = (field: JsonObject) =>
    isFresh(field.key) ? { ...field, value: valueFor(String(field.key)) } : field
  return Object.fromEntries(Object.entries(groups).map(([group, fields]) => [group, fields.map(withValue)]))
}

const modelPass = (workload: Workload): JsonObject => ({
  formatVersion: 1,
  ...identity,
  ...workload.keys,
  [workload.style]: groupsWith(workload, () => ''),
})

const templatePass = (workload: Workload): JsonObject => ({
  ...workload.keys,
  [workload.style]: groupsWith(workload, (key) => `\${${key}}`),
  barcodes: [{ format: 'PKBarcodeFormatQR', message: '${serialNumber}', messageEncoding: 'iso-8859-1' }],
})

const templateSettings = ({ name, fresh }: Workload): JsonObject => {
  const keys = fresh.map(({ key }) => key)
  return {
    name,
    ...identity,
    values: {
      type: 'object',
      properties: Object.fromEntries(keys.map((key) => [key, { type: 'string', minLength: 1, maxLength: 64 }])),
      required: keys,
      additionalProperties: false,
    },
    sample: { serialNumber: 'SAMPLE', ...Object.fromEntries(keys.map((key) => [key, 'sample'])) },
  }
}

const sharedFiles = (workload: Workload): [string, Uint8Array][] => [
  ...imageFiles(workload),
  ...Object.entries(workload.strings).map(([language, texts]): [string, Uint8Array] => [
    stringsPath(language),
    writeStrings(new Map(Object.entries(texts))),
  ]),
]

const writeFiles = async (
  folder: string,
  files: readonly (readonly [string, Uint8Array | string])[],
): Promise<void> => {
  for (const [path, content] of files) {
    const file = join(folder, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content)
  }
}

const writeWorkload = async (folder: string, workload: Workload): Promise<void> => {
  const { style, fresh, strings } = workload
  const facts: WorkloadFacts = { style, fresh, strings }
  const shared = sharedFiles(workload)
  await writeFiles(folder, [['workload.json', jsonFile(facts)]])
  await writeFiles(join(folder, 'model'), [['pass.json', jsonFile(modelPass(workload))], ...shared])
  await writeFiles(join(folder, 'template'), [
    ['pass.json', jsonFile(templatePass(workload))],
    ['template.json', jsonFile(templateSettings(workload))],
    ...shared,
  ])
}

/** Writes everything below a folder. Images are the same at every run, keys are new. */
export const writeInputs = async (folder: string): Promise<void> => {
  const chain = await makeThrowawayChain({ ...identity, now: new Date() })
  const pems = Object.entries(chain).map(([name, pem]): [string, string] => [`${name}.pem`, pem])
  await writeFiles(join(folder, 'signer'), pems)
  for (const workload of workloads) await writeWorkload(join(folder, workload.name), workload)
}
