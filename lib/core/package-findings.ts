/** What can be wrong with a finished package besides its signature. */
import { digestFiles } from './archive/manifest.ts'
import type { Bytes } from './bytes.ts'
import { PassError } from './errors.ts'
import { deviceLog, documented, type Finding } from './finding.ts'
import { isObject, type JsonObject, parseJson } from './format/json.ts'
import { isManifestOrSignature } from './format/package-path.ts'
import { preflight } from './preflight/preflight.ts'
import { readyPass } from './template/ready.ts'

const packagePage = documented('https://developer.apple.com/documentation/walletpasses/building-a-pass')

/** A finding that makes a package no good. */
export const fault = (code: string, path: string, message: string, fix: string, source = packagePage): Finding => ({
  code,
  severity: 'error',
  path,
  message,
  fix,
  source,
})

/** A JSON object of the package, or why there is none. */
export type ReadJson = { readonly json: JsonObject } | { readonly finding: Finding }

/** Reads a JSON object of the package. */
export const readObject = (files: ReadonlyMap<string, Bytes>, path: string): ReadJson => {
  const bytes = files.get(path)
  if (!bytes)
    return { finding: fault('file-missing', path, `${path} is missing`, `add ${path} at the root of the archive`) }
  const invalid = (reason: string): ReadJson => ({
    finding: fault('json-invalid', path, `${path} is not ${reason}`, 'write it anew and sign again'),
  })
  try {
    const json = parseJson(bytes)
    return isObject(json) ? { json } : invalid('a JSON object')
  } catch (cause) {
    return invalid(`valid JSON: ${cause instanceof Error ? cause.message : 'unreadable'}`)
  }
}

/** Every file of the package against its line in the manifest, and every line against its file. */
export const manifestFindings = async (files: ReadonlyMap<string, Bytes>, manifest: JsonObject): Promise<Finding[]> => {
  const listed = new Map([...files].filter(([path]) => !isManifestOrSignature(path)))
  const digests = await digestFiles(listed)
  const findings: Finding[] = []
  for (const [path, digest] of digests) {
    const line = Object.hasOwn(manifest, path) ? manifest[path] : undefined
    if (line === undefined) {
      findings.push(
        fault('manifest-entry-missing', path, 'the file is not in the manifest', 'list it and sign again', deviceLog),
      )
    } else if (typeof line !== 'string' || line.toLowerCase() !== digest) {
      findings.push(
        fault('manifest-digest-wrong', path, 'the file is not the one that the manifest lists', 'build the pass again'),
      )
    }
  }
  for (const path of Object.keys(manifest)) {
    if (!listed.has(path))
      findings.push(
        fault('manifest-file-missing', path, 'the manifest lists a file that is not there', 'build the pass again'),
      )
  }
  return findings
}

/** Whether an identifier of a pass is there. */
export const isNamed = (value: unknown): value is string => typeof value === 'string' && value !== ''

const identifiers = ['passTypeIdentifier', 'teamIdentifier', 'serialNumber'] as const

/**
 * What `pass.json` does not say of these three: without them there is nothing to hold the certificate against, and no
 * telling one pass from another.
 */
export const identityFindings = (pass: JsonObject): Finding[] =>
  identifiers
    .filter((key) => !isNamed(pass[key]))
    .map((key) =>
      fault('identity-missing', `/${key}`, `"${key}" is not a text, or empty`, `give "${key}" and sign again`),
    )

/** What preflight has to say of the files, or why they make no pass that it could look at. */
export const contentFindings = (files: ReadonlyMap<string, Bytes>): readonly Finding[] => {
  try {
    return preflight(readyPass(files))
  } catch (cause) {
    if (!(cause instanceof PassError)) throw cause
    return [fault(cause.code.replace('/', '-'), '', cause.message, 'build the pass again without it')]
  }
}

/** The certificate may not sign passes with NFC or personalization, but has signed one. */
export const leafWithoutNfc = fault(
  'leaf-without-nfc',
  'signature',
  'the pass has NFC or personalization, but its certificate is one without NFC',
  'sign with a Pass Type ID certificate with NFC, which Apple grants on request',
  documented('https://developer.apple.com/documentation/walletpasses/pass/nfc'),
)
