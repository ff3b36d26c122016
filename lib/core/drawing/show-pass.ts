/** Reads a pass as somebody sees it: any pass, ours or a stranger's, however broken. */
import { isObject, type Json, type JsonObject } from '../format/json.ts'
import { instantOf } from '../preflight/instant.ts'
import { shownBarcodes } from './shown/barcodes.ts'
import { shownColours } from './shown/colours.ts'
import { isRightToLeft } from './shown/direction.ts'
import { shownFieldsOf } from './shown/fields.ts'
import { shownImages } from './shown/images.ts'
import { shownScheme, shownStyle } from './shown/look.ts'
import { lookUpIn, shownLanguage, textReader } from './shown/texts.ts'
import { soundViewer } from './shown/viewer.ts'
import type { PassSource, ShownPass, Viewer } from './shown-pass.ts'

/** In UTF-16 code units: no drawing has room for more. */
const longestText = 500

const ownOf = (pass: JsonObject, key: string): Json | undefined => (Object.hasOwn(pass, key) ? pass[key] : undefined)

const transitTypeOf = (content: Json | undefined): string | undefined => {
  const type = isObject(content) ? content.transitType : undefined
  return typeof type === 'string' ? type : undefined
}

/**
 * A pass as a viewer sees it: texts in their language, dates and numbers written as Wallet does by the styles of their fields,
 * images that are good, and the first barcode that may be drawn. It takes any JSON for a pass and never throws: what is of a wrong
 * type is left out, texts are cut to what can be read.
 *
 * @param viewer a locale or time zone that does not exist counts as English and UTC
 */
export const showPass = (source: PassSource, viewer: Viewer): ShownPass => {
  const { pass, files } = source
  const sound = soundViewer(viewer)
  const lookUp = lookUpIn(files, sound.locale)
  const textOf = textReader(lookUp, longestText)
  const language = shownLanguage(files, sound.locale)
  const images = shownImages(files, sound.locale)
  const style = shownStyle(pass)
  const scheme = shownScheme(source, style, images)
  const content = ownOf(pass, style)
  const transitType = transitTypeOf(content)
  const expiresAt = instantOf(pass.expirationDate)
  return {
    style,
    ...(scheme ? { scheme } : {}),
    language,
    rightToLeft: isRightToLeft(language),
    description: textOf(pass.description),
    organizationName: textOf(pass.organizationName),
    logoText: textOf(pass.logoText),
    colours: shownColours(pass),
    fields: shownFieldsOf(content, { lookUp, viewer: sound }),
    images,
    ...shownBarcodes(pass, textOf),
    ...(transitType === undefined ? {} : { transitType }),
    voided: pass.voided === true,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    isExpired: expiresAt !== undefined && expiresAt <= sound.now,
    pass,
    textOf,
    viewer: sound,
  }
}
