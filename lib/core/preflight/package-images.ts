/** The images of a package: which file stands for which slot, scale and language. */
import type { Bytes } from '../bytes.ts'
import { type ImageSlotName, imageSlotOf, imageSlots } from '../format/images.ts'
import { isJunk } from '../format/junk.ts'
import { localizedPath } from '../format/languages.ts'

/** One image of a package. */
export interface PackageImage {
  readonly path: string
  readonly bytes: Bytes
  /** The language whose folder it lies in; undefined at the root. */
  readonly language: string | undefined
  /** The name of the file in its folder. */
  readonly name: string
  readonly slot: ImageSlotName
  readonly scale: 1 | 2 | 3
}

/** The images that Wallet looks for, at the root and in the folders of languages. */
export interface PackageImages {
  readonly images: readonly PackageImage[]
  /** Files that look like images, but have no name that Wallet looks for: path and name in the folder. */
  readonly others: readonly { readonly path: string; readonly name: string }[]
}

const imageFile = /\.(?:png|jpe?g|gif|webp|heic|heif|svg|pdf|bmp|tiff?)$/i

const find = (files: ReadonlyMap<string, Bytes>): PackageImages => {
  const images: PackageImage[] = []
  const others: { path: string; name: string }[] = []
  for (const [path, bytes] of files) {
    if (!imageFile.test(path) || isJunk(path)) continue
    const localized = localizedPath(path)
    const name = localized?.name ?? path
    const found = imageSlotOf(name)
    if (found) images.push({ path, bytes, language: localized?.language, name, ...found })
    else others.push({ path, name })
  }
  return { images, others }
}

// Several rules ask the same about one pass.
const known = new WeakMap<ReadonlyMap<string, Bytes>, PackageImages>()

/** The images of a package, found out once for the same map of files. */
export const imagesOf = (files: ReadonlyMap<string, Bytes>): PackageImages => {
  const before = known.get(files)
  if (before) return before
  const images = find(files)
  known.set(files, images)
  return images
}

// Longer names are meant for no image, and would take long to read.
const longestName = 80

const extensions = /(?:\.(?:png|jpe?g|gif|webp|heic|heif|svg|pdf|bmp|tiff?))+$/
const device = /~[a-z]+$/
const scaleMark = /[-_ .@]*([1-9])x$/
const separators = /[-_ .@]+/g

const slotNames: ReadonlyMap<string, string> = new Map(
  Object.keys(imageSlots).map((name) => [name.toLowerCase(), name]),
)

/**
 * The name that a file most likely should have, whatever its folder: `icon@2x.png` for `Icon@2X.PNG`, `icon-2x.png`, `icon@2x.jpg`; undefined
 * for a file that is like none of the images.
 */
export const meantImage = (path: string): string | undefined => {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (name.length > longestName) return undefined
  const stem = name.toLowerCase().replace(extensions, '').replace(device, '')
  const scale = Number(scaleMark.exec(stem)?.[1] ?? 1)
  const slot = slotNames.get(stem.replace(scaleMark, '').replaceAll(separators, ''))
  return slot && `${slot}${scale === 1 ? '' : `@${Math.min(scale, 3)}x`}.png`
}
