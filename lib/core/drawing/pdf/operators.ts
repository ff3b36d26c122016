/** The operators of a PDF content stream (ISO 32000-1, annex A), as text. */
import { levelsOf } from '../colour.ts'
import { roundRectanglePath } from '../path-data.ts'
import type { Box, Colour } from '../scene.ts'

/** A number as PDF writes it: never with an exponent, and no finer than a printer is. */
export const number = (value: number): string => String(Math.round(value * 1000) / 1000)

const numbers = (...values: readonly number[]): string => values.map(number).join(' ')

/** `rg`: what is filled from here on is of that colour. */
export const fillColour = (colour: Colour): string => `${numbers(...levelsOf(colour).map((level) => level / 255))} rg`

/** `cm`: changes the coordinates that follow. */
export const transform = (...matrix: readonly [number, number, number, number, number, number]): string =>
  `${numbers(...matrix)} cm`

/** `re`: adds a rectangle to the path. */
export const rectangle = ({ x, y, width, height }: Box): string => `${numbers(x, y, width, height)} re`

const commands: Readonly<Record<string, { readonly takes: number; readonly operator: string }>> = {
  M: { takes: 2, operator: 'm' },
  L: { takes: 2, operator: 'l' },
  C: { takes: 6, operator: 'c' },
}

const tokens = /[MLCZ]|-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?/g

/** Adds to the path what SVG path data with the absolute commands M, L, C and Z says. */
export const path = (data: string): string => {
  const operators: string[] = []
  let command = 'M'
  let values: number[] = []
  for (const [token] of data.matchAll(tokens)) {
    if (token === 'Z') operators.push('h')
    else if (token in commands) command = token
    else values.push(Number(token))
    const { takes, operator } = commands[command] ?? { takes: 0, operator: '' }
    if (values.length < takes) continue
    operators.push(`${numbers(...values)} ${operator}`)
    values = []
    // Pairs that follow a move without a command are lines.
    if (command === 'M') command = 'L'
  }
  return operators.join('\n')
}

/** Adds a rectangle with round corners to the path. */
export const roundRectangle = (box: Box, radius: number): string =>
  radius > 0 ? path(roundRectanglePath(box, radius)) : rectangle(box)
