/** The use case of the queue of rollouts alone, for a function that does nothing else. */
import { type BuildingPorts, makeParts } from './parts.ts'
import { makeWriting } from './passes/make-writing.ts'
import { makeRolloutWork, type RolloutPorts } from './rollouts/rollout-work.ts'
import type { ServiceSettings } from './service.ts'
import { type BuildWorkPorts, makeBuildWork } from './work/build.ts'
import type { WorkReport } from './work/report.ts'
import type { WorkService } from './work/work-service.ts'

/** Makes `WorkService.rollout`. @param report is told of what nobody but an operator can mend. Default: nobody is told */
export const makeRollout = (
  ports: BuildingPorts & BuildWorkPorts & RolloutPorts,
  settings: ServiceSettings,
  report?: WorkReport,
): WorkService['rollout'] => {
  const parts = makeParts(ports, settings)
  const { write } = makeWriting(ports, parts)
  return makeRolloutWork(ports, { ...parts, write, work: makeBuildWork({ ...ports, ...parts }, report) })
}
