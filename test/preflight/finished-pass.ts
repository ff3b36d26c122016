/** Finished passes for the table of rules: signed as a builder would that checks nothing, and broken in any way. */
import { Integer } from 'asn1js'
import { CertificateRevocationList, RelativeDistinguishedNames, RevokedCertificate, Time } from 'pkijs'
import { type Bytes, copyBytes, hex, utf8 } from '../../lib/core/bytes.ts'
import type { Finding } from '../../lib/core/finding.ts'
import { type InspectOptions, inspect } from '../../lib/core/index.ts'
import { openCertificate } from '../../lib/core/signing/certificate.ts'
import { signPlainly } from '../../lib/core/signing/cms.ts'
import { type DerValue, derChildren, encodeDer, readDer } from '../../lib/core/signing/der.ts'
import { readPrivateKey } from '../../lib/core/signing/private-key.ts'
import {
  issueThrowawayCertificate,
  makeThrowawayAuthority,
  type ThrowawayAuthority,
  type ThrowawayAuthorityOptions,
  type ThrowawayCertificateOptions,
  type ThrowawayChain,
} from '../../lib/core/signing/throwaway.ts'
import { pngStub } from '../builders/template.ts'
import { aZip } from '../builders/zip.ts'
import { aField } from './a-pass.ts'

const usual = {
  formatVersion: 1,
  passTypeIdentifier: 'pass.com.example.card',
  serialNumber: 'A-1',
  teamIdentifier: 'ABCDE12345',
  organizationName: 'Example',
  description: 'Card of a library',
  generic: { primaryFields: [aField('holder')] },
}

/** When finished passes are signed unless told otherwise. */
export const signingTime = new Date('2026-06-01T12:00:00Z')

const authorities = new Map<string, Promise<ThrowawayAuthority>>()

/** An authority of quick keys; the same options give the same one. */
export const anAuthority = (options: ThrowawayAuthorityOptions = {}, name = ''): Promise<ThrowawayAuthority> => {
  const key = JSON.stringify([options, name])
  const made = authorities.get(key) ?? makeThrowawayAuthority({ algorithm: 'P-256', ...options })
  authorities.set(key, made)
  return made
}

/** A chain for the pass of {@link finishedPass}, valid in 2026. */
export const aQuickChain = async (
  options: Partial<ThrowawayCertificateOptions> = {},
  authority: Promise<ThrowawayAuthority> = anAuthority(),
): Promise<ThrowawayChain> =>
  issueThrowawayCertificate(await authority, {
    passTypeIdentifier: usual.passTypeIdentifier,
    teamIdentifier: usual.teamIdentifier,
    validFrom: new Date('2026-01-01T00:00:00Z'),
    validTo: new Date('2027-01-01T00:00:00Z'),
    algorithm: 'P-256',
    ...options,
  })

/** A file of a package as a case gives it; undefined takes it out. */
export type Files = Readonly<Record<string, string | Uint8Array | undefined>>

/** What is changed in a good finished pass. */
export interface FinishedChanges {
  readonly pass?: object
  /** Files that the manifest lists. */
  readonly files?: Files
  /** What the manifest says, made of what it should say. It is signed as it then is. */
  readonly manifest?: (lines: Readonly<Record<string, string>>) => unknown
  /** The chain that signs. */
  readonly chain?: Promise<ThrowawayChain>
  readonly time?: Date
  /** The signature, made of the right one. */
  readonly signature?: (signature: Bytes) => Bytes | Promise<Bytes>
  /** Files of the archive that are changed when everything is signed. */
  readonly after?: Files
  /** What stands in front of each name in the archive. Default: nothing. */
  readonly folder?: string
}

const bytesOf = (file: string | Uint8Array): Bytes => (typeof file === 'string' ? utf8(file) : copyBytes(file))

const digest = async (bytes: Bytes): Promise<string> => hex(new Uint8Array(await crypto.subtle.digest('SHA-1', bytes)))

const sign = async (chain: ThrowawayChain, manifest: Bytes, time: Date): Promise<Bytes> => {
  const certificate = openCertificate(chain.certificate, 'certificate')
  const algorithm = certificate.facts.publicKeyAlgorithm ?? 'P-256'
  const identity = {
    certificate,
    intermediate: openCertificate(chain.intermediate, 'intermediate'),
    key: await readPrivateKey({ key: chain.key }, algorithm),
  }
  const sha256 = new Uint8Array(await crypto.subtle.digest('SHA-256', manifest))
  return signPlainly(identity, sha256, time.getTime())
}

/** The files of a finished pass, with changes. */
export const finishedFiles = async (changes: FinishedChanges = {}): Promise<Map<string, Bytes>> => {
  const { pass = {}, files = {}, manifest: rewrite = (lines) => lines, time = signingTime, after = {} } = changes
  const listed: Files = {
    'pass.json': JSON.stringify({ ...usual, ...pass }),
    'icon.png': pngStub(),
    'icon@2x.png': pngStub(),
    'icon@3x.png': pngStub(),
    ...files,
  }
  const all = new Map<string, Bytes>()
  const lines: Record<string, string> = {}
  for (const [path, file] of Object.entries(listed)) {
    if (file === undefined) continue
    all.set(path, bytesOf(file))
    lines[path] = await digest(bytesOf(file))
  }
  const written = rewrite(lines)
  const manifest = utf8(typeof written === 'string' ? written : JSON.stringify(written))
  const signature = await sign(await (changes.chain ?? aQuickChain()), manifest, time)
  all.set('manifest.json', manifest)
  all.set('signature', (await changes.signature?.(signature)) ?? signature)
  for (const [path, file] of Object.entries(after)) {
    if (file === undefined) all.delete(path)
    else all.set(path, bytesOf(file))
  }
  return all
}

/** A finished pass, with changes. */
export const finishedPass = async (changes: FinishedChanges = {}): Promise<Bytes> =>
  aZip(Array.from(await finishedFiles(changes), ([path, data]) => ({ name: `${changes.folder ?? ''}${path}`, data })))

/** What inspecting a finished pass with changes finds; its root is trusted. */
export const inspected = async (
  changes: FinishedChanges = {},
  options: Partial<InspectOptions> = {},
): Promise<readonly Finding[]> => {
  const { root } = await anAuthority()
  const { findings } = await inspect(await finishedPass(changes), {
    trust: { roots: [root] },
    finished: true,
    ...options,
  })
  return findings
}

/** A list of revoked certificates by the issuer of a chain, in which the certificates with these serial numbers are. */
export const aRevocationList = async (
  authority: ThrowawayAuthority,
  revoked: readonly ThrowawayChain[],
): Promise<Bytes> => {
  const { x509 } = openCertificate(authority.intermediate, 'intermediate')
  const list = new CertificateRevocationList({
    version: 1,
    issuer: RelativeDistinguishedNames.fromBER(x509.subject.bytes),
    thisUpdate: new Time({ value: signingTime }),
    revokedCertificates: revoked.map(({ certificate }) => {
      const { serialNumber } = openCertificate(certificate, 'certificate').x509
      return new RevokedCertificate({
        userCertificate: new Integer({ valueHex: serialNumber }),
        revocationDate: new Time({ value: signingTime }),
      })
    }),
  })
  await list.sign(await readPrivateKey({ key: authority.intermediateKey }, 'P-256'), 'SHA-256')
  return new Uint8Array(list.toSchema(true).toBER())
}

const rewrite = (value: DerValue, path: string, change: (value: DerValue) => readonly Bytes[], at = ''): Bytes => {
  const children = value.tag & 0x20 ? derChildren(value) : undefined
  if (!(children && path.startsWith(at))) return value.bytes
  const parts = children.flatMap((child, index) => {
    const place = `${at}/${index}`
    return place === path ? change(child) : [rewrite(child, path, change, place)]
  })
  return encodeDer(value.tag, ...parts)
}

/** The places of a signature's parts: numbers of children, from the outermost value down. */
export const places = { content: '/1/0/2', certificates: '/1/0/3', attributes: '/1/0/4/0/3' } as const

/** Encodes a signature anew with one part changed. */
export const changed =
  (path: string, change: (value: DerValue) => readonly Bytes[]) =>
  (signature: Bytes): Bytes => {
    const value = readDer(signature)
    if (!value) throw new Error('the signature is not DER')
    return rewrite(value, path, change)
  }

/** The values inside a part. */
export const childrenOf = (value: DerValue): readonly Bytes[] => (derChildren(value) ?? []).map(({ bytes }) => bytes)
