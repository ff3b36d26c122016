/** Runs the checks against the web service of a pass. */

import type { Source } from '../../core/finding.ts'
import type { Trust } from '../../core/signing/trust.ts'
import { DeviceError } from '../errors.ts'
import type { Fetch } from '../web-service/send.ts'
import { webService } from '../web-service/web-service.ts'
import { allChecks } from './all-checks.ts'
import type { Check, Need } from './check.ts'
import type { Verdict } from './judge.ts'
import { type Lab, type LabOptions, makeLab } from './lab.ts'
import { openTestPass } from './test-pass.ts'

/** What to run the checks with. */
export interface ConformanceOptions {
  /** A pass that the server issued: its `webServiceURL` is asked, with its `authenticationToken`. */
  readonly pass: Uint8Array
  /** Whose root must stand above the certificates of served passes. */
  readonly trust: Trust
  /** Changes the pass, so that its devices must be told; called twice. Default: the checks that need it are left out. */
  readonly change?: () => Promise<void>
  /** Another pass of the same server and pass type, to see that passes are told apart. Default: as for `change`. */
  readonly other?: Uint8Array
  /** A pass of the same server that may be personalized, which can be done once. Default: as for `change`. */
  readonly personalizable?: Uint8Array
  /** All push tokens that the server has pushed to so far, should you know. Default: as for `change`. */
  readonly pushes?: () => readonly string[] | Promise<readonly string[]>
  /** Told of each result as it comes. */
  readonly onResult?: (result: ConformanceResult) => void
  /** Default: the one of the runtime. */
  readonly fetch?: Fetch
  /** The time in milliseconds since 1970. Default: that of the runtime. */
  readonly now?: () => number
  /** Default: by the timers of the runtime. */
  readonly sleep?: (milliseconds: number) => Promise<void>
  /** How long to wait for a change to be listed, in milliseconds. Default: 20,000. */
  readonly patience?: number
}

/** What came of a check. */
export interface ConformanceResult {
  /** Its slug. */
  readonly check: string
  readonly what: string
  readonly expected: string
  /** Absent if the check was left out. */
  readonly got?: string
  readonly source: Source
  readonly outcome: 'passed' | 'failed' | 'skipped'
  /** Why it was left out. */
  readonly reason?: string
}

/** What came of all of them. */
export interface ConformanceReport {
  /** Whether no check failed. */
  readonly ok: boolean
  readonly results: readonly ConformanceResult[]
  /** How many registrations the server did not end: those of devices that do not exist. */
  readonly leftBehind: number
}

const reasons: Readonly<Record<Need, string>> = {
  change: 'the pass cannot be changed',
  other: 'there is no other pass of the service',
  personalizable: 'there is no pass to personalize',
  pushes: 'what the service pushes cannot be seen',
}

const given = (need: Need, lab: LabOptions): boolean =>
  lab[need] !== undefined && (need !== 'pushes' || lab.change !== undefined)

const outcomeOf = async (check: Check, lab: Lab): Promise<Verdict | { readonly missing: string }> => {
  if (check.need !== undefined && !given(check.need, lab)) return { missing: reasons[check.need] }
  try {
    return await check.run(lab)
  } catch (error) {
    // No answer is an answer: what the check expected did not come.
    if (error instanceof DeviceError) return { ok: false, got: error.message }
    throw error
  }
}

const perform = async (check: Check, lab: Lab): Promise<ConformanceResult> => {
  const { id, what, expected, source } = check
  const outcome = await outcomeOf(check, lab)
  const facts = { check: id, what, expected, source }
  if ('missing' in outcome) return { ...facts, outcome: 'skipped', reason: outcome.missing }
  return { ...facts, got: outcome.got, outcome: outcome.ok ? 'passed' : 'failed' }
}

const runAll = async (lab: Lab, onResult: ConformanceOptions['onResult']): Promise<readonly ConformanceResult[]> => {
  const results: ConformanceResult[] = []
  for (const check of allChecks) {
    try {
      const result = await perform(check, lab)
      results.push(result)
      onResult?.(result)
    } finally {
      await lab.release()
    }
  }
  return results
}

const pauseOf = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })

const labOf = async (options: ConformanceOptions): Promise<Lab> => {
  const { trust, change, pushes, now = Date.now, sleep = pauseOf, patience = 20_000 } = options
  const pass = await openTestPass(options.pass)
  const service = webService(pass.webServiceURL, { now, ...(options.fetch ? { fetch: options.fetch } : {}) })
  return makeLab({
    service,
    pass,
    trust,
    now,
    sleep,
    patience,
    ...(options.other ? { other: await openTestPass(options.other) } : {}),
    ...(options.personalizable ? { personalizable: await openTestPass(options.personalizable) } : {}),
    ...(change ? { change } : {}),
    ...(pushes ? { pushes } : {}),
  })
}

/**
 * Runs every check against the server that a pass names, one after the other. The devices are made up, and their
 * registrations are ended again, whatever happens; what belongs to others stays as it is. Only `personalizable` is
 * personalized for good.
 *
 * @throws DeviceError `device/no-web-service`, `device/address-refused`; ArchiveError for a file that is no pass; SignerError
 *   `signer/certificate-unreadable`; whatever `change` throws the first time
 * @example
 * ```ts
 * const { ok, results } = await runConformance({ pass, trust: 'apple', change: () => changeGate('S-1') })
 * ```
 */
export const runConformance = async (options: ConformanceOptions): Promise<ConformanceReport> => {
  const lab = await labOf(options)
  const results = await runAll(lab, options.onResult)
  return { ok: results.every(({ outcome }) => outcome !== 'failed'), results, leftBehind: lab.leftBehind() }
}
