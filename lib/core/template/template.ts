/** A template: compiled once, filled per record. */
import { type Bytes, utf8 } from '../bytes.ts'
import type { JsonObject } from '../format/json.ts'
import { canonicalJson, isObject } from '../format/json.ts'
import type { Files } from './files.ts'
import { FilledPass } from './filled-pass.ts'
import { frozen } from './frozen.ts'
import { localize } from './localize.ts'
import type { CheckedValues, RecordChecker } from './record.ts'
import { type RecordImages, readRecordImages } from './record-images.ts'
import type { Renderer } from './renderer.ts'
import type { TemplateSettings } from './settings.ts'
import type { SharedFiles } from './shared-files.ts'
import type { TemplateTexts } from './texts.ts'

/** What a pass has besides the values of its record. */
export interface FillExtras {
  /** Images of the record itself, by file name (`thumbnail@2x.png`); each replaces its slot whole. Default: none. */
  readonly images?: Files
  /** Where Wallet asks for updates, and the token that it shows there. Default: what `pass.json` itself says. */
  readonly webService?: { readonly url: string; readonly authenticationToken: string }
  /** The pass is void: Wallet shows it as no longer usable. Default: what `pass.json` itself says. */
  readonly voided?: true
}

/** The parts of a compiled template. */
export interface TemplateParts {
  readonly settings: TemplateSettings
  readonly record: RecordChecker
  readonly shared: SharedFiles
  readonly texts: TemplateTexts
  /** Renders `pass.json` as the template has it. */
  readonly plain: Renderer
  /** Renders `pass.json` with the web service's keys. */
  readonly updatable: Renderer
}

interface Rendered {
  readonly pass: JsonObject
  readonly files: Map<string, Bytes>
}

/** The same with `voided` set. Few passes are void, so the text of all others is made without a thought of it. */
const asVoided = ({ pass, files }: Rendered): Rendered => {
  const voidedPass = { ...pass, voided: true }
  return { pass: voidedPass, files: new Map([...files, ['pass.json', utf8(canonicalJson(voidedPass))]]) }
}

const noImages: RecordImages = { files: new Map(), slots: new Set() }

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
  fill(values: unknown, { images, webService, voided }: FillExtras = {}): FilledPass {
    const checked = this.#parts.record.check(values)
    const recordImages = images ? readRecordImages(images) : noImages
    const rendered = this.#render(checked, webService)
    const { pass, files } = voided ? asVoided(rendered) : rendered
    for (const [path, bytes] of recordImages.files) files.set(path, bytes)
    const replaced = { slots: recordImages.slots, strings: checked.variants.length > 0 }
    return new FilledPass({
      pass,
      sample: this.#samplePass(),
      shared: this.#parts.shared.without(replaced),
      own: files,
    })
  }

  #samplePass(): JsonObject {
    this.#sample ??= frozen(this.#render(this.#parts.record.check(this.settings.sample)).pass)
    return this.#sample
  }

  #render(checked: CheckedValues, webService?: FillExtras['webService']): Rendered {
    const { plain, updatable } = this.#parts
    const reserved = {
      serialNumber: checked.serialNumber,
      ...(webService ? { webServiceURL: webService.url, authenticationToken: webService.authenticationToken } : {}),
    }
    const renderer = webService ? updatable : plain
    return checked.variants.length > 0
      ? this.#localized(checked, renderer, reserved)
      : this.#same(checked, renderer, reserved)
  }

  #same({ values }: CheckedValues, renderer: Renderer, reserved: JsonObject): Rendered {
    const context = { ...values, ...reserved }
    const { value, text } = renderer.render(context)
    return {
      pass: isObject(value) ? value : {},
      files: new Map([['pass.json', utf8(text)], ...this.#parts.texts.filesFor(context)]),
    }
  }

  #localized({ variants }: CheckedValues, renderer: Renderer, reserved: JsonObject): Rendered {
    const contexts = variants.map(({ language, values }) => ({ language, values: { ...values, ...reserved } }))
    const renderings = contexts.map(({ language, values }) => ({ language, pass: renderer.render(values).value }))
    const { pass, texts } = localize(renderings)
    return {
      pass: isObject(pass) ? pass : {},
      files: new Map([
        ['pass.json', utf8(canonicalJson(pass))],
        ...this.#parts.texts.localizedFilesFor(contexts, texts),
      ]),
    }
  }
}
