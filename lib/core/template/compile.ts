/** From the files of a template to a compiled template. */
import { PasswrightError, TemplateError } from '../errors.ts'
import { isObject, type Json, type JsonObject, parseExactJson } from '../format/json.ts'
import { refuseClock } from './clock.ts'
import { withDerivations } from './derivations.ts'
import { collectFiles, type Files, takeJson } from './files.ts'
import { loadJsonE } from './json-e.ts'
import { withCanonicalFolders } from './language-folders.ts'
import { passDerivations } from './pass-derivations.ts'
import { assertAsked, takePersonalization } from './personalization.ts'
import { makePlan } from './plan.ts'
import { makeRecordChecker } from './record.ts'
import { makeRenderer } from './renderer.ts'
import type { BarcodeMessage } from './sealed-barcode.ts'
import { readSettings, type TemplateSettings } from './settings.ts'
import { SharedFiles } from './shared-files.ts'
import { Template } from './template.ts'
import { takeTexts } from './texts.ts'
import { compileValues } from './values.ts'

const refuse = (message: string): never => {
  throw new TemplateError('template/file-invalid', message)
}

/** `pass.json` of a template with the keys that identify the pass, which come from `template.json` and the record. */
const withIdentity = (pass: Json, { passTypeIdentifier, teamIdentifier }: TemplateSettings): JsonObject => {
  if (!isObject(pass)) return refuse('pass.json is not a JSON object')
  const identity = { formatVersion: 1, passTypeIdentifier, teamIdentifier, serialNumber: '${serialNumber}' }
  for (const [key, wanted] of Object.entries(identity)) {
    const given = pass[key]
    if (given !== undefined && given !== wanted) {
      refuse(`pass.json has another ${key} than template.json: leave it out, or write ${JSON.stringify(wanted)}`)
    }
  }
  return { ...pass, ...identity }
}

const loadBarcode = async (settings: TemplateSettings): Promise<BarcodeMessage | undefined> => {
  const { sealedBarcode } = settings
  if (!sealedBarcode) return undefined
  const { makeBarcodeMessage } = await import('./sealed-barcode.ts')
  return makeBarcodeMessage(settings, sealedBarcode)
}

const withWebService = (pass: JsonObject): JsonObject => ({
  ...pass,
  webServiceURL: '${webServiceURL}',
  authenticationToken: '${authenticationToken}',
})

/** A template proves itself on its own sample values. */
const proveSample = (template: Template): void => {
  try {
    template.fill(template.settings.sample)
  } catch (cause) {
    if (!(cause instanceof PasswrightError)) throw cause
    const code = cause.code === 'values/not-fillable' ? 'template/expression-invalid' : 'template/settings-invalid'
    const findings =
      cause.code === 'values/invalid'
        ? cause.findings.map((finding) => ({ ...finding, path: `template.json#/sample${finding.path}` }))
        : cause.findings
    throw new TemplateError(code, `the sample values do not fill the template: ${cause.message}`, { cause, findings })
  }
}

/**
 * Compiles a template: everything that is the same for all its passes is read, checked and prepared once.
 *
 * @param files `pass.json` (placeholders in JSON-e), `template.json`, images, `*.lproj` folders and optionally
 *   `personalization.json`, by path relative to the template's root
 * @throws TemplateError naming the file and the place
 * @see https://json-e.js.org for the placeholders
 * @example
 * ```ts
 * const template = await compileTemplate(files)
 * const filled = template.fill({ serialNumber: 'A-1', name: 'Ada' })
 * ```
 */
export const compileTemplate = async (files: Files): Promise<Template> => {
  const refusal = (message: string) => new TemplateError('template/file-refused', message)
  const collected = withCanonicalFolders(collectFiles(files, refusal))
  const settings = readSettings(takeJson(collected, 'template.json'))
  const pass = withIdentity(takeJson(collected, 'pass.json', parseExactJson), settings)
  refuseClock(pass, 'pass.json#')
  const values = compileValues(settings.values, settings.sample)
  const texts = await takeTexts(collected, settings.defaultLanguage, loadJsonE)
  assertAsked(settings, collected)
  const form = await takePersonalization(collected, loadJsonE)
  const derivations = passDerivations(settings, Object.keys(pass))
  const rendererOf = (json: JsonObject) =>
    makeRenderer(withDerivations(makePlan(json, 'pass.json#'), derivations), loadJsonE)
  const template = new Template({
    settings,
    record: makeRecordChecker(settings, values, texts.languages),
    shared: new SharedFiles(collected),
    texts,
    form,
    barcode: await loadBarcode(settings),
    plain: await rendererOf(pass),
    updatable: await rendererOf(withWebService(pass)),
  })
  proveSample(template)
  return template
}
