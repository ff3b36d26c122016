/** Imports as they begin. */
import type { Import, ImportDefaults } from '../../ports/imports.ts'

/** An import of which nothing is done. `now` in milliseconds since 1970. */
export const newImport = ({
  now,
  defaults = {},
  ...named
}: Pick<Import, 'id' | 'key' | 'status'> & { readonly now: number; readonly defaults?: ImportDefaults }): Import => ({
  ...named,
  defaults,
  step: 0,
  position: { offset: 0, line: 0 },
  counts: { created: 0, changed: 0, unchanged: 0, failed: 0 },
  parts: [],
  startedAt: now,
  updatedAt: now,
})
