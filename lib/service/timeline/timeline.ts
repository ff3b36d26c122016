/** The use case of timelines. */
import type { Breakers } from '../../ports/breakers.ts'
import type { Clock } from '../../ports/clock.ts'
import type { PassId, PassRecord, Records } from '../../ports/records.ts'
import type { Tombstones } from '../passes/tombstones.ts'
import type { CompiledTemplates } from '../templates/compiled-templates.ts'
import { answerOf, findWhy } from './find-why.ts'
import { type Gathered, type GatherPorts, gatherDevices, gatherSteps } from './gather.ts'
import { mergedPage, positionOf, requestFor } from './merged-page.ts'
import type { TimelineRequest, TimelineService, Why } from './timeline-service.ts'
import { timelineEvent } from './verdict.ts'

/** What {@link makeTimeline} needs. */
export interface TimelineParts extends GatherPorts {
  readonly records: Pick<Records, 'get'>
  readonly breakers: Pick<Breakers, 'find'>
  readonly clock: Clock
  readonly tombstones: Pick<Tombstones, 'isErased'>
  readonly compiled: Pick<CompiledTemplates, 'version'>
}

/** Steps of each list that an answer rests on. */
const depth = 200

/** Makes the service of timelines. */
export const makeTimeline = (parts: TimelineParts): TimelineService => {
  const { records, breakers, clock, tombstones, compiled } = parts

  const whyMissing = async (pass: PassId): Promise<Why> =>
    answerOf(
      (await tombstones.isErased(pass))
        ? { code: 'pass-erased', sentence: 'the pass was erased' }
        : { code: 'pass-unknown', sentence: 'there is no pass with this pass type and serial number' },
    )

  const whyOf = async (record: PassRecord, gathered: Gathered, { device }: TimelineRequest): Promise<Why> =>
    findWhy({
      record,
      now: clock.now(),
      events: gathered.ofPass.items,
      devices: await gatherDevices(parts, record, gathered),
      ...(device === undefined ? {} : { asked: device }),
      breaker: (kind) => breakers.find(`${kind} ${record.passTypeIdentifier}`),
      passSource: async () => (await compiled.version(record.template)).passSource,
    })

  return {
    read: async (pass, request) => {
      const { page, device } = request
      const position = positionOf(page)
      const isFirst = page.cursor === undefined
      const record = await records.get(pass)
      const wanted = isFirst ? { limit: Math.max(depth, page.limit) } : requestFor(page, position)
      const gathered = await gatherSteps(parts, pass, { record, asked: device }, wanted)
      const lists = [gathered.ofPass, ...gathered.ofDevices.map((each) => each.page)]
      const { items, ...rest } = mergedPage(lists, position, page.limit)
      const why = record ? () => whyOf(record, gathered, request) : () => whyMissing(pass)
      return { ...(isFirst ? { why: await why() } : {}), events: items.map(timelineEvent), ...rest }
    },
  }
}
