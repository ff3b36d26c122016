/** Passes for the table of rules: a good one of every style, with whatever a case changes. */
import { utf8 } from '../../lib/core/bytes.ts'
import type { Finding, Profile } from '../../lib/core/finding.ts'
import type { JsonObject } from '../../lib/core/format/json.ts'
import { preflight } from '../../lib/core/preflight/preflight.ts'
import type { FilledPass } from '../../lib/core/template/filled-pass.ts'
import { readyPass } from '../../lib/core/template/ready.ts'
import { pngStub } from '../builders/template.ts'

const identity = {
  formatVersion: 1,
  passTypeIdentifier: 'pass.com.example.card',
  serialNumber: 'A-1',
  teamIdentifier: 'ABCDE12345',
  organizationName: 'Example',
} as const

/** A good field, that tells its holder when it changes. */
export const aField = (key: string, changes: object = {}): JsonObject => ({
  key,
  label: key,
  value: `The ${key}`,
  changeMessage: `Now %@`,
  ...changes,
})

/** A good pass of every style: preflight has nothing at all to say of them, not even in the strict profile. */
export const good = {
  boardingPass: {
    ...identity,
    description: 'Boarding pass from Vienna to Oslo',
    boardingPass: {
      transitType: 'PKTransitTypeAir',
      headerFields: [aField('gate')],
      primaryFields: [aField('from'), aField('to')],
    },
  },
  coupon: { ...identity, description: 'Coupon: one free tea', coupon: { primaryFields: [aField('offer')] } },
  eventTicket: { ...identity, description: 'Ticket to a concert', eventTicket: { primaryFields: [aField('event')] } },
  generic: { ...identity, description: 'Card of a library', generic: { primaryFields: [aField('holder')] } },
  storeCard: {
    ...identity,
    description: 'Card of a shop',
    storeCard: { primaryFields: [aField('balance', { value: 12.5, currencyCode: 'EUR' })] },
  },
} as const satisfies Readonly<Record<string, JsonObject>>

/** What a case puts into the package: a file by its path; undefined takes one out. */
export type FileChanges = Readonly<Record<string, Uint8Array | string | undefined>>

const icons: FileChanges = {
  'icon.png': pngStub(),
  'icon@2x.png': pngStub(),
  'icon@3x.png': pngStub(),
}

/** A pass as it is before it is signed: a good one with changes; a key that is changed to undefined is taken out. */
export const aPass = (changes: object = {}, files: FileChanges = {}, base: JsonObject = good.storeCard): FilledPass => {
  const entries = Object.entries<Uint8Array | string | undefined>({
    'pass.json': JSON.stringify({ ...base, ...changes }),
    ...icons,
    ...files,
  })
  return readyPass(
    entries.flatMap(([path, file]): [string, Uint8Array][] =>
      file === undefined ? [] : [[path, typeof file === 'string' ? utf8(file) : file]],
    ),
  )
}

/** How {@link findingsOf} looks at a pass. */
export interface FindingsOptions {
  /** The pass that is changed. Default: `good.storeCard`. */
  readonly base?: JsonObject
  readonly files?: FileChanges
  /** Default: `strict`. */
  readonly profile?: Profile
  /** Default: the passing of time does not matter. */
  readonly now?: Date
}

/** What preflight has to say of a good pass with changes. */
export const findingsOf = (
  changes: object,
  { base = good.storeCard, files = {}, ...options }: FindingsOptions = {},
): readonly Finding[] => preflight(aPass(changes, files, base), options)
