/** The use cases of passes. */
import type { JsonObject } from '../../core/format/json.ts'
import type { Random } from '../../ports/random.ts'
import type { Records } from '../../ports/records.ts'
import type { Templates } from '../../ports/templates.ts'
import type { PassService } from '../service.ts'
import type { CompiledTemplates } from '../templates/compiled-templates.ts'
import { assertTemplateName, noSuchTemplate } from '../templates/template-text.ts'
import { makeCreate } from './create.ts'
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
  create: makeCreate({ compiled, write, random }),
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
