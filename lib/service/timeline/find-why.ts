/** Answers "why did it not update?": goes through the steps in their order, and names the first one that is missing. */
import { deviceChecks } from './device-checks.ts'
import { fetchesOf } from './device-steps.ts'
import type { DeviceEvidence, Evidence } from './evidence.ts'
import { hadEffect, hasChanged, isBuilt, isRegistered, isToldByDevice, type PassCheck } from './pass-checks.ts'
import { isShown } from './shown-check.ts'
import type { Why } from './timeline-service.ts'
import { moment, newestFirst, timelineEvent, type Verdict } from './verdict.ts'
import { whyCodes } from './why-codes.ts'

const beforeDevices: readonly PassCheck[] = [isRegistered, hasChanged, isBuilt]
const afterDevices: readonly PassCheck[] = [isToldByDevice, hadEffect, isShown]

const firstOf = async (checks: readonly PassCheck[], evidence: Evidence): Promise<Verdict | undefined> => {
  for (const check of checks) {
    const verdict = await check(evidence)
    if (verdict) return verdict
  }
  return undefined
}

interface Missing {
  readonly device: DeviceEvidence
  /** The number of the check. */
  readonly step: number
  readonly verdict: Verdict
}

const missingOf = async (device: DeviceEvidence, evidence: Evidence): Promise<readonly Missing[]> => {
  for (const [step, check] of deviceChecks.entries()) {
    const verdict = await check(device, evidence)
    if (verdict) return [{ device, step, verdict }]
  }
  return []
}

/** Of the devices, the one that has come the least far. */
const ofDevices = async (evidence: Evidence): Promise<(Verdict & Pick<Why, 'device'>) | undefined> => {
  const { devices } = evidence
  const missing = (await Promise.all(devices.map((device) => missingOf(device, evidence)))).flat()
  const [first] = missing.sort((one, other) => one.step - other.step)
  if (!first) return undefined
  const alike = missing.filter(({ verdict }) => verdict.code === first.verdict.code).length
  const { sentence } = first.verdict
  const share =
    devices.length === 1 ? '' : `; it is so for ${alike} of the ${devices.length} devices that were looked at`
  return { ...first.verdict, sentence: sentence + share, device: first.device.device.deviceLibraryIdentifier }
}

const fine = (evidence: Evidence): Verdict => {
  const { version } = evidence.record
  const fetches = [...fetchesOf(evidence).values()].sort(newestFirst)
  const [last] = fetches
  const when = last ? `: it was fetched at ${moment(last.at)}` : ''
  return {
    code: 'up-to-date',
    sentence: `version ${version}, the newest, has come to the phone${when}`,
    events: [last],
  }
}

const asSentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`

/** An answer, out of what a check found. */
export const answerOf = ({ code, sentence, todo, events = [], ...rest }: Verdict & Pick<Why, 'device'>): Why => ({
  code,
  sentence: asSentence(sentence),
  todo: todo ?? whyCodes[code].todo,
  ...rest,
  events: events
    .filter((event) => event !== undefined)
    .sort(newestFirst)
    .map(timelineEvent),
})

/** The first step that is missing; `up-to-date` if none is. */
export const findWhy = async (evidence: Evidence): Promise<Why> =>
  answerOf(
    (await firstOf(beforeDevices, evidence)) ??
      (await ofDevices(evidence)) ??
      (await firstOf(afterDevices, evidence)) ??
      fine(evidence),
  )
