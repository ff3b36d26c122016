/** The rules on what images contain. */
import type { Bytes } from '../../bytes.ts'
import { appleTool, deviceLog, documented, type Explanation, inferred } from '../../finding.ts'
import { imageSlots } from '../../format/images.ts'
import { shownName } from '../../format/package-path.ts'
import { imagesOf, meantImage, type PackageImage } from '../package-images.ts'
import { readPng } from '../png.ts'
import type { PassRule, Place } from '../rule.ts'

const packagePage = documented('https://developer.apple.com/documentation/walletpasses/creating-the-source-for-a-pass')

const iconScales = ['icon.png', 'icon@2x.png', 'icon@3x.png']

const iconSize = `${imageSlots.icon.width} by ${imageSlots.icon.height} points`

const iconDrawing = /^icon(?:@[23]x)?\.pdf$/

/** Files that some would take for an icon, though Apple's documents speak of PNG files at the root alone. */
const doubtfulIcons = (files: ReadonlyMap<string, Bytes>): readonly string[] => {
  const { images, others } = imagesOf(files)
  const localized = images.filter(({ slot, language }) => slot === 'icon' && language !== undefined)
  const drawings = others.filter(({ path }) => iconDrawing.test(path))
  return [...localized, ...drawings].map(({ path }) => path)
}

/** Whether an image is an icon that devices show: one at the root goes before those of languages. */
export const isShownIcon = ({ slot, language, name }: PackageImage, files: ReadonlyMap<string, Bytes>): boolean =>
  slot === 'icon' && (language === undefined || !files.has(name))

const hasIcon = (files: ReadonlyMap<string, Bytes>): boolean => iconScales.some((path) => files.has(path))

const magics = [
  { what: 'a JPEG', bytes: [0xff, 0xd8, 0xff] },
  { what: 'a GIF', bytes: [0x47, 0x49, 0x46, 0x38] },
  { what: 'a PDF', bytes: [0x25, 0x50, 0x44, 0x46] },
  { what: 'a WebP', bytes: [0x52, 0x49, 0x46, 0x46] },
  { what: 'a TIFF', bytes: [0x49, 0x49, 0x2a, 0x00] },
  { what: 'a TIFF', bytes: [0x4d, 0x4d, 0x00, 0x2a] },
  { what: 'a BMP', bytes: [0x42, 0x4d] },
] as const

const whatIs = (bytes: Uint8Array): string | undefined => {
  if (bytes.length === 0) return 'is empty'
  const magic = magics.find((each) => each.bytes.every((byte, index) => bytes[index] === byte))
  return magic && `is ${magic.what} file, whatever its name`
}

function* brokenImages(files: ReadonlyMap<string, Bytes>, wanted: (image: PackageImage) => boolean): Iterable<Place> {
  for (const image of imagesOf(files).images) {
    if (!wanted(image)) continue
    const png = readPng(image.bytes)
    if ('fault' in png) yield { path: image.path, message: `${image.path} ${whatIs(image.bytes) ?? png.fault}` }
  }
}

/** What is known of an icon that cannot be drawn. */
export const brokenIcon = {
  code: 'icon-unreadable',
  severity: 'error',
  what: 'The icon is not a PNG file that can be drawn.',
  why: 'An icon that cannot be drawn is no icon, and a pass without one is refused.',
  fix: 'save it as PNG again',
  source: packagePage,
} as const satisfies Explanation

/** What is known of another image that cannot be drawn. */
export const brokenImage = {
  code: 'image-unreadable',
  severity: 'warning',
  what: 'An image is not a PNG file that can be drawn.',
  why: 'Wallet draws PNG files only, and leaves out what it cannot read.',
  fix: 'save it as PNG again, or leave it out',
  source: packagePage,
} as const satisfies Explanation

const onFiles = { on: 'pass', reads: [], files: true } as const

/** The rules on icons and on images that cannot be drawn. */
export const imageRules: readonly PassRule[] = [
  {
    code: 'icon-missing',
    severity: 'error',
    what: 'The package has no icon.',
    why: 'Devices log "Pass does not contain icon.png" and refuse the pass.',
    fix: `add icon.png, icon@2x.png and icon@3x.png, ${iconSize}`,
    source: deviceLog,
    ...onFiles,
    *find({ files }) {
      if (hasIcon(files) || doubtfulIcons(files).length > 0) return
      const meant = imagesOf(files).others.find(({ path }) => iconScales.includes(meantImage(path) ?? ''))
      if (meant === undefined) yield { path: 'icon.png', message: 'the pass has no icon' }
      else {
        yield {
          path: 'icon.png',
          message: `the pass has no icon; ${shownName(meant.path)} is not where or what Wallet looks for`,
          fix: `put it as a PNG file at the root, named ${meantImage(meant.path)}`,
        }
      }
    },
  },
  {
    code: 'icon-doubtful',
    severity: 'warning',
    what: 'The only icons are PDF files, or lie in the folders of languages.',
    why: "Apple's documents want a PNG file at the root; Apple's own builder also takes PDF files. What devices do is not known.",
    fix: `add icon.png, icon@2x.png and icon@3x.png at the root, ${iconSize}`,
    source: inferred,
    ...onFiles,
    *find({ files }) {
      const [path] = hasIcon(files) ? [] : doubtfulIcons(files)
      if (path !== undefined) yield { path, message: `${path} is the only icon` }
    },
  },
  {
    code: 'icon-scale-missing',
    severity: 'warning',
    what: 'The icon is missing in one of its scales.',
    why: 'A missing scale is drawn from another one, and blurred.',
    fix: 'add the icon in this scale',
    source: appleTool,
    ...onFiles,
    *find({ files }) {
      if (!hasIcon(files)) return
      for (const path of iconScales) {
        if (!files.has(path)) yield { path, message: `${path} is missing`, fix: `add ${path}` }
      }
    },
  },
  {
    ...brokenIcon,
    ...onFiles,
    find: ({ files }) => brokenImages(files, (image) => isShownIcon(image, files)),
  },
  {
    ...brokenImage,
    ...onFiles,
    find: ({ files }) => brokenImages(files, (image) => !isShownIcon(image, files)),
  },
]
