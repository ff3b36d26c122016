/** Checks of a device that holds the pass: how far it was told of the newest version. In the order of the steps. */
import type { DeviceEvent, PassEvent } from '../../ports/events.ts'
import { hashOfDevice } from '../device-logs/complaints.ts'
import { earlierFetch, fetchesOf, stepsOfMark } from './device-steps.ts'
import { type DeviceEvidence, type Evidence, isForMany } from './evidence.ts'
import { moment, numberIn, textIn, type Verdict } from './verdict.ts'
import type { WhyCode } from './why-codes.ts'

/** One step of a device: what is missing of it, or nothing. */
export type DeviceCheck = (
  device: DeviceEvidence,
  evidence: Evidence,
) => Verdict | undefined | Promise<Verdict | undefined>

const dotAtEnd = /\.$/

const minute = 60_000
const hour = 60 * minute
const kept = 90 * 24 * hour

const isMarked: DeviceCheck = ({ entry }, { record: { version }, events }) => {
  if (entry.v >= version) return undefined
  const announced = events.find((event) => event.kind === 'announced' && numberIn(event, 'version') === version)
  const others = announced ? `, though ${numberIn(announced, 'devices')} others were told` : ''
  const sentence = `version ${version} is built, but was not announced to the device yet${others}`
  return { code: 'not-marked', sentence, events: [announced, events.find(({ kind }) => kind === 'built')] }
}

/** What each answer but `accepted` means. */
const outcomes: Readonly<Record<string, readonly [code: WhyCode, what: string]>> = {
  refused: ['push-refused', 'the push service refused the push'],
  gone: ['push-token-gone', 'the push service says that the push token is gone'],
  later: ['push-delayed', 'the push service put the push off'],
  unanswered: ['push-delayed', 'the push service did not answer'],
  misconfigured: ['push-held', 'the push service takes no push of this pass type'],
  held: ['push-held', 'pushes of this pass type are held'],
}

const isPushed: DeviceCheck = async (evidence, { record, breaker }) => {
  const { device, entry } = evidence
  const { pushed, told, untold } = stepsOfMark(evidence)
  const outcome = pushed ? textIn(pushed, 'outcome') : undefined
  // A device that has asked by itself needs no push.
  if (told || untold || outcome === 'accepted') return undefined
  const known = outcome === undefined ? undefined : outcomes[outcome]
  if (pushed && known) {
    const [code, what] = known
    const open = code === 'push-held' ? await breaker('push') : undefined
    const reason = textIn(pushed, 'reason') || open?.reason
    return { code, sentence: `${what}${reason ? ` (${reason})` : ''} at ${moment(pushed.at)}`, events: [pushed] }
  }
  if (device.notified >= entry.n) return undefined
  const open = await breaker('push')
  if (open) return { code: 'push-held', sentence: `${outcomes.held?.[1]} since ${moment(open.since)} (${open.reason})` }
  const sentence = `the device was marked for version ${record.version}, but no push was sent to it`
  return { code: 'push-not-sent', sentence }
}

/** What the device itself had to say since then: that is told by the hour. */
const complaintOf = async ({ device }: DeviceEvidence, at: number, events: readonly PassEvent[]) => {
  const hash = await hashOfDevice(device)
  return events.find(({ kind, key, ...event }) => kind === 'device-log' && key.endsWith(hash) && event.at + hour > at)
}

/** A verdict with what the device said of it, which is the better advice. */
const withComplaint = (verdict: Verdict, complaint: PassEvent | undefined): Verdict => {
  if (!complaint) return verdict
  const what = `${textIn(complaint, 'what').charAt(0).toLowerCase()}${textIn(complaint, 'what').slice(1)}`
  return {
    ...verdict,
    sentence: `${verdict.sentence}; it complained: ${what.replace(dotAtEnd, '')}`,
    todo: textIn(complaint, 'remedy'),
    events: [complaint, ...(verdict.events ?? [])],
  }
}

const hasAsked: DeviceCheck = async (device, { record, now, events }) => {
  const { pushed, told, untold } = stepsOfMark(device)
  if (told || untold || isForMany(record)) return undefined
  if (!pushed && record.lastModified * 1000 < now - kept) {
    const sentence = `version ${record.version} came to be at ${moment(record.lastModified * 1000)}; its steps are not kept any more`
    return { code: 'steps-expired', sentence }
  }
  const when = pushed ? ` at ${moment(pushed.at)}` : ''
  const sentence = `the push service took the push${when}, but the device has not asked what has changed since`
  const complaint = await complaintOf(device, pushed?.at ?? now, events)
  return withComplaint({ code: 'not-asked', sentence, events: [pushed] }, complaint)
}

const askedAt = (event: DeviceEvent): string =>
  moment(event.kind === 'listed-nothing' ? numberIn(event, 'asked') : event.at)

const wasTold: DeviceCheck = (device, { record }) => {
  const { pushed, told, untold } = stepsOfMark(device)
  if (told || !untold || isForMany(record)) return undefined
  const { n } = device.entry
  const claim = `its tag says that it knows all up to mark ${numberIn(untold, 'since')}, and this is ${n}, of which no list ever told it`
  if (untold.kind === 'listed') {
    const count = numberIn(untold, 'passes')
    const others = `${count} other ${count === 1 ? 'pass' : 'passes'}`
    const sentence = `at ${askedAt(untold)} the device was told of ${others}, but not of this one: ${claim}`
    return { code: 'list-without-pass', sentence, events: [untold, pushed] }
  }
  const sentence = `at ${askedAt(untold)} the device was told that nothing has changed: ${claim}`
  return { code: 'tag-wrong', sentence, events: [untold, pushed] }
}

/** Of what is told once a minute, an earlier one may stand for a later one. */
const since = (told: DeviceEvent, event: PassEvent): boolean => event.at > told.at - minute

const hasFetched: DeviceCheck = (device, evidence) => {
  const { record, events, devices } = evidence
  const { told } = stepsOfMark(device)
  if (!told || fetchesOf(evidence).has(device)) return undefined
  const when = moment(told.at)
  const heard = `the device was told of version ${record.version} at ${when}`
  const [failure] = events.filter(
    (event) =>
      since(told, event) &&
      ((event.kind === 'refused' && textIn(event, 'task') === 'fetch') ||
        (event.kind === 'not-modified' && numberIn(event, 'version') === record.version)),
  )
  if (failure?.kind === 'refused') {
    const sentence = `${heard}, but its request for the pass was refused at ${moment(failure.at)}: 401, the token is not that of the pass`
    return { code: 'fetch-refused', sentence, events: [failure, told] }
  }
  if (failure) {
    const claimed = moment(numberIn(failure, 'since') * 1000)
    const sentence = `${heard}, but claimed to have one of ${claimed}, a date that was never given out, and got 304`
    return { code: 'date-wrong', sentence, events: [failure, told] }
  }
  // It may have been told of it a second time: then it has it, and gets 304, which is not noted.
  if (devices.length === 1 && earlierFetch(evidence)) return undefined
  return { code: 'not-fetched', sentence: `${heard}, but has not fetched it`, events: [told] }
}

/** The checks, in the order of the steps. */
export const deviceChecks: readonly DeviceCheck[] = [isMarked, isPushed, hasAsked, wasTold, hasFetched]
