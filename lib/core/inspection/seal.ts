/** The signature of a pass, held against the pass that it is on. */
import type { Bytes } from '../bytes.ts'
import type { JsonObject } from '../format/json.ts'
import { needsNfc } from '../format/nfc.ts'
import { leafWithoutNfc } from '../signing/pass-certificate.ts'
import type { SignatureReport } from '../signing/report.ts'
import { type VerifyInput, verifySignature } from '../signing/verify.ts'

/** Whether an identifier of a pass is there. */
export const isNamed = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** Whom a pass claims to be from, as far as it says so. */
const claimOf = ({ passTypeIdentifier, teamIdentifier }: JsonObject) => ({
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

/**
 * Verifies a signature as that of a pass. One rule for the certificate depends on what it signed.
 *
 * @param pass `pass.json`; undefined if it cannot be read
 * @param files the files of the package, by path
 * @throws SignerError `signer/certificate-unreadable` if a root to trust cannot be read
 */
export const verifySealOf = async (
  pass: JsonObject | undefined,
  files: ReadonlyMap<string, Bytes>,
  input: Omit<VerifyInput, 'passTypeIdentifier' | 'teamIdentifier'>,
): Promise<SignatureReport> => {
  const report = await verifySignature({ ...input, ...(pass ? claimOf(pass) : {}) })
  const lacksNfc = pass !== undefined && report.facts?.signer.nfc === false && needsNfc(pass, (path) => files.has(path))
  return lacksNfc ? withNfcRule(report) : report
}
