/** What can be wrong with a finished package besides its signature. */
import type { Bytes } from './bytes.ts'
import { PassError, type PasswrightError } from './errors.ts'
import type { Explanation, Finding } from './finding.ts'
import { isObject, type JsonObject, parseJson } from './format/json.ts'
import { packageExplanations } from './inspection/explanations.ts'
import { fault, missing } from './inspection/fault.ts'
import { isNamed } from './inspection/seal.ts'
import { preflight } from './preflight/preflight.ts'
import { findingOf } from './reading/explained-finding.ts'
import { readingExplanations } from './reading/explanations.ts'
import { readyPass } from './template/ready.ts'

const explained: readonly Explanation[] = [...readingExplanations, ...packageExplanations]

/** The finding that an error of another part comes to: `archive/damaged` is told as `archive-damaged`. */
export const findingOfError = ({ code, message }: PasswrightError): Finding =>
  findingOf(explained, code.replace('/', '-'), 'strict', '', message)

/** A JSON object of the package, or why there is none. */
export type ReadJson = { readonly json: JsonObject } | { readonly finding: Finding }

/** Reads a JSON object of the package. */
export const readObject = (files: ReadonlyMap<string, Bytes>, path: string): ReadJson => {
  const bytes = files.get(path)
  if (!bytes) return { finding: missing(path) }
  const invalid = (reason: string): ReadJson => ({
    finding: findingOf(explained, 'json-invalid', 'strict', path, `${path} is not ${reason}`),
  })
  try {
    const json = parseJson(bytes)
    return isObject(json) ? { json } : invalid('a JSON object')
  } catch (cause) {
    return invalid(`valid JSON: ${cause instanceof Error ? cause.message : 'unreadable'}`)
  }
}

const identifiers = ['passTypeIdentifier', 'teamIdentifier', 'serialNumber'] as const

/**
 * What `pass.json` does not say of these three: without them there is nothing to hold the certificate against, and no
 * telling one pass from another.
 */
export const identityFindings = (pass: JsonObject): Finding[] =>
  identifiers
    .filter((key) => !isNamed(pass[key]))
    .map((key) => fault('identity-missing', `/${key}`, `"${key}" is not a text, or empty`))

/** What preflight has to say of the files, or why they make no pass that it could look at. */
export const contentFindings = (files: ReadonlyMap<string, Bytes>): readonly Finding[] => {
  try {
    return preflight(readyPass(files))
  } catch (cause) {
    if (!(cause instanceof PassError)) throw cause
    return [findingOfError(cause)]
  }
}
