/** Reads the JSON files of a package, with patience for what Wallet bears with too. */
import type { Bytes } from '../bytes.ts'
import type { Finding, Profile } from '../finding.ts'
import { isObject, type JsonObject } from '../format/json.ts'
import { jsonFindings, readTolerantJson } from '../reading/tolerant-json.ts'
import { fault, missing } from './fault.ts'

/** An object as far as there is one, and what is wrong with the file. */
export interface ReadJson {
  readonly json?: JsonObject
  readonly findings: readonly Finding[]
}

/** Reads a file that must be a JSON object. */
export const readJsonObject = (files: ReadonlyMap<string, Bytes>, path: string, profile: Profile): ReadJson => {
  const bytes = files.get(path)
  if (!bytes) return { findings: [missing(path)] }
  const { value, faults } = readTolerantJson(bytes)
  const findings = jsonFindings(path, faults, profile)
  if (isObject(value)) return { json: value, findings }
  if (value === undefined) return { findings }
  return { findings: [...findings, fault('json-not-object', path, `${path} is not a JSON object`)] }
}
