/** What protects a finished pass: its manifest, and the signature over that. */
import type { Bytes } from '../bytes.ts'
import type { Finding, Profile } from '../finding.ts'
import type { JsonObject } from '../format/json.ts'
import { needsNfc } from '../format/nfc.ts'
import { manifestName, signatureName } from '../format/package-path.ts'
import { leafWithoutNfc } from '../signing/pass-certificate.ts'
import type { SignatureReport } from '../signing/report.ts'
import { type VerifyInput, verifySignature } from '../signing/verify.ts'
import { missing } from './fault.ts'
import { readJsonObject } from './json-file.ts'
import { type CheckedManifest, checkManifest } from './manifest.ts'
import type { InspectOptions } from './options.ts'

type Files = ReadonlyMap<string, Bytes>

/** What the seals came to; each is absent where it is not there or cannot be read. */
export interface Seals {
  readonly manifest?: CheckedManifest
  readonly signature?: SignatureReport
  readonly findings: readonly Finding[]
}

const isNamed = (value: unknown): value is string => typeof value === 'string' && value !== ''

const identityOf = ({ passTypeIdentifier, teamIdentifier }: JsonObject) => ({
  ...(isNamed(passTypeIdentifier) ? { passTypeIdentifier } : {}),
  ...(isNamed(teamIdentifier) ? { teamIdentifier } : {}),
})

const withNfcRule = (report: SignatureReport): SignatureReport => ({
  ...report,
  ok: false,
  checks: report.checks.map((check) =>
    check.name === 'leaf' ? { ...check, ok: false, findings: [...check.findings, leafWithoutNfc] } : check,
  ),
})

/** The report on a signature. One rule for the certificate depends on what it signed. */
const reportOn = async (input: VerifyInput, files: Files, pass: JsonObject): Promise<SignatureReport> => {
  const report = await verifySignature({ ...input, ...identityOf(pass) })
  const lacksNfc = report.facts?.signer.nfc === false && needsNfc(pass, (path) => files.has(path))
  return lacksNfc ? withNfcRule(report) : report
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
  const verifying = signature && content ? reportOn({ signature, content, trust, ...more }, files, pass) : undefined
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
