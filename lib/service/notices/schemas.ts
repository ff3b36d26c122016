/** What notices say, as JSON Schema: one schema for the detail of each type. */
import type { JsonObject } from '../../core/format/json.ts'
import type { NoticeType } from '../../ports/bus.ts'
import { noticeSource } from './published.ts'

const text = <const Description extends string>(description: Description) => ({ type: 'string', description }) as const

const moment = <const Description extends string>(description: Description) =>
  ({ type: 'string', format: 'date-time', description }) as const

const flag = <const Description extends string>(description: Description) => ({ type: 'boolean', description }) as const

const number = <const Description extends string>(description: Description) =>
  ({ type: 'integer', minimum: 1, description }) as const

const identity = {
  passTypeIdentifier: text('The pass type identifier'),
  serialNumber: text('The serial number'),
} as const

const device = text(
  'What the device calls itself towards this service; another app or pass type has another name for it',
)

const figures = {
  template: text('The template of the pass, with its version: store-card@3'),
  version: number('The version of the pass: goes up when its contents change'),
  revision: number('The revision of the record: goes up with every write, also one that changes nothing on the pass'),
  voided: flag('Whether the pass is void'),
} as const

const requiredFigures = ['passTypeIdentifier', 'serialNumber', 'template', 'version', 'revision', 'voided'] as const

const rollout = text('The id of the rollout that made this version; absent if none did')

/** The details by type, without what all of them have: see {@link noticesSchema}. */
export const noticeDetails = {
  'pass.issued': {
    description: 'A pass was issued, or taken over from another system: there is a record that was not there before.',
    required: [...requiredFigures, 'adopted'],
    properties: { ...identity, ...figures, adopted: flag('Whether another system issued it') },
  },
  'pass.installed': {
    description: 'A device registered for the updates of a pass: as far as can be known, somebody added it.',
    required: ['passTypeIdentifier', 'serialNumber', 'deviceLibraryIdentifier'],
    properties: { ...identity, deviceLibraryIdentifier: device },
  },
  'pass.updated': {
    description:
      'A pass has a new version. It is built and announced to devices now; some may have it, and others not yet.',
    required: [...requiredFigures, 'changed'],
    properties: {
      ...{ ...identity, ...figures },
      changed: {
        type: 'array',
        maxItems: 20,
        items: { type: 'string', maxLength: 100 },
        description:
          'The names of the values that are different, at the top level, sorted: the first 20. None if the template or an image changed',
      },
      rollout,
    },
  },
  'pass.removed': {
    description:
      'A pass left a device, or is gone altogether: then no device is named, and none is told of for each device.',
    required: ['passTypeIdentifier', 'serialNumber', 'because'],
    properties: {
      ...identity,
      because: {
        enum: ['device', 'gone', 'erased', 'expired'],
        description:
          'device: the device said so; gone: its push token is no longer one; erased: somebody had the pass erased; expired: the store dropped the pass at its time',
      },
      deviceLibraryIdentifier: device,
    },
  },
  'pass.personalized': {
    description: 'Whoever added the pass has said who they are. What they said is not told here.',
    required: requiredFigures,
    properties: { ...identity, ...figures },
  },
  'pass.failed': {
    description:
      'A version could not be built. Devices and links go on getting the version before; it is tried again until it can be built.',
    required: [...requiredFigures, 'code', 'findings'],
    properties: {
      ...{ ...identity, ...figures },
      code: text('The stable code of what is wrong: `passwright explain CODE` says more'),
      findings: {
        type: 'array',
        maxItems: 20,
        items: {
          type: 'object',
          required: ['code', 'path'],
          properties: { code: text('The code of the finding'), path: text('Where it is') },
        },
        description: 'What is wrong, and where, as far as there are places: the first 20',
      },
      rollout,
    },
  },
  'certificate.expiring': {
    description:
      'A certificate that passes are signed with is going to expire. With none that is valid, no pass is signed.',
    required: ['passTypeIdentifier', 'certificate', 'sha256', 'notAfter', 'days', 'daysLeft'],
    properties: {
      passTypeIdentifier: identity.passTypeIdentifier,
      certificate: {
        enum: ['pass', 'intermediate', 'next-pass', 'next-intermediate'],
        description:
          'pass: the Pass Type ID certificate; intermediate: that of Apple which issued it; next-: those of the signer that is to take over',
      },
      sha256: text('SHA-256 of the certificate, in lowercase hexadecimal'),
      notAfter: moment('When it expires'),
      days: {
        enum: [60, 30, 7, 1, 0],
        description:
          'The threshold that was reached: no more than so many days are left. Each is told once, later if nobody looked on the day; a nearer one stands for those before it',
      },
      daysLeft: {
        type: 'integer',
        description: 'In how many days it expires, counted in UTC: 0 is today, and below zero it has',
      },
    },
  },
} as const satisfies Readonly<Record<NoticeType, JsonObject>>

const ofAll = {
  id: text('The same for the same happening, however often it is told'),
  at: moment('When it happened, to the millisecond'),
} as const

const detailSchema = ({ description, required, properties }: (typeof noticeDetails)[NoticeType]): JsonObject => ({
  type: 'object',
  description,
  required: ['id', 'at', ...required],
  properties: { ...ofAll, ...properties },
})

const eventSchema = (type: string): JsonObject => ({
  properties: { 'detail-type': { const: type }, detail: { $ref: `#/$defs/${type}` } },
})

/** An event of EventBridge that tells a notice; `$defs` has the details by type. Members may be added. */
export const noticesSchema: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Notices of Passwright',
  description: 'What happens to passes, as events of EventBridge.',
  type: 'object',
  required: ['source', 'detail-type', 'detail'],
  properties: { source: { const: noticeSource } },
  oneOf: Object.keys(noticeDetails).map(eventSchema),
  $defs: Object.fromEntries(Object.entries(noticeDetails).map(([type, detail]) => [type, detailSchema(detail)])),
}
