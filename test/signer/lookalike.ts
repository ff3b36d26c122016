/** A certification authority that looks like Apple's, made with openssl: nothing of ours takes part in what it issues. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { program } from '../setup/programs.ts'

const folder = mkdtempSync(join(tmpdir(), 'passwright-lookalike-'))

/** The path of a file of the authority. */
export const at = (name: string): string => join(folder, name)

/** Runs openssl; what it wrote. Throws what it says when it fails. */
export const openssl = (...args: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync(program('openssl'), args, { encoding: 'latin1', cwd: folder })
  if (status !== 0) throw new Error(`openssl ${args[0]} failed: ${stderr}`)
  return stdout
}

const write = (name: string, text: string): string => {
  writeFileSync(at(name), text)
  return name
}

const authorityUsages = 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n'
const authority = `${authorityUsages}subjectKeyIdentifier=hash\n`
const wwdr = '1.2.840.113635.100.6.2.1=DER:0500\nauthorityKeyIdentifier=keyid\n'

const newKey = (name: string): string => {
  openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', `${name}.key`)
  return `${name}.key`
}

const request = (name: string, subject: string): string => {
  openssl('req', '-new', '-key', newKey(name), '-subj', subject, '-out', `${name}.csr`)
  return `${name}.csr`
}

const sign = (csr: string, by: string, extensions: string, out: string, ...more: readonly string[]): string => {
  const issuer = ['-CA', `${by}.pem`, '-CAkey', `${by}.key`]
  const file = write('extensions.cnf', extensions)
  openssl('x509', '-req', '-in', csr, ...issuer, '-extfile', file, '-out', out, '-days', '300', ...more)
  return out
}

const root = (): void => {
  write('root.cnf', authority)
  openssl(
    'x509',
    '-req',
    '-in',
    request('root', '/CN=Lookalike Root CA'),
    '-key',
    'root.key',
    '-extfile',
    'root.cnf',
    '-days',
    '4000',
    '-out',
    'root.pem',
  )
}

/** Makes an intermediate of a generation: its key, and `GENERATION.pem`. `extensions` take the place of its usual key identifier. */
export const makeIntermediate = (generation: string, extensions = ''): void => {
  const subject = `/CN=Lookalike Developer Relations/OU=${generation}/O=Lookalike/C=US`
  const usual = extensions === '' ? authority : `${authorityUsages}${extensions}`
  sign(request(generation, subject), 'root', usual + wwdr, `${generation}.pem`, '-days', '3000')
}

/** Makes the authority: `root.pem`, and two intermediates of nearly the same name, `G4.pem` and `G6.pem`. */
export const makeAuthority = (): void => {
  root()
  makeIntermediate('G4')
  makeIntermediate('G6')
}

const passType = 'pass.com.example.card'

/** What the certificate of a pass type is called. */
export const passSubjectOf = (id: string): string => `/UID=${id}/CN=Pass Type ID: ${id}/OU=ABCDE12345/O=Example/C=US`

const leaf =
  'basicConstraints=CA:FALSE\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\nkeyUsage=critical,digitalSignature\n'

/** Extensions of the certificate of a pass type. */
export const passExtensionsOf = (id: string): string =>
  `${leaf}extendedKeyUsage=clientAuth,1.2.840.113635.100.4.14\n1.2.840.113635.100.6.3.2=DER:0500\n1.2.840.113635.100.6.1.16=ASN1:UTF8String:${id}\n`

/** The same, of the usual one. */
export const passExtensions = passExtensionsOf(passType)

/** Extensions of certificates that people mistake for one. */
export const otherExtensions = {
  push: `${leaf}extendedKeyUsage=clientAuth\n1.2.840.113635.100.6.3.1=DER:0500\n1.2.840.113635.100.6.3.2=DER:0500\n`,
  development: `${leaf}extendedKeyUsage=codeSigning\n1.2.840.113635.100.6.1.2=DER:0500\n`,
  distribution: `${leaf}extendedKeyUsage=codeSigning\n1.2.840.113635.100.6.1.4=DER:0500\n`,
  merchant: `${leaf}extendedKeyUsage=clientAuth\n1.2.840.113635.100.6.32=DER:0500\n`,
  server: `${leaf}extendedKeyUsage=serverAuth\n`,
} as const

/** How to issue a certificate. */
export interface Issue {
  readonly by?: string
  readonly subject?: string
  readonly extensions?: string
  readonly more?: readonly string[]
}

/** Makes an RSA key, as Apple wants it, and a request for it. */
export const newRequest = (key: string, csr: string): void => {
  openssl('req', '-new', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-subj', '/CN=Somebody', '-out', csr)
}

/** Issues a certificate for a request, whatever names the request holds, as Apple does. The name of the PEM file. */
export const issue = (csr: string, out: string, options: Issue = {}): string => {
  const { by = 'G4', subject = passSubjectOf(passType), extensions = passExtensions, more = [] } = options
  return sign(csr, by, extensions, out, '-subj', subject, ...more)
}

/** A PEM certificate as DER; the name of the file. */
export const asDer = (pem: string): string => {
  const out = pem.replace('.pem', '.cer')
  openssl('x509', '-in', pem, '-outform', 'DER', '-out', out)
  return out
}

/** Several files as one. */
export const joined = (out: string, ...names: readonly string[]): string =>
  write(out, names.map((name) => readFileSync(at(name), 'latin1')).join(''))
