/** A change of a record, checked from end to end before anything is written. */
import type { Bytes } from '../../core/bytes.ts'
import { contentsOf } from '../../core/contents.ts'
import { type Finding, ofSeverity } from '../../core/finding.ts'
import type { TokenSource } from '../../core/links/authentication-token.ts'
import { issueFor } from '../../core/links/issue.ts'
import { assertInstallable } from '../../core/preflight/preflight.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Random } from '../../ports/random.ts'
import type { PassId, PassRecord } from '../../ports/records.ts'
import { ServiceError } from '../errors.ts'
import { randomText } from '../random-text.ts'
import type { Barcodes } from '../secrets/barcodes.ts'
import type { Keys } from '../secrets/key-ring.ts'
import type { Preconditions } from '../service.ts'
import type { CompiledTemplate, CompiledTemplates } from '../templates/compiled-templates.ts'
import type { Filler } from './filler.ts'
import { nextRecord } from './next-record.ts'
import { assertPassSize } from './pass-size.ts'
import { assertPreconditions } from './preconditions.ts'
import { sequencesAfter } from './sequences.ts'
import type { Tombstones } from './tombstones.ts'
import { assertValuesSize } from './values.ts'

/** What a record is to hold. */
export type RecordContents = Pick<PassRecord, 'values' | 'images' | 'voided'> & {
  /** Default: that of the record as it is. */
  readonly personalization?: PassRecord['personalization']
}

/** What is known of a pass that another system issued. */
export interface AdoptedFrom {
  /** Its authentication token, sealed; or what it was made of, if that was with a key of ours. */
  readonly token: string | TokenSource
  /** Whole seconds since 1970. */
  readonly lastModified: number
}

/** One change of one record. */
export interface Change {
  readonly pass: PassId
  /** Finds the template. Asked again with every attempt. Default: the record's own. */
  readonly template?: () => Promise<CompiledTemplate>
  /** What a new record is to hold. Default: the change needs a record that is there. */
  readonly initial?: RecordContents
  /** Whether a pass that was erased is issued anew. Default: yes. */
  readonly revives?: boolean
  /** Whether a new record has a serial number that was made here, of random text. Default: no. */
  readonly hasRandomSerial?: boolean
  /** The id of the rollout that makes the change. Default: none does. */
  readonly rollout?: string
  /** Where a new record comes from. Default: it is made here. */
  readonly adopted?: AdoptedFrom
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
  readonly barcodes: Barcodes
}

/** Checks a change. @throws whatever `PassService` says of writes; MissingImageError */
export type Drafter = (input: DraftInput) => Promise<Draft>

const assertType = ({ version }: CompiledTemplate, { passTypeIdentifier }: PassId): void => {
  if (version.passTypeIdentifier === passTypeIdentifier) return
  const message = `the template "${version.name}" is for passes of ${version.passTypeIdentifier}, not of ${passTypeIdentifier}`
  throw new ServiceError('template/pass-type-mismatch', `${message}: name one that is for this pass type`)
}

/** Whoever knows the serial number of a pass that has no holder yet may become its holder. */
const assertSecret = ({ isPersonalizable }: CompiledTemplate, hasRandomSerial: boolean): void => {
  if (hasRandomSerial || !isPersonalizable) return
  throw new ServiceError(
    'pass/serial-number-guessable',
    'passes of a personalizable template have serial numbers that nobody can guess: have one made here, by POST /passes',
  )
}

/** What the token of an adopted pass was made of, if that was with a key of ours. */
const ownTokenOf = ({ adopted }: Change): TokenSource | undefined =>
  typeof adopted?.token === 'object' ? adopted.token : undefined

const sealedTokenOf = ({ adopted }: Change): string | undefined =>
  typeof adopted?.token === 'string' ? adopted.token : undefined

/** Makes the checker of changes. */
export const makeDrafter = (parts: DrafterParts): Drafter => {
  const { clock, random, compiled, filler, keys, tombstones, barcodes } = parts
  const newToken = async ({ template: { settings } }: CompiledTemplate): Promise<PassRecord['token']> => ({
    keyId: (await keys.current()).current,
    issue: issueFor(settings.audience, randomText(random, 12)),
  })

  const check = async (
    { change, preconditions, current }: DraftInput,
    template: CompiledTemplate,
    contents: RecordContents,
  ): Promise<Draft> => {
    const { pass, fresh } = change
    assertType(template, pass)
    const { passTypeIdentifier, serialNumber } = pass
    const lasting = {
      token: current?.token ?? ownTokenOf(change) ?? (await newToken(template)),
      adoptedToken: current ? current.adoptedToken : sealedTokenOf(change),
      barcodeKeyId: await barcodes.keyIdFor(template.template, current?.barcodeKeyId),
      personalization: contents.personalization ?? current?.personalization,
      sequences: sequencesAfter(current, preconditions.sequence),
      hasRandomSerial: current?.hasRandomSerial ?? change.hasRandomSerial ?? false,
    }
    assertSecret(template, lasting.hasRandomSerial)
    const filled = await filler.fill(template, { ...contents, ...lasting, passTypeIdentifier, serialNumber }, fresh)
    assertValuesSize(contents.values)
    const warnings = ofSeverity('warning', assertInstallable(filled))
    const { contentHash, bytes } = await contentsOf(filled)
    assertPassSize(bytes)
    const { name, version } = template.version
    const { values, images, voided } = contents
    const record = nextRecord(pass, current, {
      ...{ values, images, voided, ...lasting, contentHash, template: { name, version } },
      ...{ writeId: randomText(random, 16), now: clock.now(), lastModified: change.adopted?.lastModified },
      rollout: change.rollout,
    })
    return { record, warnings }
  }

  return async (input) => {
    const { change, preconditions, current, asked } = input
    if (current) {
      assertPreconditions(preconditions, current)
      const contents = change.contents(current)
      return check(input, asked ?? (await compiled.version(current.template)), contents)
    }
    const isLost = change.revives === false && (await tombstones.isErased(change.pass))
    if (isLost || !(asked && change.initial)) throw await tombstones.whyMissing(change.pass)
    assertPreconditions(preconditions, current)
    return check(input, asked, change.initial)
  }
}
