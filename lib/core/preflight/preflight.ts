/** Preflight: everything that would make Wallet refuse a pass, found before it is signed. */
import { PassError } from '../errors.ts'
import { type Finding, hasErrors, summary } from '../finding.ts'
import type { JsonObject } from '../format/json.ts'
import { passTable } from '../format/pass.ts'
import { FilledPass } from '../template/filled-pass.ts'
import { brokenImages } from './broken-images.ts'
import { imageRules } from './image-rules.ts'
import { passRules } from './pass-rules.ts'
import { fieldsOf, findingsOf, stylesOf } from './rule.ts'
import { shapeFindings } from './shape.ts'

const soundness = new WeakMap<JsonObject, boolean>()

/** The sample, if it has no fault itself; that is found out once for a template. */
const ifSound = (sample: JsonObject | undefined): JsonObject | undefined => {
  if (!sample) return undefined
  const isSound = soundness.get(sample) ?? shapeFindings(passTable, sample).length === 0
  soundness.set(sample, isSound)
  return isSound ? sample : undefined
}

/**
 * All findings on a filled pass, errors and warnings, at once.
 *
 * @throws PassError `pass/not-filled` for a pass that neither `template.fill` nor `readyPass` made
 */
export const preflight = (filled: FilledPass): readonly Finding[] => {
  FilledPass.assert(filled)
  const { pass, sample, shared, own } = filled
  const styles = stylesOf(pass)
  const subject = {
    pass,
    styles,
    fields: fieldsOf(pass, styles),
    hasFile: (path: string) => own.has(path) || shared.has(path),
    brokenImages: brokenImages(filled),
  }
  return [
    ...shapeFindings(passTable, pass, ifSound(sample)),
    ...findingsOf(passRules, subject),
    ...findingsOf(imageRules, subject),
  ]
}

/**
 * Preflight that refuses: the findings of a pass that may be signed, all of them warnings.
 *
 * @throws PassError `pass/refused` with every finding, if any is an error; `pass/not-filled`
 */
export const assertInstallable = (filled: FilledPass): readonly Finding[] => {
  const findings = preflight(filled)
  if (!hasErrors(findings)) return findings
  throw new PassError('pass/refused', `Wallet would refuse this pass: ${summary(findings)}`, { findings })
}
