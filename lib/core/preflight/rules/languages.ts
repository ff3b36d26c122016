/** The rules on the folders of languages, and on images that differ with the language. */
import { documented } from '../../finding.ts'
import { canonicalLanguage, isLanguage } from '../../format/languages.ts'
import { shownName } from '../../format/package-path.ts'
import { localizationOf } from '../localization.ts'
import { imagesOf } from '../package-images.ts'
import type { PassRule } from '../rule.ts'

const packagePage = documented('https://developer.apple.com/documentation/walletpasses/creating-the-source-for-a-pass')
const archivedGuide = documented(
  'https://developer.apple.com/library/archive/documentation/UserExperience/Conceptual/PassKit_PG/Creating.html',
)

/** The texts for all languages that have no folder of their own, in Apple's systems. */
const base = 'Base'

/** English names of languages, which Apple's systems used before there were tags. */
const oldNames: Readonly<Record<string, string>> = {
  english: 'en',
  french: 'fr',
  german: 'de',
  italian: 'it',
  japanese: 'ja',
  spanish: 'es',
  dutch: 'nl',
  portuguese: 'pt',
}

/** The tag that is most likely meant by what is none: `en-US` for `en_US`. */
const meantLanguage = (name: string): string | undefined => {
  const tag = name.replaceAll('_', '-')
  return isLanguage(tag) ? canonicalLanguage(tag) : oldNames[name.toLowerCase()]
}

const folderEnding = /^[^/]+\.lproj(?=\/)/i
const properEnding = /\.lproj$/

const onNames = { on: 'pass', reads: [], files: true } as const

/** The rules on languages. */
export const languageRules: readonly PassRule[] = [
  {
    code: 'language-folder-name',
    severity: 'warning',
    what: 'The folder of a language is not named after one.',
    why: 'Wallet looks for folders by the tags of languages, such as en.lproj or pt-BR.lproj; others may never be found.',
    fix: 'name it by the tag of the language: en.lproj, pt-BR.lproj, zh-Hans.lproj',
    source: packagePage,
    ...onNames,
    *find({ files }) {
      for (const name of localizationOf(files).folders.keys()) {
        if (name === base || isLanguage(name)) continue
        const meant = meantLanguage(name)
        yield {
          path: `${name}.lproj`,
          message: `${shownName(name)} is not the tag of a language`,
          ...(meant ? { fix: `name it ${meant}.lproj` } : {}),
        }
      }
    },
  },
  {
    code: 'language-folder-casing',
    severity: 'warning',
    what: 'The folder of a language is in other upper and lower case than its tag.',
    why: 'On a device names of files differ by their case, and Wallet looks for the usual spelling: en, pt-BR, zh-Hans.',
    fix: 'write the language in small letters, the script with a capital, the region in capitals',
    source: packagePage,
    ...onNames,
    *find({ files }) {
      const folders = new Set(Array.from(files.keys(), (path) => folderEnding.exec(path)?.[0] ?? ''))
      for (const folder of folders) {
        const name = folder.slice(0, -'.lproj'.length)
        const proper = `${isLanguage(name) ? canonicalLanguage(name) : name}.lproj`
        if (folder !== '' && (proper !== folder || !properEnding.test(folder))) {
          yield { path: folder, message: `${folder} is not in the usual case`, fix: `name it ${proper}` }
        }
      }
    },
  },
  {
    code: 'image-set-differs',
    severity: 'warning',
    what: 'An image is there in one language or scale, and not in another.',
    why: 'Every language needs the same set of images; where one is missing, devices show that of another language or none.',
    fix: 'add it, or put the image at the root for all languages',
    source: packagePage,
    ...onNames,
    *find({ files }) {
      const localized = imagesOf(files).images.filter(({ language }) => language !== undefined)
      const names = new Set(localized.map(({ name }) => name))
      for (const name of names) {
        const first = localized.find((image) => image.name === name)
        for (const [language, own] of localizationOf(files).folders) {
          if (own.has(name) || files.has(name)) continue
          const path = `${language}.lproj/${name}`
          yield { path, message: `${path} is missing, though ${first?.path} is there` }
        }
      }
    },
  },
  {
    code: 'image-shadowed',
    severity: 'warning',
    what: 'An image is there at the root and for a language.',
    why: 'Wallet takes the one at the root in all languages.',
    fix: 'keep the image at the root, or one in the folder of every language',
    source: archivedGuide,
    ...onNames,
    *find({ files }) {
      for (const { path, language, name } of imagesOf(files).images) {
        if (language !== undefined && files.has(name))
          yield { path, message: `${name} at the root goes before ${path}` }
      }
    },
  },
]
