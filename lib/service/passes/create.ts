/** Issues passes under serial numbers that are made here. */
import type { PassTypeIdentifier } from '../../core/format/identifiers.ts'
import type { Random } from '../../ports/random.ts'
import type { PassContent, Preconditions, Written } from '../service.ts'
import type { CompiledTemplates } from '../templates/compiled-templates.ts'
import { newSerialNumber } from './new-serial-number.ts'
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
