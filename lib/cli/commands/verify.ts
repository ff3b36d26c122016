/** `passwright verify`: whether finished passes hold together, and who signed them. */
import { type PackageCheck, type PackageReport, verifyPass } from '../../core/verify.ts'
import type { Command } from '../command.ts'
import { sayFindings } from '../findings.ts'
import { readInputFile } from '../read-path.ts'
import type { Terminal } from '../terminal.ts'
import { readRootOption, rootOption } from '../trust.ts'

const titles: Readonly<Record<PackageCheck['name'], string>> = {
  archive: 'archive',
  manifest: 'manifest',
  pass: 'pass.json',
  content: 'content',
  container: 'signature',
  integrity: 'integrity',
  signingTime: 'signing time',
  chain: 'chain',
  leaf: 'certificate',
}

const remarks = (report: PackageReport): Partial<Record<PackageCheck['name'], string>> => ({
  archive: report.files === undefined ? '' : `${report.files} files`,
  pass: report.pass ? `${report.pass.passTypeIdentifier}, serial number ${report.pass.serialNumber}` : '',
  container: report.signature?.digestAlgorithm ?? '',
  signingTime: report.signature?.signingTime?.toISOString().replace('.000', '') ?? '',
  chain: report.signature?.issuer?.subject.commonName ?? '',
  leaf: report.signature?.signer.subject.commonName ?? '',
})

const outcome = ({ ok }: PackageCheck): string => {
  if (ok === 'not-checked') return '-'
  return ok ? 'ok' : 'FAULT'
}

const printReport = (file: string, report: PackageReport, terminal: Terminal): void => {
  terminal.print(`${file}: ${report.ok ? 'good' : 'NOT GOOD'}`)
  const said = remarks(report)
  for (const check of report.checks) {
    terminal.print(`  ${titles[check.name].padEnd(13)}${outcome(check).padEnd(6)}${said[check.name] ?? ''}`.trimEnd())
  }
  // What is merely worth knowing does not bear on whether a pass is good: check and inspect tell it.
  const findings = report.checks.flatMap((check) => check.findings).filter(({ severity }) => severity !== 'info')
  sayFindings(findings, terminal)
}

const toJson = (file: string, { signature, ...report }: PackageReport) => ({
  file,
  ...report,
  ...(signature
    ? {
        signature: {
          signingTime: signature.signingTime,
          digestAlgorithm: signature.digestAlgorithm,
          signer: signature.signer.subject,
          issuer: signature.issuer?.subject,
        },
      }
    : {}),
})

/** The command. */
export const verify: Command = {
  positionals: [{ name: 'FILE', help: 'a .pkpass; several may be given', many: true }],
  options: { root: rootOption },
  notes: ['Passes of a throwaway signer verify against its root: --root .local/signer/root.pem'],
  async run(args, terminal) {
    const trust = await readRootOption(args)
    const reports: ReturnType<typeof toJson>[] = []
    for (const file of args.positionals) {
      const report = await verifyPass(await readInputFile(file), { trust })
      reports.push(toJson(file, report))
      if (!args.has('json')) printReport(file, report, terminal)
    }
    if (args.has('json')) terminal.print(JSON.stringify(reports))
    return reports.every(({ ok }) => ok) ? 0 : 1
  },
}
