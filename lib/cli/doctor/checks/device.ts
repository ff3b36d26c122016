/** Does to the deployment what phones do, and holds its answers against Apple's protocol. */
import { conformanceChecks } from '../../../device/conformance/all-checks.ts'
import { type ConformanceReport, type ConformanceResult, runConformance } from '../../../device/conformance/run.ts'
import type { Fetch } from '../../../device/web-service/send.ts'
import { type Heard, succeeded } from '../ask.ts'
import type { Diagnosis, DoctorCheck } from '../check.ts'
import { goodBytes, isGood, issueNumbered, publish } from '../issue.ts'
import type { IssuedVisit } from '../issued-visit.ts'
import { pathOf } from '../pass-path.ts'
import { personalizableTemplate, plainTemplate } from '../templates.ts'

/** The title of the part. */
export const devicePart = 'Devices'

/** What the part needs besides. */
export interface DeviceVisit extends IssuedVisit {
  readonly fetch: Fetch
  readonly sleep: (milliseconds: number) => Promise<void>
  /** How long a change may take to be listed, in milliseconds. */
  readonly patience: number
  readonly onResult: (diagnosis: Diagnosis) => void
}

const wallet = 'look at the function wallet and its log, and at what stands in front of it'

/** What to do about checks whose names begin like this; the first that fits. */
const remedies: readonly (readonly [beginning: string, fix: string])[] = [
  [
    'change-',
    'see that the functions changes and build run, at their queues and their alarms; passwright why TYPE SERIAL tells what became of a change',
  ],
  [
    'push-',
    'see that the function notify runs, at its queue and its alarms; passwright why TYPE SERIAL tells what was pushed',
  ],
  [
    'fetch-not-cacheable',
    'switch caching off for this host, and have headers passed on as they are: a phone that gets an old answer does not update',
  ],
  [
    'fetch-media-type',
    'have what stands in front of the deployment pass Content-Type on as it is: Wallet takes a pass by that only',
  ],
  ['personalize', 'look at the function wallet and its log; the certificate has to be one with NFC'],
  ['', wallet],
]

const remedyFor = (check: string): string => remedies.find(([beginning]) => check.startsWith(beginning))?.[1] ?? wallet

const diagnosisOf = ({ check, what, expected, got, outcome, reason, source }: ConformanceResult): Diagnosis => ({
  check,
  part: devicePart,
  what,
  expected,
  ...(got === undefined ? {} : { got }),
  // What no source states is no reason to call a deployment ill.
  outcome: outcome === 'failed' && source.kind === 'inferred' ? 'warned' : outcome,
  ...(outcome === 'failed' ? { fix: `${remedyFor(check)}${source.url ? `; ${source.url}` : ''}` } : {}),
  ...(reason === undefined ? {} : { reason }),
})

/** What was found besides. */
interface Found {
  readonly changes: readonly Heard[]
  readonly leftBehind: number
}

/** Checks of what came beside the protocol. */
export const deviceRows: readonly DoctorCheck<Found>[] = [
  {
    id: 'pass-changed',
    what: 'The API changes the pass.',
    expected: '200',
    fix: 'look at the function api and its log, and at the table of passes',
    judge: ({ changes }) => {
      const failed = changes.find((heard) => !isGood(heard))
      const [first] = changes
      if (failed) return succeeded(failed, 200)
      return first ? succeeded(first, 200) : { missing: 'it came to no change' }
    },
  },
  {
    id: 'registrations-ended',
    what: 'The registrations of all devices that were made up are ended.',
    expected: 'none left',
    fix: 'see that DELETE reaches the function wallet. They go with the pass, which is erased',
    judge: ({ leftBehind }) => ({ ok: leftBehind === 0, got: leftBehind === 0 ? 'none left' : `${leftBehind} left` }),
  },
]

/** A pass that may be personalized, if the certificate can sign one. */
const personalizableFile = async ({ issuing, nfc }: IssuedVisit): Promise<Uint8Array | undefined> => {
  if (!nfc) return undefined
  const template = await personalizableTemplate(issuing.identity)
  if (!isGood(await publish(issuing, template))) return undefined
  return goodBytes((await issueNumbered(issuing, template)).file)
}

const noNfc = 'the certificate signs no passes with NFC: Apple grants that separately'

const explained = (result: ConformanceResult, nfc: boolean): ConformanceResult =>
  !nfc && result.outcome === 'skipped' && result.check.startsWith('personalize') ? { ...result, reason: noNfc } : result

/** Runs the checks, and tells each result as it comes. Returns what was found besides. */
export const examineDevices = async (visit: DeviceVisit): Promise<Found> => {
  const { ask, main, file, otherFile, issuing, trust, fetch, now, sleep, patience, nfc, onResult } = visit
  const template = await plainTemplate(issuing.identity)
  const personalizable = await personalizableFile(visit)
  const changes: Heard[] = []
  const { leftBehind }: ConformanceReport = await runConformance({
    pass: file,
    trust,
    ...(otherFile ? { other: otherFile } : {}),
    ...(personalizable ? { personalizable } : {}),
    change: async () => {
      const values = template.values(`Changed ${changes.length + 1}`)
      changes.push(await ask.asOwner('PATCH', pathOf(main.pass), { json: { values } }))
    },
    onResult: (result) => onResult(diagnosisOf(explained(result, nfc))),
    fetch,
    now,
    sleep,
    patience,
  })
  return { changes, leftBehind }
}

/** The checks as they are left out when nothing gets so far. */
export const deviceFacts: readonly Pick<Diagnosis, 'check' | 'part' | 'what' | 'expected'>[] = conformanceChecks.map(
  ({ id: check, what, expected }) => ({ check, part: devicePart, what, expected }),
)
