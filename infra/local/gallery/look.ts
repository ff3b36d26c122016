/** Gathers what a page of the gallery shows, from the API and from the phones. */
import type { SamplePhone } from '../phone/sample-phone.ts'
import type { Api } from '../samples/api.ts'
import type { SamplePass } from '../samples/publish.ts'
import { formFields } from './form-fields.ts'
import { galleryBase } from './gallery-base.ts'
import { journeyOf } from './journey.ts'
import { type Fault, readRecord, readSchema, readTimeline, type ShownRecord } from './record.ts'
import { tourOf } from './tours.ts'
import type { ChosenPass, GalleryView, PhoneView } from './view.ts'

/** What the gallery is made of. */
export interface GalleryParts {
  readonly api: Api
  readonly key: string
  readonly passes: readonly SamplePass[]
  readonly phones: readonly SamplePhone[]
  readonly remark: string
  readonly baseUrl: string
  readonly keyFile: string
  /** Another one at each start: what changes must bring it along, and pictures of an earlier start are no use. */
  readonly secret: string
  /** Names this start in addresses of pictures. */
  readonly start: string
}

const pictureOf = (pass: SamplePass, { revision }: ShownRecord, { start }: GalleryParts): string =>
  `${galleryBase}/passes/${encodeURIComponent(pass.template)}/front.svg?v=${start}-${revision}`

const phoneView = (phone: SamplePhone, pass: SamplePass, { start }: GalleryParts): PhoneView => {
  const { kind } = phone
  const held = phone.passOf(pass)
  if (!held) return { kind }
  const at = (view: string): string =>
    `${galleryBase}/phones/${kind.id}/${encodeURIComponent(pass.template)}/${view}.svg?v=${start}-${phone.turn()}`
  const { fields, lockScreen } = held
  const pictures = { front: at('front'), back: at('back'), watch: at('watch'), 'lock-screen': at('lock-screen') }
  return { kind, pass: { pictures, fields, ...(lockScreen ? { lockScreen } : {}) } }
}

/** A change that the API did not take. */
export interface RefusedChange {
  readonly faults: readonly Fault[]
  /** The text of a field of the form by its name: it stays there to be mended. */
  readonly filled: (name: string) => string | undefined
}

const lookAtPass = async (
  { api }: GalleryParts,
  pass: SamplePass,
  record: ShownRecord | undefined,
  refused: RefusedChange | undefined,
): Promise<ChosenPass> => {
  const tour = tourOf(pass.template)
  const [schema, timeline] = await Promise.all([readSchema(api, pass.template), readTimeline(api, pass)])
  const fields = record ? formFields(schema, record.values, tour.first) : []
  return {
    ...{ pass, tour, faults: refused?.faults ?? [], timeline, journey: journeyOf(timeline.steps) },
    ...(record ? { record } : {}),
    fields: fields.map((field) => ({ ...field, text: refused?.filled(field.name) ?? field.text })),
  }
}

/**
 * Looks at everything.
 *
 * @param template of the pass that is chosen. Default: the first
 * @param refused what the API did not take of a change of it
 */
export const look = async (
  parts: GalleryParts,
  template: string | undefined,
  refused?: RefusedChange,
): Promise<GalleryView> => {
  const { api, passes, phones, remark, baseUrl, keyFile, secret } = parts
  const records = await Promise.all(passes.map((pass) => readRecord(api, pass)))
  const index = Math.max(
    passes.findIndex((pass) => pass.template === template),
    0,
  )
  const chosen = passes[index]
  return {
    ...{ remark, baseUrl, keyFile, secret },
    shelf: passes.map((pass, place) => {
      const record = records[place]
      const picture = record && pictureOf(pass, record, parts)
      return { pass, tour: tourOf(pass.template), picture, isChosen: place === index }
    }),
    ...(chosen ? { chosen: await lookAtPass(parts, chosen, records[index], refused) } : {}),
    phones: chosen ? phones.map((phone) => phoneView(phone, chosen, parts)) : [],
  }
}
