/** The rules on images. */
import type { Bytes } from '../../bytes.ts'
import { appleTool, deviceLog, documented } from '../../finding.ts'
import { imageSlotOf } from '../../format/images.ts'
import { localizedPath } from '../../format/languages.ts'
import { isPng } from '../../format/png.ts'
import type { PassRule, Place } from '../rule.ts'

const packagePage = documented('https://developer.apple.com/documentation/walletpasses/creating-the-source-for-a-pass')

const iconScales = ['icon.png', 'icon@2x.png', 'icon@3x.png']

const isIcon = (path: string): boolean => imageSlotOf(localizedPath(path)?.name ?? path)?.slot === 'icon'

const imageName = /\.png$/i

function* brokenImages(files: ReadonlyMap<string, Bytes>, icons: boolean): Iterable<Place> {
  for (const [path, bytes] of files) {
    if (imageName.test(path) && !isPng(bytes) && isIcon(path) === icons) {
      yield { path, message: `${path} is not a PNG file` }
    }
  }
}

const onFiles = { on: 'pass', reads: [], files: true } as const

/** All rules on images. */
export const imageRules: readonly PassRule[] = [
  {
    code: 'icon-missing',
    severity: 'error',
    what: 'The package has no icon.',
    why: 'Devices log "Pass does not contain icon.png" and refuse the pass.',
    fix: 'add icon.png, icon@2x.png and icon@3x.png, 38 by 38 points',
    source: deviceLog,
    ...onFiles,
    *find({ files }) {
      if (!iconScales.some((path) => files.has(path))) yield { path: 'icon.png', message: 'the pass has no icon' }
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
      if (!iconScales.some((path) => files.has(path))) return
      for (const path of iconScales.slice(1)) {
        if (!files.has(path)) yield { path, message: `${path} is missing`, fix: `add ${path}` }
      }
    },
  },
  {
    code: 'icon-unreadable',
    severity: 'error',
    what: 'The icon is not a PNG file that can be drawn.',
    why: 'An icon that cannot be drawn is no icon, and a pass without one is refused.',
    fix: 'convert it to PNG',
    source: packagePage,
    ...onFiles,
    find: ({ files }) => brokenImages(files, true),
  },
  {
    code: 'image-unreadable',
    severity: 'warning',
    what: 'An image is not a PNG file that can be drawn.',
    why: 'Wallet draws PNG files only, and leaves out what it cannot read.',
    fix: 'convert it to PNG, or leave it out',
    source: packagePage,
    ...onFiles,
    find: ({ files }) => brokenImages(files, false),
  },
]
