/** Verifies a finished `.pkpass` as Wallet does: archive, manifest, content, signature, chain and Apple's leaf rules. */
import { unzip } from './archive/unzip.ts'
import type { Bytes } from './bytes.ts'
import { ArchiveError } from './errors.ts'
import { type Finding, hasErrors } from './finding.ts'
import type { JsonObject } from './format/json.ts'
import { missing as missingFile } from './inspection/fault.ts'
import { checkManifest } from './inspection/manifest.ts'
import { verifySealOf } from './inspection/seal.ts'
import { contentFindings, findingOfError, identityFindings, readObject } from './package-findings.ts'
import type { SignatureCheck, SignatureFacts } from './signing/report.ts'
import type { Trust } from './signing/trust.ts'

/**
 * One check of a package. `not-checked`: what it needs was not there, which another check says.
 *
 * - `archive`: a zip that can be unpacked safely
 * - `manifest`: lists every file of the package with its digest, and no other
 * - `pass`: `pass.json` can be read, and says which pass it is and whose
 * - `content`: what preflight has to say of the files, warnings too
 * - the others: see {@link SignatureCheck}; `leaf` also says whether the certificate may sign a pass with NFC
 */
export interface PackageCheck {
  readonly name: 'archive' | 'manifest' | 'pass' | 'content' | SignatureCheck['name']
  readonly ok: SignatureCheck['ok']
  readonly findings: readonly Finding[]
}

/** The outcome of verifying a package. */
export interface PackageReport {
  /** Whether every check was made and passed. */
  readonly ok: boolean
  readonly checks: readonly PackageCheck[]
  /** The number of files in the package; absent if it is no archive. */
  readonly files?: number
  /** What `pass.json` says of itself; absent if it cannot be read. */
  readonly pass?: {
    readonly passTypeIdentifier: unknown
    readonly teamIdentifier: unknown
    readonly serialNumber: unknown
  }
  /** What the signature says of itself; absent if it cannot be read. */
  readonly signature?: SignatureFacts
}

const check = (name: PackageCheck['name'], findings: readonly Finding[]): PackageCheck => ({
  name,
  ok: !hasErrors(findings),
  findings,
})

type Opened = { readonly files: ReadonlyMap<string, Bytes> } | { readonly finding: Finding }

const open = async (bytes: Uint8Array): Promise<Opened> => {
  try {
    return { files: await unzip(bytes) }
  } catch (cause) {
    if (!(cause instanceof ArchiveError)) throw cause
    return { finding: findingOfError(cause) }
  }
}

const signatureNames = ['container', 'integrity', 'signingTime', 'chain', 'leaf'] as const

const notChecked = (name: PackageCheck['name']): PackageCheck => ({ name, ok: 'not-checked', findings: [] })

const signatureChecks = async (files: ReadonlyMap<string, Bytes>, pass: JsonObject | undefined, trust: Trust) => {
  const signature = files.get('signature')
  const content = files.get('manifest.json')
  if (signature && content) return await verifySealOf(pass, files, { signature, content, trust })
  const missing = signature ? 'manifest.json' : 'signature'
  return {
    checks: [check('container', [missingFile(missing)]), ...signatureNames.slice(1).map(notChecked)],
    facts: undefined,
  }
}

const reportOn = async (files: ReadonlyMap<string, Bytes>, trust: Trust): Promise<PackageReport> => {
  const manifest = readObject(files, 'manifest.json')
  const pass = readObject(files, 'pass.json')
  const json = 'json' in pass ? pass.json : undefined
  const { checks: signed, facts } = await signatureChecks(files, json, trust)
  const checks = [
    check('archive', []),
    check('manifest', 'json' in manifest ? (await checkManifest(files, manifest.json)).findings : [manifest.finding]),
    check('pass', 'json' in pass ? identityFindings(pass.json) : [pass.finding]),
    json ? check('content', contentFindings(files)) : notChecked('content'),
    ...signed,
  ]
  const { passTypeIdentifier, teamIdentifier, serialNumber } = json ?? {}
  return {
    ok: checks.every(({ ok }) => ok === true),
    checks,
    files: files.size,
    ...(json ? { pass: { passTypeIdentifier, teamIdentifier, serialNumber } } : {}),
    ...(facts ? { signature: facts } : {}),
  }
}

/**
 * Verifies a package, each check on its own. Never throws because of the package: whatever is wrong with it is a
 * finding. Revocation is not checked.
 *
 * @param trust `'apple'` recognises Apple's intermediates; `{ roots }` trusts the given ones
 * @throws SignerError `signer/certificate-unreadable` if a root to trust cannot be read
 * @example
 * ```ts
 * const { ok, checks } = await verifyPass(bytes, { trust: 'apple' })
 * ```
 */
export const verifyPass = async (bytes: Uint8Array, { trust }: { readonly trust: Trust }): Promise<PackageReport> => {
  const opened = await open(bytes)
  if ('files' in opened) return await reportOn(opened.files, trust)
  const others = (['manifest', 'pass', 'content', ...signatureNames] as const).map(notChecked)
  return { ok: false, checks: [check('archive', [opened.finding]), ...others] }
}
