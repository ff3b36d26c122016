/** Checks what stands at a path, and says what was found, file by file. */
import { PasswrightError } from '../core/errors.ts'
import { type Finding, inferred } from '../core/finding.ts'
import { inspect } from '../core/inspect.ts'
import type { Inspection } from '../core/inspection/inspection.ts'
import type { InspectOptions } from '../core/inspection/options.ts'
import { optionsFor, type PackageAt, type PackageBytes } from './packages.ts'

/** What was found in one file or folder. */
export interface Checked {
  /** Its path; for a pass in a bundle, that of the bundle and its own name. */
  readonly file: string
  readonly kind: Inspection['kind'] | 'unreadable'
  readonly findings: readonly Finding[]
}

/** A package that was inspected. */
export interface CheckSubject {
  readonly path: string
  readonly input: PackageBytes
  readonly inspection: Inspection
}

/** More that is to be asked of a package than what is wrong with itself. */
export type FurtherCheck = (subject: CheckSubject) => Promise<readonly Finding[]>

/** What cannot be looked at is a finding, so that all else is told of too. */
const asFinding = (cause: unknown): Finding => {
  if (!(cause instanceof PasswrightError)) throw cause
  const { code, message } = cause
  const fix = `passwright explain ${code} tells more`
  return { code, severity: 'error', path: '', message, fix, source: inferred }
}

/** A path that nothing could be read from. */
export const unreadable = (file: string, cause: unknown): Checked => ({
  file,
  kind: 'unreadable',
  findings: [asFinding(cause)],
})

const furtherFindings = async (subject: CheckSubject, checks: readonly FurtherCheck[]): Promise<readonly Finding[]> => {
  const findings: Finding[] = []
  for (const check of checks) findings.push(...(await check(subject).catch((cause: unknown) => [asFinding(cause)])))
  return findings
}

const byFile = (file: string, inspection: Inspection, further: readonly Finding[]): Checked[] => {
  const { kind, findings } = inspection
  const inside = kind === 'bundle' ? inspection.passes : []
  return [
    { file, kind, findings: [...findings, ...further] },
    ...inside.map((each) => ({
      file: `${file}/${each.name}`,
      kind: 'pass' as const,
      findings: each.inspection.findings,
    })),
  ]
}

/** Everything that was found in a package; a bundle is told of pass by pass. */
export const checkPackage = async (
  found: PackageAt,
  options: InspectOptions,
  furtherChecks: readonly FurtherCheck[],
): Promise<readonly Checked[]> => {
  const { path } = found
  try {
    const input = await found.read()
    const inspection = await inspect(input, { ...options, ...optionsFor(found) })
    const further = await furtherFindings({ path, input, inspection }, furtherChecks)
    return byFile(path, inspection, further)
  } catch (cause) {
    return [unreadable(path, cause)]
  }
}
