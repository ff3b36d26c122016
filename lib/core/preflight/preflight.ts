/** Preflight: everything that would make Wallet refuse a pass, found before it is signed. */
import type { Bytes } from '../bytes.ts'
import { PassError } from '../errors.ts'
import { type Finding, hasErrors, type Profile, summary } from '../finding.ts'
import type { JsonObject } from '../format/json.ts'
import { passTable } from '../format/pass.ts'
import { FilledPass } from '../template/filled-pass.ts'
import { makeEvaluate } from './evaluate.ts'
import { inFileOrder } from './file-order.ts'
import { fieldsOf, type PassSubject, stylesOf } from './rule.ts'
import { fieldRules, passRules } from './rules.ts'
import { shapeFindings } from './shape.ts'

/** How to look at a pass. */
export interface PreflightOptions {
  /** Default: `strict`. */
  readonly profile?: Profile
  /** When: what has expired by then is told. Default: the passing of time does not matter. */
  readonly now?: Date
}

const evaluate = makeEvaluate({ pass: passRules, field: fieldRules })

const soundness = new WeakMap<JsonObject, boolean>()

/** The sample, if it has no fault itself; that is found out once for a template. */
const ifSound = (sample: JsonObject | undefined): JsonObject | undefined => {
  if (!sample) return undefined
  const isSound = soundness.get(sample) ?? shapeFindings(passTable, sample).length === 0
  soundness.set(sample, isSound)
  return isSound ? sample : undefined
}

/** Both maps of files as one: what a pass has of its own goes before what it shares. */
const together = (shared: ReadonlyMap<string, Bytes>, own: ReadonlyMap<string, Bytes>): ReadonlyMap<string, Bytes> =>
  new Map([...shared, ...own])

const subjectOf = (pass: JsonObject, files: () => ReadonlyMap<string, Bytes>, now: Date | undefined): PassSubject => {
  const styles = stylesOf(pass)
  let all: ReadonlyMap<string, Bytes> | undefined
  return {
    pass,
    styles,
    fields: fieldsOf(pass, styles),
    // Made when a rule asks: most passes of a template are known without.
    get files() {
      all ??= files()
      return all
    },
    now,
  }
}

/**
 * All findings on a filled pass at once, in the order of its files.
 *
 * @throws PassError `pass/not-filled` for a pass that neither `template.fill` nor `readyPass` made
 */
export const preflight = (
  filled: FilledPass,
  { profile = 'strict', now }: PreflightOptions = {},
): readonly Finding[] => {
  FilledPass.assert(filled)
  const { pass, sample, shared, own } = filled
  const files = () => together(shared, own)
  const evaluated = {
    subject: subjectOf(pass, files, now),
    shared,
    hasOwnFiles: own.size > 1,
    sample: sample && { pass: sample, subject: () => subjectOf(sample, files, undefined) },
  }
  const findings = [...shapeFindings(passTable, pass, ifSound(sample)), ...evaluate(evaluated, profile)]
  return inFileOrder(findings, pass)
}

/**
 * Preflight that refuses: the findings of a pass that may be signed, none of them an error.
 *
 * @throws PassError `pass/refused` with every finding, if any is an error; `pass/not-filled`
 */
export const assertInstallable = (filled: FilledPass): readonly Finding[] => {
  const findings = preflight(filled)
  if (!hasErrors(findings)) return findings
  throw new PassError('pass/refused', `Wallet would refuse this pass: ${summary(findings)}`, { findings })
}
