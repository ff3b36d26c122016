/** The contents of a pass, to be looked at. */
import type { Bytes } from '../../core/bytes.ts'
import type { PassSource } from '../../core/drawing/shown-pass.ts'
import type { FilledPass } from '../../core/template/filled-pass.ts'
import type { TemplateReference } from '../../ports/records.ts'
import type { CompiledTemplates } from '../templates/compiled-templates.ts'
import { type Filler, MissingImageError, type ShownContents } from './filler.ts'

/** Fills a template version with contents. `source` is without token and web service. */
export type ShowPass = (
  template: TemplateReference,
  contents: ShownContents,
) => Promise<{ readonly source: PassSource; readonly defaultLanguage: string }>

const sourceOf = ({ pass, shared, own }: FilledPass): PassSource => ({
  pass,
  files: new Map<string, Bytes>([...shared, ...own]),
})

/** Makes what shows passes. */
export const makeShowPass =
  ({
    compiled,
    filler,
  }: {
    readonly compiled: Pick<CompiledTemplates, 'version'>
    readonly filler: Pick<Filler, 'show'>
  }): ShowPass =>
  async (reference, contents) => {
    const found = await compiled.version(reference)
    const filled = await filler.show(found, contents).catch((error: unknown) => {
      // It was replaced this moment, or is lost: a pass without its photo says more than none.
      if (error instanceof MissingImageError) return filler.show(found, { ...contents, images: {} })
      throw error
    })
    return { source: sourceOf(filled), defaultLanguage: found.template.settings.defaultLanguage }
  }
