/** The rules on the images of a package. */
import { appleTool, deviceLog, documented } from '../finding.ts'
import { imageSlotOf } from '../format/images.ts'
import { localizedPath } from '../format/languages.ts'
import type { Rule } from './rule.ts'

const packagePage = documented('https://developer.apple.com/documentation/walletpasses/creating-the-source-for-a-pass')

const iconScales = ['icon.png', 'icon@2x.png', 'icon@3x.png']

const isIcon = (path: string): boolean => imageSlotOf(localizedPath(path)?.name ?? path)?.slot === 'icon'

const unreadable = (path: string) => ({
  path,
  message: `${path} is not a PNG file`,
  fix: 'convert it to PNG, or leave it out',
})

/** All rules, in the order in which their findings are told. */
export const imageRules: readonly Rule[] = [
  {
    code: 'icon-missing',
    severity: 'error',
    why: 'Devices log "Pass does not contain icon.png" and refuse the pass.',
    source: deviceLog,
    *find({ hasFile }) {
      if (iconScales.some(hasFile)) return
      yield {
        path: 'icon.png',
        message: 'the pass has no icon',
        fix: 'add icon.png, icon@2x.png and icon@3x.png, 38 by 38 points',
      }
    },
  },
  {
    code: 'icon-scale-missing',
    severity: 'warning',
    why: 'A missing scale is drawn from another one, and blurred.',
    source: appleTool,
    *find({ hasFile }) {
      if (!iconScales.some(hasFile)) return
      for (const path of iconScales.slice(1)) {
        if (!hasFile(path)) yield { path, message: `${path} is missing`, fix: `add ${path}` }
      }
    },
  },
  {
    code: 'icon-unreadable',
    severity: 'error',
    why: 'An icon that cannot be drawn is no icon, and a pass without one is refused.',
    source: packagePage,
    *find({ brokenImages }) {
      for (const path of brokenImages) if (isIcon(path)) yield unreadable(path)
    },
  },
  {
    code: 'image-unreadable',
    severity: 'warning',
    why: 'Wallet draws PNG files only, and leaves out what it cannot read.',
    source: packagePage,
    *find({ brokenImages }) {
      for (const path of brokenImages) if (!isIcon(path)) yield unreadable(path)
    },
  },
]
