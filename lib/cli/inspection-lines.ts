/** What an inspection tells, as people read it. */
import type {
  CertificateFacts,
  Inspection,
  ManifestEntry,
  PassFacts,
  PassInspection,
  SignatureInspection,
  SignatureOutcome,
} from '../core/inspection/inspection.ts'
import type { DeviceView } from '../core/preflight/devices.ts'
import { countFindings, countsText, findingLines } from './findings.ts'
import { columns } from './text-layout.ts'

type Row = readonly [title: string, text: string]

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`)

/** A moment to the second, in UTC. */
const moment = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`

const rowsOf = (titles: readonly (readonly [string, string | undefined])[]): Row[] =>
  titles.flatMap(([title, text]) => (text === undefined || text === '' ? [] : [[title, text] as const]))

const factLines = (facts: PassFacts): string[] =>
  columns(
    rowsOf([
      ['pass type', facts.passTypeIdentifier],
      ['team', facts.teamIdentifier],
      ['serial number', facts.serialNumber],
      ['organization', facts.organizationName],
      ['description', facts.description],
      ['style', facts.styles.join(', ')],
      ['schemes', facts.schemes.join(', ')],
      ['relevant', facts.relevantDate],
      ['expires', facts.expirationDate],
      ['voided', facts.voided === undefined ? undefined : String(facts.voided)],
      ['web service', facts.webServiceURL],
      ['languages', facts.languages.join(', ')],
    ]),
  )

const checkTitles: Readonly<Record<SignatureOutcome['name'], string>> = {
  container: 'container',
  integrity: 'integrity',
  signingTime: 'signing time',
  chain: 'chain',
  leaf: 'certificate',
  revocation: 'revocation',
}

const outcomeText = ({ ok, codes }: SignatureOutcome): string => {
  if (ok === 'not-checked') return 'not checked'
  return [ok ? 'ok' : 'FAULT', ...codes].join('  ')
}

const certificateLines = ({
  role,
  subject,
  issuer,
  notBefore,
  notAfter,
  sha256,
  serialNumber,
  apple,
}: CertificateFacts): string[] => [
  `  ${role.padEnd(14)}${apple === undefined ? '' : `${apple}: `}${subject}`,
  ...indented(
    columns([
      ['', `issued by ${issuer}`],
      ['', `valid from ${moment(notBefore)} to ${moment(notAfter)}`],
      ['', `serial number ${serialNumber}`],
      ['', `SHA-256 ${sha256}`],
    ]).map((line) => `          ${line}`),
  ),
]

const signatureLines = ({ ok, checks, signer, signingTime, digestAlgorithm, chain }: SignatureInspection): string[] => [
  `signature: ${ok ? 'verifies' : 'DOES NOT VERIFY'}`,
  ...columns([
    ...rowsOf([
      ['signed by', signer?.subject],
      ['at', signingTime && moment(signingTime)],
      ['with', digestAlgorithm],
      ['may sign NFC', signer && (signer.nfc ? 'yes' : 'no')],
    ]),
    ...checks.map((check): Row => [checkTitles[check.name], outcomeText(check)]),
  ]),
  ...(chain.length > 0 ? ['', 'chain', ...chain.flatMap(certificateLines)] : []),
]

const stateTexts: Readonly<Record<ManifestEntry['state'], string>> = {
  ok: 'ok',
  changed: 'CHANGED',
  'not-listed': 'NOT LISTED',
  missing: 'MISSING',
  invalid: 'NO SHA-1',
  unwanted: 'UNWANTED',
}

const manifestLines = (entries: readonly ManifestEntry[]): string[] => {
  const faults = entries.filter(({ state }) => state !== 'ok').length
  const widest = Math.max(0, ...entries.map(({ path }) => path.length))
  return [
    `manifest: ${entries.length} entries, ${faults === 0 ? 'all in order' : `${faults} NOT IN ORDER`}`,
    ...entries.map(({ path, bytes, actual, listed, state }) =>
      `  ${stateTexts[state].padEnd(12)}${path.padEnd(widest)}  ${String(bytes ?? '-').padStart(8)}  ${actual ?? listed ?? ''}`.trimEnd(),
    ),
  ]
}

const barcodeText = (view: DeviceView): string => {
  if (!view.barcode) return 'no barcode'
  return `${view.barcode.format}${view.barcode.confirmed ? '' : ' (unconfirmed)'}`
}

const deviceLines = (devices: readonly DeviceView[]): string[] => {
  if (devices.length === 0) return []
  const rows = devices.map((view): Row => {
    const shown = view.style ? [view.scheme ?? view.style, barcodeText(view)].join(', ') : 'nothing'
    return [view.os, `${shown}  (${view.because})`]
  })
  return ['what each system shows', ...columns(rows)]
}

const sections = (parts: readonly (readonly string[])[]): string[] =>
  parts.filter((part) => part.length > 0).flatMap((part, index) => (index === 0 ? part : ['', ...part]))

const findingsSection = ({ findings }: Inspection): string[] => [
  `findings: ${findings.length === 0 ? 'none' : countsText(countFindings(findings))}`,
  ...indented(findingLines(findings)),
]

const passLines = (inspection: PassInspection): string[] =>
  sections([
    inspection.pass ? factLines(inspection.pass) : [],
    inspection.signature ? signatureLines(inspection.signature) : [],
    inspection.manifest ? manifestLines(inspection.manifest) : [],
    deviceLines(inspection.devices),
    findingsSection(inspection),
  ])

const kindText = (inspection: Inspection): string => {
  switch (inspection.kind) {
    case 'pass':
      return `${inspection.finished ? 'a pass' : 'a pass that is not signed yet'}, ${inspection.files} files`
    case 'bundle':
      return `a bundle of ${inspection.passes.length} passes`
    case 'template':
      return `${inspection.made === 'pass-designer' ? 'a template of Pass Designer' : 'a template'}, ${inspection.files} files`
  }
}

/** An inspection in lines, under the name of what was inspected. */
export const inspectionLines = (name: string, inspection: Inspection): string[] => {
  const title = `${name}: ${kindText(inspection)}`
  switch (inspection.kind) {
    case 'pass':
      return [title, ...passLines(inspection)]
    case 'bundle':
      return sections([
        [title, ...findingsSection(inspection)],
        ...inspection.passes.map((each) => inspectionLines(`${name}/${each.name}`, each.inspection)),
      ])
    case 'template':
      return [
        title,
        ...sections([
          inspection.pass ? factLines(inspection.pass) : [],
          deviceLines(inspection.devices),
          findingsSection(inspection),
        ]),
      ]
  }
}
