/** The files of a new template. */
import { utf8 } from '../../core/bytes.ts'
import type { JsonObject } from '../../core/format/json.ts'
import { background, starterImages } from './images.ts'
import { type StarterStyle, starters } from './styles.ts'

/** What a new template is for. */
export interface StarterWishes {
  readonly name: string
  readonly style: StarterStyle
  readonly passTypeIdentifier: string
  readonly teamIdentifier: string
  /** When it is made: its sample dates lie in the next year. */
  readonly now: Date
}

const jsonFile = (value: JsonObject): Uint8Array => utf8(`${JSON.stringify(value, undefined, 2)}\n`)

const colours = {
  backgroundColor: `rgb(${background.join(', ')})`,
  foregroundColor: 'rgb(255, 255, 255)',
  labelColor: 'rgb(196, 214, 233)',
}

const barcodes = [
  {
    format: 'PKBarcodeFormatQR',
    message: '${serialNumber}',
    messageEncoding: 'iso-8859-1',
    altText: '${serialNumber}',
  },
]

/** The files by path: `template.json`, `pass.json`, an icon and a logo. The template builds as it is. */
export const starterFiles = (wishes: StarterWishes): ReadonlyMap<string, Uint8Array> => {
  const { name, style, passTypeIdentifier, teamIdentifier, now } = wishes
  const { description, content, keys, values, sample } = starters[style]
  const settings = {
    name,
    passTypeIdentifier,
    teamIdentifier,
    defaultLanguage: 'en',
    values: { type: 'object', additionalProperties: false, required: Object.keys(values), properties: values },
    sample: { serialNumber: 'SAMPLE-1', ...sample(now.getUTCFullYear() + 1) },
  }
  const pass = {
    organizationName: 'Example',
    description,
    logoText: 'Example',
    ...colours,
    ...keys,
    barcodes,
    [style]: content,
  }
  return new Map([['template.json', jsonFile(settings)], ['pass.json', jsonFile(pass)], ...starterImages()])
}
