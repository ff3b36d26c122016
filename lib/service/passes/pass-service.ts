/** The use cases of passes. */
import { isSerialNumber, type SerialNumber } from '../../core/format/identifiers.ts'
import type { JsonObject } from '../../core/format/json.ts'
import type { Random } from '../../ports/random.ts'
import type { Records } from '../../ports/records.ts'
import type { Templates } from '../../ports/templates.ts'
import { randomText } from '../random-text.ts'
import type { PassService } from '../service.ts'
import type { CompiledTemplates } from '../templates/compiled-templates.ts'
import { assertTemplateName, noSuchTemplate } from '../templates/template-text.ts'
import type { RecordContents } from './draft.ts'
import { mergePatch } from './merge-patch.ts'
import type { ReadRecord } from './read-record.ts'
import { withoutSerialNumber } from './values.ts'
import type { Writer } from './writer.ts'

/** What {@link makePassService} is made of. */
export interface PassServiceParts
  extends Pick<
    PassService,
    'erase' | 'putImage' | 'removeImage' | 'file' | 'bundle' | 'adopt' | 'personalData' | 'erasePersonalData'
  > {
  readonly records: Records
  readonly templates: Templates
  readonly random: Random
  readonly compiled: CompiledTemplates
  readonly write: Writer
  readonly read: ReadRecord
}

const unadorned = (values: JsonObject): RecordContents => ({ values, images: {}, voided: false })

/** 128 random bits. One that begins or ends with a dash would do, too: all of base64url is allowed everywhere. */
const newSerialNumber = (random: Random): SerialNumber => {
  const text = randomText(random, 16)
  if (isSerialNumber(text)) return text
  throw new TypeError('random text makes no serial number')
}

const makeWrites = ({
  compiled,
  write,
  random,
}: PassServiceParts): Pick<PassService, 'put' | 'create' | 'patch' | 'setVoided'> => ({
  put: (pass, content, preconditions) =>
    write(preconditions, () => {
      const values = withoutSerialNumber(content.values, pass.serialNumber)
      return {
        pass,
        template: () => compiled.named(content.template),
        initial: unadorned(values),
        contents: ({ images, voided }) => ({ values, images, voided }),
      }
    }),
  create: (content, preconditions) =>
    write({ ...preconditions, ifAbsent: true }, async () => {
      const values = withoutSerialNumber(content.values, undefined)
      const template = await compiled.named(content.template)
      const { passTypeIdentifier } = template.version
      return {
        pass: { passTypeIdentifier, serialNumber: newSerialNumber(random) },
        isNew: true,
        hasRandomSerial: true,
        template: () => Promise.resolve(template),
        initial: unadorned(values),
        contents: (current) => current,
      }
    }),
  patch: (pass, { template, values = {} }, preconditions) =>
    write(preconditions, () => {
      const patch = withoutSerialNumber(values, pass.serialNumber)
      return {
        pass,
        ...(template === undefined ? {} : { template: () => compiled.named(template) }),
        contents: (current) => ({ ...current, values: mergePatch(current.values, patch) }),
      }
    }),
  setVoided: (pass, voided, preconditions) =>
    write(preconditions, () => ({ pass, contents: (current) => ({ ...current, voided }) })),
})

/** Makes the service of passes. */
export const makePassService = (parts: PassServiceParts): PassService => {
  const { records, templates, read, erase, putImage, removeImage, file, bundle } = parts
  const { adopt, personalData, erasePersonalData } = parts
  return {
    ...makeWrites(parts),
    ...{ erase, putImage, removeImage, read, file, bundle, adopt, personalData, erasePersonalData },
    list: async (template, page) => {
      assertTemplateName(template)
      const found = await records.list(template, page)
      const isEmpty = found.items.length === 0 && page.cursor === undefined
      if (isEmpty && !(await templates.latest(template))) throw noSuchTemplate(template)
      return found
    },
  }
}
