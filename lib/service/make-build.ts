/** The use case of the queue of builds alone, for a function that does nothing else. */
import { type BuildingPorts, makeParts } from './parts.ts'
import type { ServiceSettings } from './service.ts'
import { type BuildWorkPorts, makeBuildWork } from './work/build.ts'
import type { WorkReport } from './work/report.ts'
import type { WorkService } from './work/work-service.ts'

/** Makes `WorkService.build`. @param report is told of what nobody but an operator can mend. Default: nobody is told */
export const makeBuild = (
  ports: BuildingPorts & BuildWorkPorts,
  settings: ServiceSettings,
  report?: WorkReport,
): WorkService['build'] => makeBuildWork({ ...ports, ...makeParts(ports, settings) }, report)
