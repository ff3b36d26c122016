/** Issues passes under serial numbers that are made here. */
import { isSerialNumber, type PassTypeIdentifier, type SerialNumber } from '../../core/format/identifiers.ts'
import type { Random } from '../../ports/random.ts'
import { randomText } from '../random-text.ts'
import type { PassContent, Preconditions, Written } from '../service.ts'
import type { CompiledTemplates } from '../templates/compiled-templates.ts'
import { withoutSerialNumber } from './values.ts'
import type { Writer } from './writer.ts'

/** What {@link makeCreate} needs. */
export interface CreateParts {
  readonly compiled: CompiledTemplates
  readonly write: Writer
  readonly random: Random
}

/** What a new pass is made of. */
export interface NewPass extends PassContent {
  /** Default: that of the template, which is the only one that is taken. */
  readonly passTypeIdentifier?: PassTypeIdentifier
  /** Default: no. */
  readonly voided?: boolean
}

/** 128 random bits. One that begins or ends with a dash would do, too: all of base64url is allowed everywhere. */
const newSerialNumber = (random: Random): SerialNumber => {
  const text = randomText(random, 16)
  if (isSerialNumber(text)) return text
  throw new TypeError('random text makes no serial number')
}

/** Makes the use case: see `PassService.create`. */
export const makeCreate =
  ({ compiled, write, random }: CreateParts) =>
  (content: NewPass, preconditions: Preconditions): Promise<Written> =>
    write({ ...preconditions, ifAbsent: true }, async () => {
      const values = withoutSerialNumber(content.values, undefined)
      const template = await compiled.named(content.template)
      const { passTypeIdentifier = template.version.passTypeIdentifier, voided = false } = content
      return {
        pass: { passTypeIdentifier, serialNumber: newSerialNumber(random) },
        isNew: true,
        hasRandomSerial: true,
        template: () => Promise.resolve(template),
        initial: { values, images: {}, voided },
        contents: (current) => current,
      }
    })
