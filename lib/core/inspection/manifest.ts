/** The manifest of a package against its files. */
import { digestFiles } from '../archive/manifest.ts'
import type { Bytes } from '../bytes.ts'
import type { Finding } from '../finding.ts'
import { canonicalJson, type Json, type JsonObject } from '../format/json.ts'
import { isManifestOrSignature, manifestName } from '../format/package-path.ts'
import { fault } from './fault.ts'
import type { ManifestEntry } from './inspection.ts'

/** What a manifest came to. */
export interface CheckedManifest {
  readonly entries: readonly ManifestEntry[]
  readonly findings: readonly Finding[]
}

const sha1Digits = /^[0-9a-f]{40}$/i
const longestShown = 80

/** How many lines without a file are told one by one; no archive that is read has as many files. */
const mostAbsent = 1_000

const shown = (line: Json | undefined): string | undefined => {
  if (line === undefined) return undefined
  const text = typeof line === 'string' ? line : canonicalJson(line)
  return text.length > longestShown ? `${text.slice(0, longestShown)}…` : text
}

const stateOf = (path: string, line: Json | undefined, actual: string | undefined): ManifestEntry['state'] => {
  if (line === undefined) return 'not-listed'
  if (isManifestOrSignature(path)) return 'unwanted'
  if (typeof line !== 'string' || !sha1Digits.test(line)) return 'invalid'
  if (actual === undefined) return 'missing'
  return line.toLowerCase() === actual ? 'ok' : 'changed'
}

/** Other digests that are taken for the one that is wanted, by their number of hexadecimal digits. */
const otherDigests: ReadonlyMap<number, string> = new Map([
  [32, 'MD5'],
  [64, 'SHA-256'],
  [96, 'SHA-384'],
  [128, 'SHA-512'],
])

const hexDigits = /^[0-9a-f]*$/i

const isNot = (line: Json | undefined): string => {
  if (typeof line !== 'string') return 'is no text'
  const other = hexDigits.test(line) ? otherDigests.get(line.length) : undefined
  return other ? `has ${line.length} digits, as ${other} has` : 'is not 40 hexadecimal digits'
}

const findingOn = ({ path, state }: ManifestEntry, line: Json | undefined): readonly Finding[] => {
  switch (state) {
    case 'ok':
      return []
    case 'not-listed':
      return [fault('manifest-entry-missing', path, 'the file is not in the manifest')]
    case 'missing':
      return [fault('manifest-file-missing', path, 'the manifest lists a file that is not there')]
    case 'changed':
      return [
        fault('manifest-digest-wrong', path, 'the file is not the one that the manifest lists: its SHA-1 differs'),
      ]
    case 'invalid':
      return [fault('manifest-digest-invalid', path, `what the manifest lists ${isNot(line)}; it must be a SHA-1`)]
    case 'unwanted':
      return [fault('manifest-lists-itself', path, 'the manifest lists it, but must not')]
  }
}

/** Every file of a package against its line in the manifest, and every line against its file. */
export const checkManifest = async (
  files: ReadonlyMap<string, Bytes>,
  manifest: JsonObject,
): Promise<CheckedManifest> => {
  const digests = await digestFiles(new Map([...files].filter(([path]) => !isManifestOrSignature(path))))
  const lineOf = (path: string): Json | undefined => (Object.hasOwn(manifest, path) ? manifest[path] : undefined)
  const absent = Object.keys(manifest).filter((path) => !digests.has(path))
  const paths = [...digests.keys(), ...absent.slice(0, mostAbsent)]
  const entries = paths.map((path): ManifestEntry => {
    const [bytes, line, actual] = [files.get(path)?.length, lineOf(path), digests.get(path)]
    const listed = shown(line)
    return {
      path,
      ...(bytes === undefined ? {} : { bytes }),
      ...(listed === undefined ? {} : { listed }),
      ...(actual === undefined ? {} : { actual }),
      state: stateOf(path, line, actual),
    }
  })
  const findings = entries.flatMap((entry) => findingOn(entry, lineOf(entry.path)))
  const untold = absent.length - mostAbsent
  const more = `the manifest lists ${untold} more files that are not there`
  return {
    entries,
    findings: untold > 0 ? [...findings, fault('manifest-file-missing', manifestName, more)] : findings,
  }
}
