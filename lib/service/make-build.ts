/** The use case of the queue alone, for a function that does nothing else. */
import type { Ports } from '../ports/ports.ts'
import { type BuildingPorts, makeParts } from './parts.ts'
import type { ServiceSettings, WorkService } from './service.ts'
import { makeBuildWork } from './work/build.ts'

/** Makes `WorkService.build`. */
export const makeBuild = (
  ports: BuildingPorts & Pick<Ports, 'events' | 'registrations' | 'queues'>,
  settings: ServiceSettings,
): WorkService['build'] => makeBuildWork({ ...ports, ...makeParts(ports, settings) })
