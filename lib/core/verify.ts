/** Verifies a finished `.pkpass` as Wallet does: archive, manifest, signature, chain and Apple's leaf rules. */
import { digestFiles } from './archive/manifest.ts'
import { unzip } from './archive/unzip.ts'
import type { Bytes } from './bytes.ts'
import { ArchiveError } from './errors.ts'
import { deviceLog, documented, type Finding, hasErrors } from './finding.ts'
import { isObject, type JsonObject, parseJson } from './format/json.ts'
import type { Trust } from './signing/chain.ts'
import type { SignatureCheck, SignatureFacts } from './signing/report.ts'
import { verifySignature } from './signing/verify.ts'

/** One check of a package. `not-checked`: what it needs was not there, which another check says. */
export interface PackageCheck {
  readonly name: 'archive' | 'manifest' | 'pass' | SignatureCheck['name']
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

const packagePage = documented('https://developer.apple.com/documentation/walletpasses/building-a-pass')

const fault = (code: string, path: string, message: string, fix: string, source = packagePage): Finding => ({
  code,
  severity: 'error',
  path,
  message,
  fix,
  source,
})

const check = (name: PackageCheck['name'], findings: readonly Finding[]): PackageCheck => ({
  name,
  ok: !hasErrors(findings),
  findings,
})

type ReadJson = { readonly json: JsonObject } | { readonly finding: Finding }

const readObject = (files: ReadonlyMap<string, Bytes>, path: string): ReadJson => {
  const bytes = files.get(path)
  if (!bytes)
    return { finding: fault('file-missing', path, `${path} is missing`, `add ${path} at the root of the archive`) }
  try {
    const json = parseJson(bytes)
    if (isObject(json)) return { json }
  } catch {
    // Said below; the parser's own words would repeat pieces of the pass.
  }
  return {
    finding: fault('json-invalid', path, `${path} is not a JSON object in UTF-8`, 'write it anew and sign again'),
  }
}

/** Every file of the package against its line in the manifest, and every line against its file. */
const manifestFindings = async (files: ReadonlyMap<string, Bytes>, manifest: JsonObject): Promise<Finding[]> => {
  const listed = new Map([...files].filter(([path]) => path !== 'manifest.json' && path !== 'signature'))
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

type Opened = { readonly files: ReadonlyMap<string, Bytes> } | { readonly finding: Finding }

const open = async (bytes: Uint8Array): Promise<Opened> => {
  try {
    return { files: await unzip(bytes) }
  } catch (cause) {
    if (!(cause instanceof ArchiveError)) throw cause
    return { finding: fault(cause.code.replace('/', '-'), '', cause.message, 'build the pass again') }
  }
}

const later = ['manifest', 'pass', 'container', 'integrity', 'signingTime', 'chain', 'leaf'] as const

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const identityOf = (pass: JsonObject | undefined) => {
  const passTypeIdentifier = text(pass?.passTypeIdentifier)
  const teamIdentifier = text(pass?.teamIdentifier)
  return { ...(passTypeIdentifier ? { passTypeIdentifier } : {}), ...(teamIdentifier ? { teamIdentifier } : {}) }
}

const signatureChecks = async (files: ReadonlyMap<string, Bytes>, pass: JsonObject | undefined, trust: Trust) => {
  const signature = files.get('signature')
  const content = files.get('manifest.json')
  if (signature && content) return await verifySignature({ signature, content, trust, ...identityOf(pass) })
  const missing = signature ? 'manifest.json' : 'signature'
  const finding = fault('file-missing', missing, `${missing} is missing`, 'sign the pass', deviceLog)
  const others = later.slice(3).map((name) => ({ name, ok: 'not-checked' as const, findings: [] }))
  return { checks: [check('container', [finding]), ...others], facts: undefined }
}

const reportOn = async (files: ReadonlyMap<string, Bytes>, trust: Trust): Promise<PackageReport> => {
  const manifest = readObject(files, 'manifest.json')
  const pass = readObject(files, 'pass.json')
  const json = 'json' in pass ? pass.json : undefined
  const { checks: signed, facts } = await signatureChecks(files, json, trust)
  const checks = [
    check('archive', []),
    check('manifest', 'json' in manifest ? await manifestFindings(files, manifest.json) : [manifest.finding]),
    check('pass', 'finding' in pass ? [pass.finding] : []),
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
  const others = later.map((name) => ({ name, ok: 'not-checked' as const, findings: [] }))
  return { ok: false, checks: [check('archive', [opened.finding]), ...others] }
}
