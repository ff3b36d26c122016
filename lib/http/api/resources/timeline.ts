/** Timelines as they are sent. */
import type { Timeline, TimelineEvent, Why } from '../../../service/timeline/timeline-service.ts'
import type { Valid } from '../schema.ts'
import type { timelineEventSchema, timelineSchema, whySchema } from '../schemas/timeline.ts'
import { moment } from './moment.ts'

const eventResource = ({ at, ...event }: TimelineEvent): Valid<typeof timelineEventSchema> => ({
  at: moment(at),
  ...event,
})

const whyResource = ({ events, ...why }: Why): Valid<typeof whySchema> => ({
  ...why,
  events: events.map(eventResource),
})

/** A page of a timeline. */
export const timelineResource = ({ why, events, next }: Timeline): Valid<typeof timelineSchema> => ({
  ...(why ? { why: whyResource(why) } : {}),
  events: events.map(eventResource),
  ...(next === undefined ? {} : { next }),
})
