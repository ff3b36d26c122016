/** Draws what the options of `passwright preview` ask for. */
import { nodePictures } from '../../adapters/pictures/node-pictures.ts'
import { type Bytes, copyBytes } from '../../core/bytes.ts'
import { drawPass, type View } from '../../core/drawing/draw-pass.ts'
import type { Scene } from '../../core/drawing/scene.ts'
import { showPass } from '../../core/drawing/show-pass.ts'
import type { PassSource, Viewer } from '../../core/drawing/shown-pass.ts'
import { toSvg } from '../../core/drawing/svg/to-svg.ts'
import { isLanguage } from '../../core/format/languages.ts'
import { fieldChanges } from '../../device/lock-screen/changes.ts'
import type { Arguments } from '../command.ts'
import { UsageError } from '../errors.ts'
import { readInputFile } from '../read-path.ts'
import { passSourceAt } from './pass-source.ts'

/** A picture, ready to be written. */
export interface Drawn {
  readonly bytes: Uint8Array
  /** In points. */
  readonly width: number
  readonly height: number
}

const endings = /\.(svg|png)$/i
const pixelsPattern = /^[1-9]\d{0,3}$/

/** The format that the name of a file stands for. @throws UsageError */
export const formatOf = (out: string): 'svg' | 'png' => {
  const ending = endings.exec(out)?.[1]?.toLowerCase()
  if (ending === 'svg' || ending === 'png') return ending
  throw new UsageError('--out names FILE.svg or FILE.png')
}

const isTimeZone = (name: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

/** Who looks, by the options. @throws UsageError */
export const viewerOf = (args: Arguments): Viewer => {
  const locale = args.option('locale') ?? 'en'
  if (!isLanguage(locale)) throw new UsageError(`--locale ${locale} is no language tag such as en or pt-BR`)
  const timeZone = args.option('time-zone') ?? new Intl.DateTimeFormat().resolvedOptions().timeZone
  if (!isTimeZone(timeZone)) throw new UsageError(`--time-zone ${timeZone} is none such as Europe/Vienna`)
  return { locale, timeZone, now: Date.now() }
}

const sides = ['watch', 'back'] as const

const viewOf = async (source: PassSource, viewer: Viewer, args: Arguments): Promise<View> => {
  const previous = args.option('lock-screen')
  const chosen = sides.filter((side) => args.has(side))
  if (chosen.length + (previous === undefined ? 0 : 1) > 1)
    throw new UsageError('give one of --watch, --back and --lock-screen')
  if (previous === undefined) return { view: chosen[0] ?? 'front' }
  const reader = { language: viewer.locale, ...viewer }
  const changes = fieldChanges(await passSourceAt(previous, args), source, reader)
  return { view: 'lock-screen', messages: changes.flatMap(({ message }) => (message === undefined ? [] : [message])) }
}

/** Of pixels: more wide no picture is, and more in all take gigabytes of memory for the back of a wordy pass. */
const most = { width: 4096, all: 64_000_000 }

const pixelsOf = (args: Arguments, { width, height }: Scene): number => {
  const text = args.option('width')
  if (text === undefined) return Math.round(2 * width)
  const widest = Math.min(most.width, Math.floor(Math.sqrt((most.all * width) / height)))
  if (pixelsPattern.test(text) && Number(text) <= widest) return Number(text)
  throw new UsageError(`--width is no number of pixels from 1 to ${widest}, the most for a drawing of this shape`)
}

/** What TrueType and OpenType fonts, and collections of them, begin with. The letters of others would be left out in silence. */
const beginningsOfFonts: ReadonlySet<string> = new Set(['\0\x01\0\0', 'OTTO', 'true', 'ttcf'])

const readFont = async (file: string): Promise<Bytes> => {
  const bytes = copyBytes(await readInputFile(file))
  if (beginningsOfFonts.has(String.fromCharCode(...bytes.slice(0, 4)))) return bytes
  throw new UsageError(`--font ${file} is no TrueType or OpenType font: a .ttf, .otf or .ttc`)
}

const fontsOf = (args: Arguments) => Promise.all(args.options('font').map(readFont))

/**
 * Draws it.
 *
 * @throws what reading throws; UsageError
 */
export const draw = async (path: string, out: string, args: Arguments): Promise<Drawn> => {
  const viewer = viewerOf(args)
  const source = await passSourceAt(path, args)
  const scene = drawPass(showPass(source, viewer), await viewOf(source, viewer, args))
  const svg = toSvg(scene)
  const { width, height } = scene
  if (formatOf(out) === 'svg') return { bytes: new TextEncoder().encode(svg), width, height }
  const pictures = nodePictures({ moreTypefaces: await fontsOf(args) })
  return { bytes: await pictures.png(svg, pixelsOf(args, scene)), width, height }
}
