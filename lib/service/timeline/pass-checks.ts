/** Checks of a pass itself: whether its newest version was built, and whether anybody is to be told. */
import type { PassEvent } from '../../ports/events.ts'
import { type Evidence, isForMany } from './evidence.ts'
import { moment, numberIn, textIn, type Verdict } from './verdict.ts'

/** One step: what is missing of it, or nothing. */
export type PassCheck = (evidence: Evidence) => Verdict | undefined | Promise<Verdict | undefined>

const writes: ReadonlySet<string> = new Set(['created', 'changed', 'voided', 'personalized'])

/** The writes of the record, the last one first. */
export const writesOf = ({ events }: Evidence): readonly PassEvent[] =>
  events
    .filter(({ kind }) => writes.has(kind))
    .sort((one, other) => numberIn(other, 'revision') - numberIn(one, 'revision'))

const newest = (events: readonly PassEvent[], kind: string): PassEvent | undefined =>
  events.find((event) => event.kind === kind)

const whyUnregistered = (ended: PassEvent): string => {
  const when = moment(ended.at)
  return textIn(ended, 'because') === 'gone'
    ? `the last one was removed at ${when}, because the push service said that its push token is gone`
    : `the last one ended its registration at ${when}: the pass was removed, or its updates were switched off`
}

/** Somebody is to be told of changes. */
export const isRegistered: PassCheck = ({ devices, events, asked }) => {
  if (devices.length > 0) return undefined
  const isOfDevice = (event: PassEvent): boolean => asked === undefined || textIn(event, 'device') === asked
  const ended = newest(events.filter(isOfDevice), 'unregistered')
  const refused = events.find((event) => event.kind === 'refused' && textIn(event, 'task') === 'register')
  const who = asked === undefined ? 'no phone is registered for the pass' : 'this device is not registered for the pass'
  if (refused && refused.at >= (ended?.at ?? 0)) {
    const sentence = `${who}: a request to register was refused at ${moment(refused.at)}, because its token is not that of the pass`
    return { code: 'registration-refused', sentence, events: [refused] }
  }
  const reason = ended ? whyUnregistered(ended) : 'none has ever been, as far as is known'
  return { code: 'not-registered', sentence: `${who}: ${reason}`, events: [ended] }
}

const withoutEffect = (version: number, writesSoFar: readonly PassEvent[]): Verdict => {
  const [last] = writesSoFar
  const when = last ? ` at ${moment(last.at)}` : ''
  const sentence = `the last change${when} left the pass as it was, so that it is still version ${version}`
  return { code: 'change-without-effect', sentence, events: writesSoFar.slice(0, 2) }
}

/** There is a newer version than the one that everybody got. */
export const hasChanged: PassCheck = (evidence) => {
  const { version, revision, createdAt } = evidence.record
  if (version > 1) return undefined
  if (revision > 1) return withoutEffect(version, writesOf(evidence))
  const sentence = `the pass has not changed since it was issued at ${moment(createdAt)}`
  return { code: 'never-changed', sentence, events: [newest(evidence.events, 'created')] }
}

/** The last change made a version. */
export const hadEffect: PassCheck = (evidence) => {
  const [last, before, ...rest] = writesOf(evidence)
  if (!(last && before) || numberIn(last, 'version') !== numberIn(before, 'version')) return undefined
  return withoutEffect(evidence.record.version, [last, before, ...rest])
}

/** The newest version was built: what was not is announced to nobody. */
export const isBuilt: PassCheck = async ({ record, events, breaker }) => {
  const { version, built, pending, updatedAt } = record
  if (built?.version === version) return undefined
  const served = built ? `phones are served version ${built.version} meanwhile` : 'phones are served none meanwhile'
  const broken = await breaker('sign')
  if (broken) {
    const sentence = `version ${version} cannot be signed (${broken.reason}, since ${moment(broken.since)}): ${served}`
    return { code: 'signer-broken', sentence }
  }
  const failed = events.find((event) => event.kind === 'build-failed' && numberIn(event, 'version') === version)
  if (failed) {
    const sentence = `version ${version} could not be built (${textIn(failed, 'code')}): ${served}`
    return { code: 'build-parked', sentence, events: [failed] }
  }
  if (pending?.version !== version)
    return { code: 'build-forgotten', sentence: `version ${version} was not built, and does not wait to be: ${served}` }
  const lane = pending.lane === 'rollout' ? ' behind other changes, as part of a rollout' : ''
  return { code: 'build-waiting', sentence: `version ${version} waits to be built${lane} since ${moment(updatedAt)}` }
}

/** Of passes for many, more is not known. */
export const isToldByDevice: PassCheck = ({ record }) => {
  if (!isForMany(record)) return undefined
  const sentence = `version ${record.version} was announced, and pushes were sent; of a pass for many, no more is kept`
  return { code: 'steps-not-kept', sentence }
}
