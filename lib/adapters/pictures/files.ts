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

const cuts = [
  { weight: 'regular', cut: '400Regular' },
  { weight: 'semibold', cut: '600SemiBold' },
] as const

const family = (name: string, file: string, needed?: RegExp): readonly Typeface[] =>
  cuts.map(({ weight, cut }) => ({
    weight,
    file: `@expo-google-fonts/${name}/${cut}/${file}_${cut}.ttf`,
    ...(needed && { needed }),
  }))

/** All typefaces, the first for most texts. */
export const typefaces: readonly Typeface[] = [
  ...family('inter', 'Inter'),
  ...family('noto-sans-arabic', 'NotoSansArabic', /\p{Script_Extensions=Arabic}/u),
  ...family('noto-sans-hebrew', 'NotoSansHebrew', /\p{Script_Extensions=Hebrew}/u),
]

/** The file of the renderer, as modules are named. */
export const rendererFile = '@resvg/resvg-wasm/index_bg.wasm'

/** All files that drawing takes: what an archive has to bring along. */
export const pictureFiles: readonly string[] = [rendererFile, ...typefaces.map(({ file }) => file)]
