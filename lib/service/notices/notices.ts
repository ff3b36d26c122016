/** What other systems are told of passes: one maker for each type of notice. */
import type { JsonObject } from '../../core/format/json.ts'
import type { Notice, NoticeType } from '../../ports/bus.ts'
import { type PassId, type PassRecord, passIdOf } from '../../ports/records.ts'
import type { DeviceId } from '../../ports/registrations.ts'
import type { Valid } from '../schema-checker.ts'
import type { noticeDetails } from './schemas.ts'

type Detail<Type extends NoticeType> = Valid<{ readonly type: 'object' } & (typeof noticeDetails)[Type]>

/** So many days before it expires, a certificate is told of. */
export type DaysLeft = Detail<'certificate.expiring'>['days']

/** A pass on a device. */
export interface HeldBy {
  readonly pass: PassId
  readonly device: DeviceId
}

/** Why a version of a pass could not be built. */
export interface Failure {
  /** The stable code of what was wrong. */
  readonly code: string
  /** Where, as far as there are places. At most 20 are told. */
  readonly findings?: readonly { readonly code: string; readonly path: string }[]
  /** Milliseconds since 1970; the same however often it is tried. */
  readonly at: number
}

/** A certificate that expires, or has. */
export interface ExpiringCertificate {
  readonly passTypeIdentifier: string
  /** Which of those that sign the passes. */
  readonly certificate: Detail<'certificate.expiring'>['certificate']
  /** SHA-256 of the certificate in hexadecimal. */
  readonly sha256: string
  /** Milliseconds since 1970. */
  readonly notAfter: number
  /** The threshold: 60, 30, 7, 1 or 0. */
  readonly days: DaysLeft
  /** In how many days it expires, counted in UTC; below zero if it did. */
  readonly daysLeft: number
  /** Milliseconds since 1970. */
  readonly at: number
}

const mostFindings = 20
const longestPath = 200

/** A notice. @param happening tells it from others of its type: the same for the same happening */
const notice = <Type extends NoticeType>(
  type: Type,
  happening: readonly (string | number)[],
  at: number,
  detail: Detail<Type> & JsonObject,
): Notice => ({ type, id: [type, ...happening].join('/'), at, detail })

/** Which life of a pass: a serial number that was erased may be issued anew. */
const lifeOf = ({ passTypeIdentifier, serialNumber, createdAt }: PassRecord) =>
  [passTypeIdentifier, serialNumber, createdAt] as const

const figures = (record: PassRecord) => {
  const { template, version, revision, voided } = record
  return { ...passIdOf(record), template: `${template.name}@${template.version}`, version, revision, voided }
}

/** The rollout that made this revision of a record, if one did. */
const rolloutOf = ({ rolledOut, revision }: PassRecord) =>
  rolledOut?.revision === revision ? { rollout: rolledOut.rollout } : {}

/** `pass.issued`: there is a pass that was not there before. */
export const issued = (record: PassRecord): Notice =>
  notice('pass.issued', lifeOf(record), record.createdAt, {
    ...figures(record),
    adopted: record.adoptedToken !== undefined,
  })

/** `pass.updated`: a pass has a new version. @param changed names of the values that differ: at most 20, and short */
export const updated = (record: PassRecord, changed: readonly string[]): Notice =>
  notice('pass.updated', [...lifeOf(record), record.version], record.updatedAt, {
    ...{ ...figures(record), changed, ...rolloutOf(record) },
  })

/** `pass.personalized`: whoever added the pass has said who they are. */
export const personalized = (record: PassRecord): Notice =>
  notice('pass.personalized', lifeOf(record), record.personalization?.at ?? record.updatedAt, figures(record))

const holding = ({ pass, device: { deviceLibraryIdentifier } }: HeldBy) => ({
  ...passIdOf(pass),
  deviceLibraryIdentifier,
})

/** `pass.installed`: a device holds the pass that did not before. @param at milliseconds since 1970 */
export const installed = (held: HeldBy, at: number): Notice => {
  const detail = holding(held)
  return notice('pass.installed', [...Object.values(detail), at], at, detail)
}

/**
 * `pass.removed`: a device no longer holds the pass.
 *
 * @param because `device`: it said so; `gone`: its push token is no longer one
 * @param at milliseconds since 1970
 */
export const removed = (held: HeldBy, because: 'device' | 'gone', at: number): Notice => {
  const detail = holding(held)
  return notice('pass.removed', [...Object.values(detail), at], at, { ...detail, because })
}

/**
 * `pass.removed`, of the pass itself: nobody gets it any more.
 *
 * @param record as it was
 * @param because `erased`: a caller had it erased; `expired`: the store dropped it at its time
 * @param at milliseconds since 1970; the same however often it is told
 */
export const withdrawn = (record: PassRecord, because: 'erased' | 'expired', at: number): Notice =>
  notice('pass.removed', lifeOf(record), at, { ...passIdOf(record), because })

/** `pass.failed`: the version that the record is at could not be built. */
export const failed = (record: PassRecord, { code, findings = [], at }: Failure): Notice =>
  notice('pass.failed', [...lifeOf(record), record.version, code], at, {
    ...{ ...figures(record), code, ...rolloutOf(record) },
    findings: findings
      .slice(0, mostFindings)
      .map((finding) => ({ code: finding.code, path: finding.path.slice(0, longestPath) })),
  })

/** `certificate.expiring`: passes of this type can be signed so much longer. */
export const expiring = ({
  passTypeIdentifier,
  certificate,
  sha256,
  notAfter,
  days,
  daysLeft,
  at,
}: ExpiringCertificate): Notice =>
  notice('certificate.expiring', [passTypeIdentifier, sha256.slice(0, 16), days], at, {
    ...{ passTypeIdentifier, certificate, sha256, days, daysLeft },
    notAfter: new Date(notAfter).toISOString(),
  })
