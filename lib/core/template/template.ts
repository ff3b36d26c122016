/** A template: compiled once, filled per record. */
import { utf8 } from '../bytes.ts'
import { canonicalJson, type JsonObject } from '../format/json.ts'
import { isLanguage } from '../format/languages.ts'
import type { SealBarcode } from '../sealing/claims.ts'
import type { Files } from './files.ts'
import { FilledPass } from './filled-pass.ts'
import { frozen } from './frozen.ts'
import { chooseLanguages } from './locales.ts'
import { personalizationSlot } from './personalization.ts'
import type { CheckedValues, RecordChecker } from './record.ts'
import { type RecordImages, readRecordImages, withoutSlots } from './record-images.ts'
import { type Rendered, type Renderers, renderInAll, renderInOne } from './rendered.ts'
import type { Renderer } from './renderer.ts'
import type { BarcodeMessage } from './sealed-barcode.ts'
import type { TemplateSettings } from './settings.ts'
import type { SharedFiles } from './shared-files.ts'

/** What a pass has besides the values of its record. */
export interface FillExtras {
  /** Images of the record itself, by file name (`thumbnail@2x.png`); each replaces its slot whole. Default: none. */
  readonly images?: Files
  /** Where Wallet asks for updates, and the token that it shows there. Default: what `pass.json` itself says. */
  readonly webService?: { readonly url: string; readonly authenticationToken: string }
  /** The pass is void: Wallet shows it as no longer usable. Default: what `pass.json` itself says. */
  readonly voided?: true
  /**
   * The languages that the pass carries: all, or those of a list of language tags, each as near as the template and the
   * values have it; none of them at all makes the default language. Default: what `template.json` says.
   */
  readonly locales?: 'all' | readonly string[]
  /** The pass has a holder: it is made without the form that asks for one, and without its logo. Default: with them. */
  readonly personalized?: true
  /**
   * Seals the barcode, if the template has `sealedBarcode`. Default: the pass gets a specimen as long as a sealed barcode,
   * which may be looked at and checked but not signed.
   */
  readonly sealBarcode?: SealBarcode
}

/** The parts of a compiled template. */
export interface TemplateParts extends Renderers {
  readonly settings: TemplateSettings
  readonly record: RecordChecker
  readonly shared: SharedFiles
  /** Makes the message of the sealed barcode; undefined if the template has none. */
  readonly barcode: BarcodeMessage | undefined
  /** Renders `pass.json` as the template has it. */
  readonly plain: Renderer
  /** Renders `pass.json` with the web service's keys. */
  readonly updatable: Renderer
}

/** The same with `voided` set. Few passes are void, so the text of all others is made without a thought of it. */
const asVoided = ({ pass, ...rest }: Rendered): Rendered => {
  const voidedPass = { ...pass, voided: true }
  const files = new Map([...rest.files, ['pass.json', utf8(canonicalJson(voidedPass))] as const])
  return { ...rest, pass: voidedPass, files }
}

const noImages: RecordImages = { files: new Map(), slots: new Set() }

const withoutForm = ({ files, slots }: RecordImages): RecordImages => ({
  files: withoutSlots(files, new Set([personalizationSlot])),
  slots: new Set([...slots, personalizationSlot]),
})

/** A compiled template. It keeps nothing of the records that fill it, so one may serve many requests at once. */
export class Template {
  readonly settings: TemplateSettings
  readonly #parts: TemplateParts
  /** `pass.json` of the sample values; made when a pass is first filled. */
  #sample: JsonObject | undefined

  /** Made by `compileTemplate`. */
  constructor(parts: TemplateParts) {
    this.settings = parts.settings
    this.#parts = parts
  }

  /**
   * Fills the template.
   *
   * @param values a JSON object that fits the template's schema, with the `serialNumber` of the pass
   * @throws ValuesError `values/invalid` with a JSON pointer for each fault, `values/not-fillable`,
   *   `values/image-invalid`
   * @example
   * ```ts
   * const filled = template.fill({ serialNumber: 'A-1', name: { en: 'Friend', es: 'Amigo' } })
   * ```
   */
  fill(values: unknown, extras: FillExtras = {}): FilledPass {
    const { images, voided, personalized } = extras
    const checked = this.#parts.record.check(values)
    const given = images ? readRecordImages(images) : noImages
    const { files: ownImages, slots } = personalized ? withoutForm(given) : given
    const rendered = this.#render(checked, extras)
    const { pass, files, languages, strings } = voided ? asVoided(rendered) : rendered
    for (const [path, bytes] of ownImages) files.set(path, bytes)
    return new FilledPass({
      pass,
      sample: this.#samplePass(),
      shared: this.#parts.shared.without({ slots, strings, languages, personalization: personalized ?? false }),
      own: files,
      isSpecimen: this.#parts.barcode !== undefined && extras.sealBarcode === undefined,
    })
  }

  #samplePass(): JsonObject {
    this.#sample ??= frozen(this.#render(this.#parts.record.check(this.settings.sample), {}).pass)
    return this.#sample
  }

  #render(checked: CheckedValues, extras: FillExtras): Rendered {
    const { webService, locales, personalized } = extras
    const { plain, updatable, texts, form } = this.#parts
    const renderers = { texts, form: personalized ? undefined : form }
    const reserved = {
      serialNumber: checked.serialNumber,
      ...this.#sealed(checked, extras),
      ...(webService ? { webServiceURL: webService.url, authenticationToken: webService.authenticationToken } : {}),
    }
    const renderer = webService ? updatable : plain
    const languages = this.#languages(checked, locales)
    const variants = checked.variants
      .filter(({ language }) => languages?.has(language) ?? true)
      .map(({ language, values }) => ({ language, values: { ...values, ...reserved } }))
    const [first, ...others] = variants
    if (first && others.length > 0) return renderInAll(renderer, renderers, variants, languages)
    return renderInOne(renderer, renderers, first?.values ?? { ...checked.values, ...reserved }, languages)
  }

  /** The barcode says the same in all languages: what the values are in the default one. */
  #sealed({ serialNumber, values, variants }: CheckedValues, { sealBarcode }: FillExtras): JsonObject {
    const { barcode } = this.#parts
    const said = { ...(variants[0]?.values ?? values), serialNumber }
    return barcode ? { sealedBarcode: barcode(said, sealBarcode) } : {}
  }

  #languages({ values, variants }: CheckedValues, asked: FillExtras['locales']): ReadonlySet<string> | undefined {
    const { locales, defaultLanguage } = this.settings
    const choice = asked ?? locales
    if (choice === 'all') return undefined
    const known = variants.length > 0 ? variants.map(({ language }) => language) : this.#parts.texts.languages
    const available = [...new Set([defaultLanguage, ...known])].filter(isLanguage)
    return chooseLanguages(choice, variants[0]?.values ?? values, available, defaultLanguage)
  }
}
