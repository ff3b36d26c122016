/** Finds images whose pixels cannot be unpacked: what preflight, which must be quick and does not wait, leaves out. */
import type { Bytes } from '../bytes.ts'
import type { Finding } from '../finding.ts'
import { imagesOf, type PackageImage } from './package-images.ts'
import { pngPixelFault } from './png-pixels.ts'
import { brokenIcon, brokenImage, isShownIcon } from './rules/images.ts'

const findingOn = async (image: PackageImage, files: ReadonlyMap<string, Bytes>): Promise<readonly Finding[]> => {
  const fault = await pngPixelFault(image.bytes)
  if (fault === undefined) return []
  const { code, severity, fix, source } = isShownIcon(image, files) ? brokenIcon : brokenImage
  return [{ code, severity, path: image.path, message: `${image.path} ${fault}`, fix, source }]
}

/**
 * The icons and images of a package whose pixels break off or cannot be unpacked, though their chunks are in order. It
 * takes up to 50 ms for 1 MB of images, most of it outside of the thread in which JavaScript runs.
 */
export const pixelFindings = async (files: ReadonlyMap<string, Bytes>): Promise<readonly Finding[]> =>
  (await Promise.all(imagesOf(files).images.map((image) => findingOn(image, files)))).flat()
