/** Imports with planted defects. What they have in common with rollouts is planted there. */
import { steppedStore } from '../../lib/adapters/memory/stepped.ts'
import type { Import, Imports } from '../../lib/ports/imports.ts'
import { importsSentences } from './imports.ts'
import { type Planted, planting } from './planted.ts'

const plant = planting(importsSentences)

const saving = (stored: (work: Import) => Import) => (): Imports => {
  const imports = steppedStore<Import>('imports')
  return { ...imports, save: (work) => imports.save(stored(work)) }
}

const withoutDefaults = saving((work) => ({ ...work, defaults: {} }))

const fewParts = saving((work) => ({ ...work, parts: work.parts.slice(0, 1000) }))

const underTheKey = saving((work) => ({ ...work, id: work.key }))

/** Imports with planted defects. */
export const plantedImports: readonly Planted[] = [
  plant(
    'imports that forget what holds for their rows',
    withoutDefaults,
    'an import comes back with all that it says, and with nothing else',
  ),
  plant('imports that keep no more parts than one expects', fewParts, 'an import may have stored thousands of parts'),
  plant(
    'imports that are found by the key of their file',
    underTheKey,
    'one at step 0 is added if there is none of its id',
  ),
]
