/** Writes the table of widths by which the core fits texts into their boxes. */
import { writeFileSync } from 'node:fs'
import { widthTableModule } from './width-table.ts'

writeFileSync(new URL('../../lib/core/drawing/text/width-table.ts', import.meta.url), widthTableModule())
