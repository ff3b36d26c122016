/** The pictures of the gallery: of records by the API, as everybody gets them, and of what phones hold. */
import { drawPass } from '../../../lib/core/drawing/draw-pass.ts'
import { showPass } from '../../../lib/core/drawing/show-pass.ts'
import { toSvg } from '../../../lib/core/drawing/svg/to-svg.ts'
import { openContent } from '../../../lib/device/wallet/content.ts'
import type { SamplePhone } from '../phone/sample-phone.ts'
import type { SamplePass } from '../samples/publish.ts'
import type { GalleryParts } from './look.ts'

/** What of a pass on a phone there are pictures of. */
export const phoneViews = ['front', 'back', 'watch', 'lock-screen'] as const

/** The front of a pass as its record is now; undefined if there is none. */
export const recordPicture = async (
  { baseUrl, key }: GalleryParts,
  { path }: SamplePass,
): Promise<string | undefined> => {
  const response = await fetch(`${baseUrl}/api/v1${path}/drawing?view=front&format=svg`, {
    headers: { authorization: `Bearer ${key}` },
  })
  return response.ok ? await response.text() : undefined
}

/** A pass as it is on a phone; undefined if that does not hold it. */
export const phonePicture = async (
  phone: SamplePhone,
  pass: SamplePass,
  view: (typeof phoneViews)[number],
): Promise<string | undefined> => {
  const held = phone.passOf(pass)
  const content = held && (await openContent(held.pkpass))
  if (!content) return undefined
  const { language, timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone } = phone.kind
  const { messages = [], at = Date.now() } = held?.lockScreen ?? {}
  const shown = showPass(content, { locale: language, timeZone, now: view === 'lock-screen' ? at : Date.now() })
  return toSvg(drawPass(shown, view === 'lock-screen' ? { view, messages } : { view }))
}
