/** What protects a finished pass: its manifest, and the signature over that. */
import type { Bytes } from '../bytes.ts'
import type { Finding, Profile } from '../finding.ts'
import type { JsonObject } from '../format/json.ts'
import { manifestName, signatureName } from '../format/package-path.ts'
import type { SignatureReport } from '../signing/report.ts'
import { missing } from './fault.ts'
import { readJsonObject } from './json-file.ts'
import { type CheckedManifest, checkManifest } from './manifest.ts'
import type { InspectOptions } from './options.ts'
import { verifySealOf } from './seal.ts'

type Files = ReadonlyMap<string, Bytes>

/** What the seals came to; each is absent where it is not there or cannot be read. */
export interface Seals {
  readonly manifest?: CheckedManifest
  readonly signature?: SignatureReport
  readonly findings: readonly Finding[]
}

/** Checks manifest and signature of a pass. Without a manifest there is nothing that a signature could be over. */
export const checkSeals = async (
  files: Files,
  pass: JsonObject,
  profile: Profile,
  { trust, now, revocationLists }: InspectOptions,
): Promise<Seals> => {
  const [signature, content] = [files.get(signatureName), files.get(manifestName)]
  const more = { profile, ...(now ? { now } : {}), ...(revocationLists ? { revocationLists } : {}) }
  const verifying = signature && content ? verifySealOf(pass, files, { signature, content, trust, ...more }) : undefined
  const read = readJsonObject(files, manifestName, profile)
  const [report, manifest] = await Promise.all([verifying, read.json && checkManifest(files, read.json)])
  const findings = [
    ...read.findings,
    ...(manifest?.findings ?? []),
    ...(signature ? [] : [missing(signatureName)]),
    ...(report ? [...report.checks, report.revocation].flatMap((check) => check.findings) : []),
  ]
  return { ...(manifest ? { manifest } : {}), ...(report ? { signature: report } : {}), findings }
}
