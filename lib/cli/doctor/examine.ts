/** Examines a deployment, part by part, and leaves it as it was. */
import { hex } from '../../core/bytes.ts'
import type { Trust } from '../../core/signing/trust.ts'
import { openTestPass } from '../../device/conformance/test-pass.ts'
import type { Fetch } from '../../device/web-service/send.ts'
import type { ApiClient } from '../api-client.ts'
import { askAt } from './ask.ts'
import type { Diagnosis } from './check.ts'
import { cleaning } from './checks/cleaning.ts'
import { deviceFacts, devicePart, deviceRows, examineDevices } from './checks/device.ts'
import { dns } from './checks/dns.ts'
import { front } from './checks/front.ts'
import { health } from './checks/health.ts'
import { key } from './checks/key.ts'
import type { IssuedPasses } from './checks/pass.ts'
import { type PassTypeWishes, passType } from './checks/pass-type.ts'
import { tls } from './checks/tls.ts'
import { goodBytes } from './issue.ts'
import type { IssuedVisit } from './issued-visit.ts'
import { type Journal, makeJournal } from './journal.ts'
import type { Network } from './network.ts'
import type { Visit } from './part.ts'
import { answers } from './parts/answers.ts'
import { limits } from './parts/limits.ts'
import { type PassVisit, passes } from './parts/passes.ts'
import { type LeftPass, makeUndoing, type Undoing } from './undo.ts'

/** What to examine, and with what. */
export interface DoctorOptions {
  /** The address, without a slash at its end. */
  readonly base: string
  readonly key: string
  /** Cleans up with patience. */
  readonly client: Pick<ApiClient, 'get' | 'remove'>
  /** Whose root must stand above the certificates of passes. */
  readonly trust: Trust
  readonly wishes: PassTypeWishes
  /** Whether what phones do is left out, which takes most of the time. */
  readonly quick: boolean
  /** How long a change may take to reach devices, in milliseconds. */
  readonly patience: number
  readonly network: Network
  readonly fetch: Fetch
  /** The time in milliseconds since 1970. */
  readonly now: () => number
  /** Rejects when the run is broken off. */
  readonly sleep: (milliseconds: number) => Promise<void>
  /** Breaks the run off; what was issued is erased all the same. */
  readonly signal: AbortSignal
  readonly onDiagnosis: (diagnosis: Diagnosis) => void
}

/** What came of it. */
export interface DoctorReport {
  /** Whether no check failed, and the run came to its end. */
  readonly ok: boolean
  readonly url: string
  readonly passTypeIdentifier?: string
  /** Whether the run was broken off. */
  readonly interrupted: boolean
  readonly checks: readonly Diagnosis[]
  /** Passes that are still there. */
  readonly left: readonly LeftPass[]
}

const serialBytes = 6

/** Nothing more is asked once the run is broken off, but what ends registrations. */
const until =
  (signal: AbortSignal, fetch: Fetch): Fetch =>
  (request) => {
    if (signal.aborted && request.method !== 'DELETE') throw new Error('the run was broken off')
    return fetch(request)
  }

const visitOf = async (visit: PassVisit, { main, other, opened }: IssuedPasses): Promise<IssuedVisit | undefined> => {
  const file = goodBytes(main?.file)
  if (!(main && file && opened)) return undefined
  const { access } = await openTestPass(file)
  return {
    ...visit,
    main,
    file,
    otherFile: goodBytes(other?.file),
    token: access.authenticationToken,
    nfc: opened.report.signature?.signer.nfc ?? false,
  }
}

const skipDevices = async (journal: Journal, reason: string): Promise<void> => {
  for (const facts of deviceFacts) journal.add({ ...facts, outcome: 'skipped', reason })
  await journal.judge(devicePart, deviceRows, { missing: reason })
}

const devices = async (options: DoctorOptions, journal: Journal, issued: IssuedVisit | undefined): Promise<void> => {
  const { fetch, sleep, patience, signal, quick } = options
  const missing = quick ? 'left out by --quick' : journal.missing(issued)
  if (!issued || missing !== undefined) return await skipDevices(journal, missing ?? '')
  const onResult = (diagnosis: Diagnosis) => {
    signal.throwIfAborted()
    journal.add(diagnosis)
  }
  const found = await examineDevices({ ...issued, fetch: until(signal, fetch), sleep, patience, onResult })
  await journal.judge(devicePart, deviceRows, { found })
}

/** What a run has come to so far. */
interface Progress {
  passTypeIdentifier?: string
  issued?: IssuedVisit
}

/** All that can be said before a pass was issued; the pass type to go on with. */
const examineOutside = async (journal: Journal, visit: Visit, wishes: PassTypeWishes) => {
  await journal.examine(dns, visit)
  await journal.examine(tls, visit)
  await journal.examine(front, visit)
  await journal.examine(key, visit)
  await journal.examine(health, visit)
  return (await journal.examine(passType(wishes), visit))?.chosen
}

const examineAll = async (options: DoctorOptions, journal: Journal, undoing: Undoing, so: Progress): Promise<void> => {
  const { base, key: apiKey, fetch, network, now, wishes, trust, signal } = options
  const ask = askAt(base, apiKey, until(signal, fetch))
  const visit: Visit = { url: new URL(base), base, key: apiKey, ask, network, now }
  const identity = await examineOutside(journal, visit, wishes)
  if (identity) so.passTypeIdentifier = identity.passTypeIdentifier
  const serialPrefix = `doctor-${hex(crypto.getRandomValues(new Uint8Array(serialBytes)))}-`
  const passVisit = identity && { ...visit, issuing: { ask, undoing, identity, serialPrefix }, trust }
  const issued = await journal.examine(passes, passVisit)
  const issuedVisit = passVisit && issued && (await visitOf(passVisit, issued))
  if (issuedVisit) so.issued = issuedVisit
  await journal.examine(answers, issuedVisit)
  await journal.examine(limits, issuedVisit)
  await devices(options, journal, issuedVisit)
}

/** Erases what was issued, and looks whether it is gone: also when the run was broken off, so nothing stops this. */
const cleanUp = async (options: DoctorOptions, journal: Journal, undoing: Undoing, { issued }: Progress) => {
  const { base, key: apiKey, fetch } = options
  const ask = askAt(base, apiKey, fetch)
  const findings = await cleaning.examine({ undoing, issued: issued && { ...issued, ask } })
  await journal.judge(cleaning.name, cleaning.rows, findings)
  return 'found' in findings ? findings.found.undone.left : []
}

/** Examines a deployment. Whatever happens, what was issued is erased before this resolves or rejects. */
export const examineDeployment = async (options: DoctorOptions): Promise<DoctorReport> => {
  const { base, client, now, signal, onDiagnosis } = options
  const journal = makeJournal(onDiagnosis, () => signal.throwIfAborted())
  const undoing = makeUndoing(client, now)
  const so: Progress = {}
  let left: readonly LeftPass[] = []
  try {
    await examineAll(options, journal, undoing, so)
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    left = await cleanUp(options, journal, undoing, so)
  }
  const { passTypeIdentifier } = so
  return {
    ok: !signal.aborted && journal.all().every(({ outcome }) => outcome !== 'failed'),
    url: base,
    ...(passTypeIdentifier === undefined ? {} : { passTypeIdentifier }),
    interrupted: signal.aborted,
    checks: journal.all(),
    left,
  }
}
