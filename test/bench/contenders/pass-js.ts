/**
 * pass-js in its quickest documented way: a template with images in memory, texts and signer; each pass is created from it
 * and gets its values. The intermediate is not a parameter: the process finds it in `APPLE_WWDR_CERT_PEM`.
 */
import type { Start } from '../worker/contestant.ts'
import type { FreshField } from '../worker/order.ts'
import { barcodeOf, type PlainPass, readPass } from './fresh-pass.ts'

interface FieldsMap {
  readonly setValue: (key: string, value: string) => unknown
}

type Pass = Readonly<Record<FreshField['group'], FieldsMap>> & { readonly asBuffer: () => Promise<Buffer> }

interface Template {
  readonly images: {
    readonly add: (type: string, png: Buffer, density?: string, language?: string) => Promise<void>
  }
  readonly localization: { readonly add: (language: string, texts: Readonly<Record<string, string>>) => unknown }
  readonly setCertificate: (pem: string) => void
  readonly setPrivateKey: (pem: string) => void
  readonly createPass: (fields: PlainPass) => Pass
}

/** What we use of the library. Its own types are not there before it is installed. */
interface Library {
  readonly Template: new (style: string, fields: PlainPass) => Template
}

const imagePath = /^(?:(?<language>[\w-]+)\.lproj\/)?(?<type>[A-Za-z]+)(?:@(?<density>[23]x))?\.png$/

/** Takes the library as an argument: the bundle's entry imports it. */
export const startWith =
  ({ Template }: Library): Start =>
  async (setup) => {
    const model = setup.model()
    const template = new Template(setup.style, readPass(model))
    for (const [path, bytes] of model) {
      const { type, density, language } = imagePath.exec(path)?.groups ?? {}
      if (type) await template.images.add(type, bytes, density, language)
    }
    for (const [language, texts] of Object.entries(setup.strings)) template.localization.add(language, texts)
    template.setCertificate(setup.pem('certificate'))
    template.setPrivateKey(setup.pem('key'))
    return (order) => {
      const pass = template.createPass({ serialNumber: order.serialNumber, barcodes: [barcodeOf(order)] })
      for (const { group, key } of setup.fresh) pass[group].setValue(key, order.values[key] ?? '')
      return pass.asBuffer()
    }
  }
