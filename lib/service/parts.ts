/** The inner parts of the service that several use cases share. */
import type { Ports } from '../ports/ports.ts'
import { type Builder, makeBuilder } from './passes/builder.ts'
import { type Filler, makeFiller } from './passes/filler.ts'
import { type AssertSignable, makeAssertSignable } from './passes/signable.ts'
import { type Locks, makeLocks } from './secrets/locks.ts'
import { makeSigners, type Signers } from './secrets/signers.ts'
import type { ServiceSettings } from './service.ts'
import { type CompiledTemplates, makeCompiledTemplates } from './templates/compiled-templates.ts'

/** The shared parts, with the caches in them. */
export interface Parts extends Locks {
  readonly signers: Signers
  readonly compiled: CompiledTemplates
  readonly filler: Filler
  readonly build: Builder
  readonly assertSignable: AssertSignable
}

/** What building takes of the world. */
export type BuildingPorts = Pick<Ports, 'records' | 'templates' | 'assets' | 'secrets' | 'metrics' | 'clock' | 'random'>

/** Makes the shared parts. */
export const makeParts = (ports: BuildingPorts, settings: ServiceSettings, locks = makeLocks(ports)): Parts => {
  const signers = makeSigners(ports)
  const compiled = makeCompiledTemplates(ports)
  const filler = makeFiller({ ...ports, ...locks }, settings)
  const build = makeBuilder({ ...ports, compiled, filler, signers })
  return { ...locks, signers, compiled, filler, build, assertSignable: makeAssertSignable({ ...ports, signers }) }
}
