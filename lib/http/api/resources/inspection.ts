/** What is told of packages, as it is sent: what others have written is cut where an answer has no room for it. */
import { type Finding, ofSeverity } from '../../../core/finding.ts'
import type {
  BundleInspection,
  CertificateFacts,
  Inspection,
  PassFacts,
  PassInspection,
  SignatureInspection,
  TemplateInspection,
} from '../../../core/inspection/inspection.ts'
import { limits } from '../../../service/limits.ts'
import type { Valid } from '../schema.ts'
import type {
  certificateSchema,
  inspectedBundleSchema,
  inspectedPassSchema,
  inspectedTemplateSchema,
} from '../schemas/inspection.ts'
import { findingResource, firstFindings, roomForFindings } from './finding.ts'
import { Room } from './room.ts'

type PassResource = Valid<typeof inspectedPassSchema>
type TemplateResource = Valid<typeof inspectedTemplateSchema>
type BundleResource = Valid<typeof inspectedBundleSchema>

/** The room of one answer. */
interface Rooms {
  readonly findings: Room
  readonly lists: Room
}

const cut = (text: string): string =>
  text.length > limits.inspection.text ? `${text.slice(0, limits.inspection.text)}…` : text

const isText = (value: unknown): value is string => typeof value === 'string'

const factsResource = (facts: PassFacts, { lists }: Rooms): NonNullable<PassResource['pass']> => {
  const { styles, schemes, languages, voided, ...texts } = facts
  const entries = Object.entries(texts).filter(([, text]) => isText(text))
  return {
    ...Object.fromEntries(entries.map(([key, text]) => [key, cut(text)])),
    ...(voided === undefined ? {} : { voided }),
    styles,
    schemes: lists.items(schemes.map(cut)),
    languages: lists.items(languages.map(cut)),
  }
}

const certificateResource = (certificate: CertificateFacts): Valid<typeof certificateSchema> => ({
  subject: cut(certificate.subject),
  issuer: cut(certificate.issuer),
  serialNumber: cut(certificate.serialNumber),
  sha256: certificate.sha256,
  notBefore: certificate.notBefore.toISOString(),
  notAfter: certificate.notAfter.toISOString(),
  role: certificate.role,
  ...(certificate.apple === undefined ? {} : { apple: certificate.apple }),
})

const signerResource = (signer: NonNullable<SignatureInspection['signer']>) => {
  const { passTypeIdentifier, teamIdentifier, nfc } = signer
  return {
    ...certificateResource(signer),
    ...(passTypeIdentifier === undefined ? {} : { passTypeIdentifier: cut(passTypeIdentifier) }),
    ...(teamIdentifier === undefined ? {} : { teamIdentifier: cut(teamIdentifier) }),
    nfc,
  }
}

const signatureResource = (
  { ok, checks, signer, signingTime, digestAlgorithm, chain, root }: SignatureInspection,
  { lists }: Rooms,
): NonNullable<PassResource['signature']> => ({
  ok,
  checks: checks.map((check) => ({ ...check, codes: lists.items(check.codes) })),
  ...(signer ? { signer: signerResource(signer) } : {}),
  ...(signingTime ? { signingTime: signingTime.toISOString() } : {}),
  ...(digestAlgorithm === undefined ? {} : { digestAlgorithm: cut(digestAlgorithm) }),
  chain: lists.items(chain.map(certificateResource)),
  ...(root === undefined ? {} : { root: cut(root) }),
})

const manifestResource = (manifest: NonNullable<PassInspection['manifest']>, { lists }: Rooms) =>
  lists.items(manifest.map((entry) => ({ ...entry, path: cut(entry.path) })))

const devicesResource = (devices: PassInspection['devices']): PassResource['devices'] =>
  devices.map((device) => ({ ...device, because: cut(device.because) }))

const findingsResource = (findings: readonly Finding[], rooms: Rooms) => ({
  counts: {
    errors: ofSeverity('error', findings).length,
    warnings: ofSeverity('warning', findings).length,
    infos: ofSeverity('info', findings).length,
  },
  findings: firstFindings(findings, rooms.findings).map((finding) => ({
    ...findingResource(finding),
    source: finding.source,
  })),
})

const passResource = (inspection: PassInspection, rooms: Rooms): PassResource => {
  const { kind, finished, files, pass, manifest, signature, devices, findings } = inspection
  return {
    ...{ kind, finished, files },
    ...(pass ? { pass: factsResource(pass, rooms) } : {}),
    ...(manifest ? { manifest: manifestResource(manifest, rooms) } : {}),
    ...(signature ? { signature: signatureResource(signature, rooms) } : {}),
    devices: devicesResource(devices),
    ...findingsResource(findings, rooms),
  }
}

const bundleResource = ({ kind, passes, findings }: BundleInspection, rooms: Rooms): BundleResource => ({
  kind,
  ...findingsResource(findings, rooms),
  passes: passes.map(({ name, inspection }) => ({ name: cut(name), inspection: passResource(inspection, rooms) })),
})

const templateResource = (inspection: TemplateInspection, rooms: Rooms): TemplateResource => {
  const { kind, made, files, pass, devices, findings } = inspection
  return {
    ...{ kind, made, files },
    ...(pass ? { pass: factsResource(pass, rooms) } : {}),
    devices: devicesResource(devices),
    ...findingsResource(findings, rooms),
  }
}

/** What is told of a package. */
export const inspectionResource = (inspection: Inspection): PassResource | BundleResource | TemplateResource => {
  const rooms: Rooms = { findings: roomForFindings(), lists: new Room(limits.inspection.characters) }
  switch (inspection.kind) {
    case 'pass':
      return passResource(inspection, rooms)
    case 'bundle':
      return bundleResource(inspection, rooms)
    case 'template':
      return templateResource(inspection, rooms)
  }
}
