/** Certificates of servers, made with openssl: good ones, and such as no phone takes. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { program } from '../setup/programs.ts'

/** A certificate with those that lead to its root, and its key, as PEM. */
export interface ServerIdentity {
  readonly cert: string
  readonly key: string
}

/** What a certificate is to be like. */
export interface CertificateWishes {
  /** The host that it is for. Default: localhost. */
  readonly host?: string
  /** Days from now on. Default: 90. */
  readonly days?: number
  /** Whether the certificate of its issuer stays at home. */
  readonly alone?: boolean
  /** Default: EC. */
  readonly rsa?: boolean
}

/** Authorities: a root, an intermediate below it, and what they issue. */
export interface Authorities {
  /** A file with the root, as PEM. */
  readonly rootFile: string
  readonly root: string
  readonly issue: (wishes?: CertificateWishes) => ServerIdentity
}

const authority = 'basicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign\n'
const ofHost = (host: string): string => `basicConstraints=critical,CA:false\nsubjectAltName=DNS:${host}\n`

/** Makes authorities that nobody knows. */
export const makeAuthorities = (): Authorities => {
  const folder = mkdtempSync(join(tmpdir(), 'passwright-tls-'))
  const openssl = (...args: readonly string[]) =>
    execFileSync(program('openssl'), [...args], { cwd: folder, stdio: 'pipe' })
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
  const makeKey = (name: string, rsa: boolean): void => {
    const kind = rsa ? ['RSA', 'rsa_keygen_bits:2048'] : ['EC', 'ec_paramgen_curve:P-256']
    openssl('genpkey', '-algorithm', kind[0] ?? '', '-pkeyopt', kind[1] ?? '', '-out', `${name}.key`)
  }
  const sign = (name: string, issuer: string, days: number, extensions: string): void => {
    writeFileSync(join(folder, `${name}.ext`), extensions)
    openssl('req', '-new', '-key', `${name}.key`, '-subj', `/CN=${name}`, '-out', `${name}.csr`)
    const by =
      issuer === name
        ? ['-signkey', `${name}.key`]
        : ['-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`, '-CAcreateserial']
    const validity = ['-days', String(days), '-extfile', `${name}.ext`]
    openssl('x509', '-req', '-in', `${name}.csr`, ...by, ...validity, '-out', `${name}.pem`)
  }
  for (const name of ['root', 'intermediate']) {
    makeKey(name, false)
    sign(name, 'root', 3650, authority)
  }
  let count = 0
  return {
    rootFile: join(folder, 'root.pem'),
    root: read('root.pem'),
    issue: ({ host = 'localhost', days = 90, alone = false, rsa = false } = {}) => {
      count += 1
      const name = `server-${count}`
      makeKey(name, rsa)
      sign(name, 'intermediate', days, ofHost(host))
      const chain = alone ? '' : read('intermediate.pem')
      return { cert: `${read(`${name}.pem`)}${chain}`, key: read(`${name}.key`) }
    },
  }
}
