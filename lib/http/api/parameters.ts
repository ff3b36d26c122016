/** The parameters that the routes of the API share. */
import { ValuesError } from '../../core/errors.ts'
import {
  deviceLibraryPattern,
  isDeviceLibraryIdentifier,
  isPassTypeIdentifier,
  isSerialNumber,
  passTypePattern,
  serialNumberPattern,
  templateNamePattern,
} from '../../core/format/identifiers.ts'
import { imageSlotOf, imageSlots } from '../../core/format/images.ts'
import { isLanguage } from '../../core/format/languages.ts'
import { drawingFormats, drawingViews } from '../../service/drawings/drawing-service.ts'
import { ServiceError } from '../../service/errors.ts'
import { limits } from '../../service/limits.ts'
import { readIfMatch, readIfNoneMatch } from '../request/entity-tags.ts'
import {
  headerParameter,
  optionalQuery,
  type Parameter,
  pathParameter,
  requiredQuery,
  type TextParameter,
} from './parameter.ts'
import { profileSchema } from './schemas/inspection.ts'

/** `{type}` */
export const passType = pathParameter({
  name: 'type',
  subject: 'the pass type',
  description: 'The pass type identifier',
  schema: { type: 'string', pattern: passTypePattern.source },
  isValid: isPassTypeIdentifier,
  refusal: 'template/pass-type-unknown',
  wanted: 'a pass type identifier: it begins with pass. and names a domain',
})

/** `{serial}` */
export const serialNumber = pathParameter({
  name: 'serial',
  subject: 'the serial number',
  description: 'The serial number: the number by which you know the pass, such as that of a ticket',
  schema: { type: 'string', pattern: serialNumberPattern.source },
  isValid: isSerialNumber,
  refusal: 'pass/serial-number-invalid',
  wanted: '1 to 64 letters, digits, hyphens, underscores and tildes, with dots only inside',
})

const imageNames = new RegExp(`^(?:${Object.keys(imageSlots).join('|')})(?:@[23]x)?\\.png$`)

/** `{name}` of an image. */
export const imageName: Parameter<string> = {
  in: 'path',
  name: 'name',
  required: true,
  description: 'The file name of the image in the pass, such as `thumbnail@2x.png`',
  schema: { type: 'string', pattern: imageNames.source },
  refusals: ['values/image-invalid'],
  read: (text = '') => {
    if (imageSlotOf(text)) return text
    const known = Object.keys(imageSlots).join(', ')
    throw new ValuesError(
      'values/image-invalid',
      `the name is that of no image of a pass; wanted is NAME.png, NAME@2x.png or NAME@3x.png with NAME one of ${known}`,
    )
  },
}

const versionPattern = /^[1-9][0-9]{0,8}$/
const randomIdPattern = /^[A-Za-z0-9_-]{1,64}$/

const matching =
  (pattern: RegExp) =>
  (text: string): text is string =>
    pattern.test(text)

/** `{name}` of a template. */
export const templateInPath = pathParameter({
  name: 'name',
  subject: 'the name',
  description: 'The name of the template',
  schema: { type: 'string', pattern: templateNamePattern.source },
  isValid: matching(templateNamePattern),
  refusal: 'template/not-found',
  wanted: 'that of a template: at most 64 lowercase letters, digits and hyphens',
})

/** What has an id of random text: `of` says what it is, `wanted` where such ids come from. */
const idInPath = ({ of, ...rest }: Pick<TextParameter<string>, 'refusal' | 'wanted'> & { readonly of: string }) =>
  pathParameter({
    name: 'id',
    subject: 'the id',
    description: `The \`id\` of ${of}`,
    schema: { type: 'string', pattern: randomIdPattern.source },
    isValid: matching(randomIdPattern),
    ...rest,
  })

/** `{version}` */
export const versionInPath = pathParameter({
  name: 'version',
  subject: 'the version',
  description: 'The version: 1, 2, 3…',
  schema: { type: 'string', pattern: versionPattern.source },
  isValid: matching(versionPattern),
  refusal: 'template/not-found',
  wanted: 'a number from 1',
})

/** `{id}` of an upload. */
export const uploadInPath = idInPath({
  of: 'the upload',
  refusal: 'upload/not-found',
  wanted: 'that of an upload: take it from the answer to POST /uploads',
})

/** `{id}` of a parked event. */
export const parkedInPath = idInPath({
  of: 'the parked event',
  refusal: 'parked/not-found',
  wanted: 'that of a parked event: take it from GET /parked',
})

/** `{id}` of an import. */
export const importInPath = idInPath({
  of: 'the import',
  refusal: 'import/not-found',
  wanted: 'that of an import: GET /imports lists them',
})

/** `{id}` of a rollout. */
export const rolloutInPath = idInPath({
  of: 'the rollout',
  refusal: 'rollout/not-found',
  wanted: 'that of a rollout: GET /rollouts lists them',
})

/** `?profile=` */
export const profile = optionalQuery({
  name: 'profile',
  description: profileSchema.description,
  schema: profileSchema,
  parse: (text) => profileSchema.enum.find((known) => known === text),
  wanted: profileSchema.enum.join(' or '),
})

/** `?view=` of a drawing. */
export const drawingView = optionalQuery({
  name: 'view',
  description: 'Its front or back on an iPhone, or how an Apple Watch shows it',
  schema: { enum: drawingViews, default: 'front' },
  parse: (text) => drawingViews.find((known) => known === text),
  wanted: drawingViews.join(' or '),
})

/** `?format=` of a drawing. */
export const drawingFormat = optionalQuery({
  name: 'format',
  description: 'SVG, or PNG with two pixels a point',
  schema: { enum: drawingFormats, default: 'svg' },
  parse: (text) => drawingFormats.find((known) => known === text),
  wanted: drawingFormats.join(' or '),
})

/** `?language=` of a drawing. */
export const drawingLanguage = optionalQuery({
  name: 'language',
  description: 'The language of its texts, dates and numbers, such as `de-AT`. Default: that of the template',
  schema: { type: 'string' },
  parse: (text) => (isLanguage(text) ? text : undefined),
  wanted: 'a language tag such as en or pt-BR',
})

/** `?device=` */
export const deviceInQuery = optionalQuery({
  name: 'device',
  description:
    'A device library identifier: only this device is looked at. Default: those that hold the pass, up to 20',
  schema: { type: 'string', pattern: deviceLibraryPattern.source },
  parse: (text) => (isDeviceLibraryIdentifier(text) ? text : undefined),
  wanted: 'a device library identifier',
})

/** `?template=` */
export const templateInQuery = requiredQuery({
  name: 'template',
  description: 'The name of a template; the passes of all its versions are listed',
  schema: { type: 'string', pattern: templateNamePattern.source },
  parse: (text) => (templateNamePattern.test(text) ? text : undefined),
  wanted: 'the name of a template, without a version',
})

const momentPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?(?:Z|[+-]\d\d:\d\d)$/

/** `?before=`, in milliseconds since 1970. */
export const revokedBefore = optionalQuery({
  name: 'before',
  description: 'Only links that were made before this moment: RFC 3339 with a time zone; default: all until now',
  schema: { type: 'string', format: 'date-time' },
  parse: (text) => {
    const time = momentPattern.test(text) ? Date.parse(text) : Number.NaN
    return Number.isNaN(time) ? undefined : time
  },
  wanted: 'a moment such as 2027-03-01T09:30:00Z',
})

const { most } = limits.pageItems
const counting = /^[1-9][0-9]{0,3}$/

/** `?limit=` */
export const pageLimit = optionalQuery({
  name: 'limit',
  description: 'At most so many items',
  schema: { type: 'integer', minimum: 1, maximum: most, default: limits.pageItems.default },
  parse: (text) => (counting.test(text) && Number(text) <= most ? Number(text) : undefined),
  wanted: `a number from 1 to ${most}`,
})

const longestCursor = 2048

/** `?cursor=` */
export const pageCursor = optionalQuery({
  name: 'cursor',
  description: 'Where to go on: `next` of the page before, while it has one',
  schema: { type: 'string', minLength: 1, maxLength: longestCursor },
  parse: (text) => (text !== '' && text.length <= longestCursor ? text : undefined),
  wanted: 'the next of another page',
})

/** `If-Match` */
export const ifMatch = headerParameter({
  name: 'If-Match',
  description: 'Only if the pass is at one of these revisions, as its ETag says; `*`: only if there is one',
  schema: { type: 'string', examples: ['"7"'] },
  parse: readIfMatch,
})

/** `If-None-Match` of a read. */
export const ifNoneMatch = headerParameter({
  name: 'If-None-Match',
  description: 'Not if the pass is still at one of these revisions: the answer is 304 then',
  schema: { type: 'string', examples: ['"7"'] },
  parse: readIfNoneMatch,
})

/** `If-None-Match: *` of a write. */
export const ifAbsent = headerParameter({
  name: 'If-None-Match',
  description: 'Only if there is no such pass yet',
  schema: { type: 'string', enum: ['*'] },
  parse: (text): true => {
    if (text.trim() === '*') return true
    throw new ServiceError('request/header-invalid', 'If-None-Match of a write may only be *')
  },
})

const keyPattern = new RegExp(`^[!-~]{1,${limits.idempotencyKeyCharacters}}$`)

/** `Idempotency-Key` */
export const idempotencyKey = headerParameter({
  name: 'Idempotency-Key',
  description:
    'Any text of your own. For a day, the same request with the same key is answered as the first one, and another request with it is refused',
  schema: { type: 'string', pattern: keyPattern.source },
  parse: (text) => {
    if (keyPattern.test(text)) return text
    throw new ServiceError(
      'request/header-invalid',
      `Idempotency-Key is not 1 to ${limits.idempotencyKeyCharacters} visible ASCII characters`,
    )
  },
})
