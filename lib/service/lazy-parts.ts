/** The parts that fill and build passes, loaded when the first pass is to be: most requests hand out what was built before. */
import type { BuildingPorts, Parts } from './parts.ts'
import type { Locks } from './secrets/locks.ts'
import type { ServiceSettings } from './service.ts'

/** As `makeParts`, once. */
export const lazyParts = (ports: BuildingPorts, settings: ServiceSettings, locks: Locks): (() => Promise<Parts>) => {
  let loaded: Promise<Parts> | undefined
  return () => {
    loaded ??= import('./parts.ts').then(({ makeParts }) => makeParts(ports, settings, locks))
    return loaded
  }
}
