/**
 * Pictures where there are files: the renderer and the typefaces are found as any module is found, in the folder of
 * packages beside the program. The archives of functions have them at the same place.
 */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { type Bytes, copyBytes } from '../../core/bytes.ts'
import type { Pictures } from '../../ports/pictures.ts'
import { rendererFile } from './files.ts'
import { makePictures, type PicturesOptions } from './pictures.ts'

const { resolve } = createRequire(import.meta.url)

const read = async (file: string): Promise<Bytes> => copyBytes(await readFile(resolve(file)))

/** Pictures by the files of installed packages. */
export const nodePictures = (options?: PicturesOptions): Pictures =>
  makePictures({ renderer: async () => await WebAssembly.compile(await read(rendererFile)), typeface: read }, options)
