/** The rules on how large images are, and which do not go together. */
import { documented } from '../../finding.ts'
import { type ImageSlot, imageSlots } from '../../format/images.ts'
import { imagesOf, type PackageImage } from '../package-images.ts'
import { readPng } from '../png.ts'
import type { PassRule, PassSubject } from '../rule.ts'

const guidelines = documented('https://developer.apple.com/design/human-interface-guidelines/wallet')
const archivedGuide = documented(
  'https://developer.apple.com/library/archive/documentation/UserExperience/Conceptual/PassKit_PG/Creating.html',
)

/** An image with its size in pixels, and what is known of its slot. */
interface Sized {
  readonly image: PackageImage
  readonly slot: ImageSlot
  readonly width: number
  readonly height: number
}

/** What can be drawn at all; the icons and images that cannot have findings of their own. */
function* sizedImages({ files }: PassSubject): Iterable<Sized> {
  for (const image of imagesOf(files).images) {
    const png = readPng(image.bytes)
    if (!('fault' in png)) yield { image, slot: imageSlots[image.slot], width: png.width, height: png.height }
  }
}

/** How much larger than its slot an image may be, for pixels that were rounded up and slots that sources measure apart. */
const margin = 1.1

/** How far off its aspect an image may be without a word. */
const aspectMargin = 1.05

const isFar = (aspect: number, [least, most]: readonly [number, number]): boolean =>
  aspect < least / aspectMargin || aspect > most * aspectMargin

/** What a pass has of its own images is looked at anew; what a template has was looked at with its sample. */
const onImages = { on: 'pass', reads: 'sample', files: true } as const

/** The rules on the sizes of images. */
export const imageSizeRules: readonly PassRule[] = [
  {
    code: 'image-large',
    severity: 'warning',
    what: 'An image is clearly larger than its slot.',
    why: 'Wallet scales it down; until then it makes the pass larger and slower to load.',
    fix: 'scale it down to its slot: points times the scale in its name',
    source: guidelines,
    ...onImages,
    *find(subject) {
      for (const { image, slot, width, height } of sizedImages(subject)) {
        if (slot.width === undefined || slot.height === undefined) continue
        const [wide, high] = [slot.width * image.scale, slot.height * image.scale]
        if (width <= wide * margin && height <= high * margin) continue
        yield {
          path: image.path,
          message: `${image.path} has ${width} by ${height} pixels; its slot has ${wide} by ${high} in this scale`,
        }
      }
    },
  },
  {
    code: 'image-aspect',
    severity: 'warning',
    what: 'An image is far wider or narrower than its slot.',
    why: 'Wallet scales it until it fills its slot, and crops what stands out.',
    fix: 'crop it to the shape of its slot',
    source: guidelines,
    ...onImages,
    *find(subject) {
      for (const { image, slot, width, height } of sizedImages(subject)) {
        if (!(slot.aspect && isFar(width / height, slot.aspect))) continue
        const shape = slot.width && slot.height ? `; its slot has ${slot.width} by ${slot.height} points` : ''
        yield { path: image.path, message: `${image.path} has ${width} by ${height} pixels${shape}` }
      }
    },
  },
  {
    code: 'strip-with-background',
    severity: 'warning',
    what: 'An event ticket has a strip beside a background or a thumbnail.',
    why: 'An event ticket has one of two layouts, one with a strip, one with background and thumbnail; it cannot have both.',
    fix: 'keep the strip, or the background and the thumbnail',
    source: archivedGuide,
    ...onImages,
    *find({ styles, files, pass }) {
      if (!styles.includes('eventTicket')) return
      const { images } = imagesOf(files)
      const strip = images.find(({ slot }) => slot === 'strip')
      // A poster takes the background for its artwork: the layout with a strip is for older systems then.
      const isPoster =
        Array.isArray(pass.preferredStyleSchemes) && pass.preferredStyleSchemes.includes('posterEventTicket')
      const other = images.find(({ slot }) => slot === 'thumbnail' || (slot === 'background' && !isPoster))
      if (strip && other) yield { path: strip.path, message: `${strip.path} is there beside ${other.path}` }
    },
  },
]
