/** The files that pictures and documents are made with: the renderer, and typefaces under the SIL Open Font License. */
import type { Weight } from '../../core/drawing/scene.ts'

/** A typeface. */
export interface Typeface {
  readonly weight: Weight
  /** Its file, as modules are named. */
  readonly file: string
  /** What only this one has letters for. Default: it is what most texts are set in. */
  readonly needed?: RegExp
}

const cuts = { regular: '400Regular', semibold: '600SemiBold' } as const

const family = (name: string, file: string, needed?: RegExp) => {
  const typeface = (weight: Weight): Typeface => ({
    weight,
    file: `@expo-google-fonts/${name}/${cuts[weight]}/${file}_${cuts[weight]}.ttf`,
    ...(needed && { needed }),
  })
  return { regular: typeface('regular'), semibold: typeface('semibold') }
}

/** The families, each in both weights, the first for most texts. */
export const families = {
  latin: family('inter', 'Inter'),
  arabic: family('noto-sans-arabic', 'NotoSansArabic', /\p{Script_Extensions=Arabic}/u),
  hebrew: family('noto-sans-hebrew', 'NotoSansHebrew', /\p{Script_Extensions=Hebrew}/u),
} as const

/** All typefaces. */
export const typefaces: readonly Typeface[] = Object.values(families).flatMap(({ regular, semibold }) => [
  regular,
  semibold,
])

/** The file of the renderer, as modules are named. */
export const rendererFile = '@resvg/resvg-wasm/index_bg.wasm'

/** All files that drawing takes: what an archive has to bring along. */
export const pictureFiles: readonly string[] = [rendererFile, ...typefaces.map(({ file }) => file)]
