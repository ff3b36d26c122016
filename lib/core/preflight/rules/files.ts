/** The rules on the names of files, and where they lie. */
import { appleTool, documented, inferred } from '../../finding.ts'
import { imageSlotOf } from '../../format/images.ts'
import { isJunk } from '../../format/junk.ts'
import { shownName } from '../../format/package-path.ts'
import { imagesOf, meantImage } from '../package-images.ts'
import type { PassRule, Place } from '../rule.ts'

const packagePage = documented('https://developer.apple.com/documentation/walletpasses/creating-the-source-for-a-pass')
const manifestPage = documented('https://developer.apple.com/documentation/walletpasses/building-a-pass')

const onNames = { on: 'pass', reads: [], files: true } as const

const isPdf = /\.pdf$/
const isPng = /\.png$/

/** The files that Wallet looks for in one place only, by their name in small letters. */
const places: ReadonlyMap<string, { readonly name: string; readonly place: RegExp; readonly where: string }> = new Map(
  [
    { name: 'personalization.json', place: /^personalization\.json$/, where: 'at the root' },
    {
      name: 'pass.strings',
      place: /^[^/]+\.lproj\/pass\.strings$/i,
      where: 'in the folder of a language, as en.lproj',
    },
  ].map((file) => [file.name, file]),
)

const lastName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

const imagePlace = /^(?:[^/]+\.lproj\/)?[^/]+$/i

const misplaced = (path: string): Place | undefined => {
  const name = lastName(path)
  const known = places.get(name.toLowerCase())
  if (known && !known.place.test(path)) {
    return {
      path,
      message: `${shownName(path)} is not where Wallet looks`,
      fix: `put it as ${known.name} ${known.where}`,
    }
  }
  return imageSlotOf(name) && !imagePlace.test(path)
    ? { path, message: `${shownName(path)} is not where Wallet looks for images` }
    : undefined
}

/** What is wrong with the name of a file that looks like an image. */
const misnamed = (path: string, name: string): Place | undefined => {
  const meant = name.includes('/') ? undefined : meantImage(name)
  if (meant === undefined || (isPdf.test(name) && imageSlotOf(name.replace(isPdf, '.png')))) return undefined
  const isOnlyName = isPng.test(name.toLowerCase())
  return {
    path,
    message: `${shownName(path)} is no name that Wallet looks for`,
    fix: isOnlyName ? `name it ${meant}` : `convert it to PNG, and name it ${meant}`,
  }
}

/** The rules on names and places of files. */
export const fileRules: readonly PassRule[] = [
  {
    code: 'file-junk',
    severity: 'warning',
    what: 'The package has files that operating systems leave lying about, or hidden files.',
    why: 'They are no part of a pass; Apple asks to leave them out. One that the manifest does not list makes Wallet refuse the pass.',
    fix: 'leave them out of archive and manifest, and build the pass again',
    source: manifestPage,
    ...onNames,
    *find({ files }) {
      for (const path of files.keys())
        if (isJunk(path)) yield { path, message: `${shownName(path)} is no part of a pass` }
    },
  },
  {
    code: 'file-misplaced',
    severity: 'warning',
    what: 'A file of a pass lies in a folder where Wallet does not look for it.',
    why: 'Images lie at the root or in the folder of a language, texts in the folder of a language.',
    fix: 'put it at the root, or in the folder of a language, as en.lproj',
    source: packagePage,
    ...onNames,
    *find({ files }) {
      for (const path of files.keys()) {
        const place = isJunk(path) ? undefined : misplaced(path)
        if (place) yield place
      }
    },
  },
  {
    code: 'image-name',
    severity: 'warning',
    what: 'An image is not named as Wallet looks for it.',
    why: 'Wallet finds images by their exact names, in which upper and lower case differ, and only with the ending .png.',
    fix: 'name it after its slot: icon.png, icon@2x.png, icon@3x.png',
    source: packagePage,
    ...onNames,
    *find({ files }) {
      for (const { path, name } of imagesOf(files).others) {
        const place = misnamed(path, name)
        if (place) yield place
      }
    },
  },
  {
    code: 'image-pdf',
    severity: 'info',
    what: 'An image is a PDF file.',
    why: "Apple's own builder takes PDF files for every slot; Apple's documents speak of PNG files alone.",
    fix: 'add the image as PNG in its three scales, for systems that do not draw PDF files',
    source: appleTool,
    ...onNames,
    *find({ files }) {
      for (const { path, name } of imagesOf(files).others) {
        if (isPdf.test(name) && imageSlotOf(name.replace(isPdf, '.png')))
          yield { path, message: `${path} is a PDF file` }
      }
    },
  },
  {
    code: 'image-unknown',
    severity: 'info',
    what: 'The package has an image that has none of the names of images.',
    why: 'Wallet does not show it, and every device downloads it.',
    fix: 'leave it out',
    source: inferred,
    ...onNames,
    *find({ files }) {
      for (const { path, name } of imagesOf(files).others) {
        if (!name.includes('/') && meantImage(name) === undefined) {
          yield { path, message: `${shownName(path)} is the image of no slot` }
        }
      }
    },
  },
]
