/** Draws the pictures of the sample templates: every `<template>/<slot>.svg` beside this file, as PNGs at three scales. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import { encodePng } from './png.ts'

/** A picture as a file of a template. */
export interface Drawing {
  readonly template: string
  /** `strip@2x.png` */
  readonly file: string
  readonly png: Uint8Array
}

const scales = [1, 2, 3] as const

const artwork = fileURLToPath(new URL('.', import.meta.url))
const templates = join(artwork, '..')

/** The renderer starts once in a process, and says so to whoever comes second: then it is ready. */
const alreadyStarted = /already initialized/i

const loadRenderer = async (): Promise<void> => {
  const file = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')
  await initWasm(readFileSync(file)).catch((error: unknown) => {
    if (!(error instanceof Error && alreadyStarted.test(error.message))) throw error
  })
}

const foldersIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()

const drawingsOf = (template: string): Drawing[] =>
  readdirSync(join(artwork, template))
    .filter((name) => name.endsWith('.svg'))
    .sort()
    .flatMap((name) => {
      const svg = readFileSync(join(artwork, template, name), 'utf8')
      return scales.map((scale) => ({
        template,
        file: `${name.slice(0, -'.svg'.length)}${scale === 1 ? '' : `@${scale}x`}.png`,
        // One SVG unit is one point of the slot; no fonts, so that every machine draws the same pixels.
        png: encodePng(new Resvg(svg, { fitTo: { mode: 'zoom', value: scale } }).render()),
      }))
    })

/** Draws everything. The same SVGs give the same bytes everywhere: renderer and compressor bring no native code. */
export const drawTemplates = async (): Promise<readonly Drawing[]> => {
  await loadRenderer()
  return foldersIn(artwork).flatMap(drawingsOf)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { template, file, png } of await drawTemplates()) {
    writeFileSync(join(templates, template, file), png)
    process.stdout.write(`${template}/${file} ${png.length} bytes\n`)
  }
}
