/** The images of a pass that can be drawn. */
import type { Bytes } from '../../bytes.ts'
import { type ImageSlotName, imageSlotOf } from '../../format/images.ts'
import { localizedPath } from '../../format/languages.ts'
import { readPng } from '../../preflight/png.ts'
import type { ShownImage } from '../shown-pass.ts'
import { chosenLanguage } from './texts.ts'

/** Larger ones are left out, in pixels: three times the largest slot is a fifth of it, and unpacking takes memory. */
const mostPixels = 8_000_000

interface Candidate extends ShownImage {
  readonly slot: ImageSlotName
  /** Undefined for those that are for all languages. */
  readonly language: string | undefined
}

const candidates = (path: string, png: Bytes): readonly Candidate[] => {
  const localized = localizedPath(path)
  const place = imageSlotOf(localized?.name ?? path)
  if (!place) return []
  const header = readPng(png)
  if ('fault' in header || header.crushed || header.width * header.height > mostPixels) return []
  const { width, height } = header
  return [{ ...place, language: localized?.language, png, width, height }]
}

/** A heavier file gives way to a smaller scale of the same image: a drawing holds several, and is sent in one piece. */
const heavyBytes = 600_000

const isHeavy = ({ png }: Candidate): number => (png.length > heavyBytes ? 1 : 0)

const betterFirst = (one: Candidate, other: Candidate): number =>
  isHeavy(one) - isHeavy(other) || (other.scale - one.scale) * (isHeavy(one) ? -1 : 1)

/** An image at the root goes before those of languages; the language is chosen among those that have the image. */
const best = (offered: readonly Candidate[], language: string): Candidate | undefined => {
  const forAll = offered.some((each) => each.language === undefined)
  const languages = offered.flatMap((each) => each.language ?? [])
  const chosen = forAll ? undefined : chosenLanguage(language, languages)
  return offered.filter((each) => each.language === chosen).toSorted(betterFirst)[0]
}

/**
 * The best image of each slot: those that are PNG and whole, of the viewer's language, in the largest scale. Others are left
 * out.
 *
 * @see https://developer.apple.com/documentation/walletpasses/creating-the-source-for-a-pass
 */
export const shownImages = (
  files: ReadonlyMap<string, Bytes>,
  language: string,
): ReadonlyMap<ImageSlotName, ShownImage> => {
  const bySlot = new Map<ImageSlotName, Candidate[]>()
  for (const [path, bytes] of files) {
    for (const each of candidates(path, bytes)) bySlot.set(each.slot, [...(bySlot.get(each.slot) ?? []), each])
  }
  const images = new Map<ImageSlotName, ShownImage>()
  for (const [slot, offered] of bySlot) {
    const image = best(offered, language)
    if (image) images.set(slot, { png: image.png, width: image.width, height: image.height, scale: image.scale })
  }
  return images
}
