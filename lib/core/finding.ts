/** What a check found: one shape for templates, values, passes, signers and finished packages. */

/** Where a rule comes from, and so how far to trust it. */
export interface Source {
  /**
   * - `documented`: Apple's published documentation
   * - `apple-tool`: what Apple's own builder does
   * - `device-log`: a message that a device wrote when it refused a pass
   * - `template`: the template's own schema of its values
   * - `inferred`: engineering judgement; no source states it
   */
  readonly kind: 'documented' | 'apple-tool' | 'device-log' | 'template' | 'inferred'
  /** The page that says so, where there is one. */
  readonly url?: string
}

/** `error`: Wallet refuses the pass or a whole feature of it. `warning`: it shows badly. `info`: worth knowing. */
export type Severity = 'error' | 'warning' | 'info'

/** One thing that a check found. */
export interface Finding {
  /** A stable, readable slug: `date-zone-missing`. */
  readonly code: string
  readonly severity: Severity
  /**
   * Where. What checks values gives a JSON pointer (RFC 6901) into the values; what checks a pass gives a pointer into
   * `pass.json`, or a file of the package. A place in another file is the file and a pointer, or the key of a strings
   * file, joined by `#`: `template.json#/name`, `en.lproj/pass.strings#greeting`. `''` is the whole.
   */
  readonly path: string
  /** What is wrong there, as one sentence. */
  readonly message: string
  /** What to do about it. */
  readonly fix: string
  readonly source: Source
}

/**
 * How strictly to judge. `strict` is for what we emit, `lenient` for what others have made: where Wallet bears with
 * something that nobody should write, it is a fault only in the strict one.
 */
export type Profile = 'strict' | 'lenient'

/** What is known of a code that findings carry: the row that people are shown when they ask what it means. */
export interface Explanation {
  readonly code: string
  /** One for both profiles, or one for each. */
  readonly severity: Severity | Readonly<Record<Profile, Severity>>
  /** What is wrong, as a sentence about any pass: "A field has no key." */
  readonly what: string
  /** Why it matters: what Wallet does, and how that is known. */
  readonly why: string
  /** How to mend it. */
  readonly fix: string
  /** The iOS release since which this holds, where it is not all of them. */
  readonly since?: number
  readonly source: Source
}

/** The finding of a row at a place: severity and source are those of the row, and so is the remedy unless the place has one. */
export const findingFrom = (
  { code, severity, fix: remedy, source }: Explanation,
  { path, message, fix = remedy }: Pick<Finding, 'path' | 'message'> & Partial<Pick<Finding, 'fix'>>,
  profile: Profile,
): Finding => ({
  code,
  severity: typeof severity === 'string' ? severity : severity[profile],
  path,
  message,
  fix,
  source,
})

/** A rule that Apple's documentation states, with the page where there is a stable one. */
export const documented = (url?: string): Source => ({ kind: 'documented', ...(url ? { url } : {}) })

/** A rule that Apple's own builder applies. */
export const appleTool: Source = { kind: 'apple-tool' }

/** A rule known from what devices log when they refuse a pass. */
export const deviceLog: Source = { kind: 'device-log' }

/** A rule that no source states. */
export const inferred: Source = { kind: 'inferred' }

/** Whether any finding forbids to go on. */
export const hasErrors = (findings: readonly Finding[]): boolean =>
  findings.some((finding) => finding.severity === 'error')

/** The findings of one severity. */
export const ofSeverity = (severity: Severity, findings: readonly Finding[]): readonly Finding[] =>
  findings.filter((finding) => finding.severity === severity)

/** The errors among findings in one sentence, for the message of an error that carries all of them. */
export const summary = (findings: readonly Finding[]): string => {
  const [first, ...others] = findings.filter(({ severity }) => severity === 'error')
  if (!first) return 'no fault'
  const more = others.length === 0 ? '' : `, and ${others.length} more ${others.length === 1 ? 'fault' : 'faults'}`
  return `${first.path || '/'}: ${first.message}${more}`
}
