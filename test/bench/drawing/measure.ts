/** How long it takes to draw a pass, in a process that is warm. */
import { join } from 'node:path'
import { bundleProcess } from '../asked-process.ts'
import { type Machine, printed } from '../child.ts'
import { root } from '../node.ts'

/**
 * - `preview`: the front of a pass as SVG, from its files
 * - `picture`: the same as a PNG of 640 pixels
 * - `document`: front and back as a PDF with its fonts
 */
export type DrawingName = 'preview' | 'picture' | 'document'

/** Of the sample pass that takes longest, the median. */
export interface DrawingTime {
  readonly drawing: DrawingName
  readonly milliseconds: number
}

/** Measures on one core. @param times for each drawing of each sample pass, half of them to warm up */
export const measureDrawings = async (
  machine: Machine,
  times: number,
  folder: string,
): Promise<readonly DrawingTime[]> => {
  const worker = await bundleProcess(join(import.meta.dirname, 'worker.ts'), folder, 'drawing')
  const output = await printed(machine, 1, [worker, join(root, 'infra', 'templates'), String(times)])
  const results: readonly DrawingTime[] = JSON.parse(output)
  return results
}
