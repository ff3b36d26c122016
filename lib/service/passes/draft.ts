/** A change of a record, checked from end to end before anything is written. */
import type { Bytes } from '../../core/bytes.ts'
import { contentsOf } from '../../core/contents.ts'
import { type Finding, ofSeverity } from '../../core/finding.ts'
import { assertInstallable } from '../../core/preflight/preflight.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Random } from '../../ports/random.ts'
import type { PassId, PassRecord } from '../../ports/records.ts'
import { ServiceError } from '../errors.ts'
import { randomText } from '../random-text.ts'
import type { Keys } from '../secrets/key-ring.ts'
import type { Preconditions } from '../service.ts'
import type { CompiledTemplate, CompiledTemplates } from '../templates/compiled-templates.ts'
import type { Filler } from './filler.ts'
import { nextRecord } from './next-record.ts'
import { assertPassSize } from './pass-size.ts'
import { assertPreconditions } from './preconditions.ts'
import type { Tombstones } from './tombstones.ts'
import { assertValuesSize } from './values.ts'

/** What a record is to hold. */
export type RecordContents = Pick<PassRecord, 'values' | 'images' | 'voided'>

/** One change of one record. */
export interface Change {
  readonly pass: PassId
  /** Finds the template. Asked again with every attempt. Default: the record's own. */
  readonly template?: () => Promise<CompiledTemplate>
  /** What a new record is to hold. Default: the change needs a record that is there. */
  readonly initial?: RecordContents
  /** What the record is to hold, given what it holds. Whatever it throws refuses the change. */
  readonly contents: (current: PassRecord) => RecordContents
  /** Images that are not in the store yet, by key. */
  readonly fresh?: ReadonlyMap<string, Bytes>
}

/** A change, and the record that it meets. */
export interface DraftInput {
  readonly change: Change
  readonly preconditions: Preconditions
  readonly current: PassRecord | undefined
  /** The template that the change names. */
  readonly asked: CompiledTemplate | undefined
}

/** A checked change. */
export interface Draft {
  /** The record to write. */
  readonly record: PassRecord
  readonly warnings: readonly Finding[]
}

/** What {@link makeDrafter} needs. */
export interface DrafterParts {
  readonly clock: Clock
  readonly random: Random
  readonly compiled: CompiledTemplates
  readonly filler: Filler
  readonly keys: Keys
  readonly tombstones: Tombstones
}

/** Checks a change. @throws whatever `PassService` says of writes; MissingImageError */
export type Drafter = (input: DraftInput) => Promise<Draft>

const assertType = ({ version }: CompiledTemplate, { passTypeIdentifier }: PassId): void => {
  if (version.passTypeIdentifier === passTypeIdentifier) return
  const message = `the template "${version.name}" is for passes of ${version.passTypeIdentifier}, not of ${passTypeIdentifier}`
  throw new ServiceError('template/pass-type-mismatch', `${message}: name one that is for this pass type`)
}

/** Makes the checker of changes. */
export const makeDrafter = ({ clock, random, compiled, filler, keys, tombstones }: DrafterParts): Drafter => {
  const newToken = async (): Promise<PassRecord['token']> => ({
    keyId: (await keys.current()).current,
    issue: randomText(random, 12),
  })

  const check = async (
    { change: { pass, fresh }, current }: DraftInput,
    template: CompiledTemplate,
    contents: RecordContents,
  ): Promise<Draft> => {
    assertType(template, pass)
    const { passTypeIdentifier, serialNumber } = pass
    const token = current?.token ?? (await newToken())
    const filled = await filler.fill(template, { ...contents, passTypeIdentifier, serialNumber, token }, fresh)
    assertValuesSize(contents.values)
    const warnings = ofSeverity('warning', assertInstallable(filled))
    const { contentHash, bytes } = await contentsOf(filled)
    assertPassSize(bytes)
    const { name, version } = template.version
    const next = { ...contents, token, contentHash, template: { name, version } }
    const record = nextRecord(pass, current, { ...next, writeId: randomText(random, 16), now: clock.now() })
    return { record, warnings }
  }

  return async (input) => {
    const { change, preconditions, current, asked } = input
    if (current) {
      assertPreconditions(preconditions, current)
      const contents = change.contents(current)
      return check(input, asked ?? (await compiled.version(current.template)), contents)
    }
    if (!(asked && change.initial)) throw await tombstones.whyMissing(change.pass)
    assertPreconditions(preconditions, current)
    return check(input, asked, change.initial)
  }
}
