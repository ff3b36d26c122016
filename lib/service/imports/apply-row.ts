/** Makes the change that a row asks for. */
import { isPassTypeIdentifier, isSerialNumber, type PassTypeIdentifier } from '../../core/format/identifiers.ts'
import type { JsonObject } from '../../core/format/json.ts'
import type { Import } from '../../ports/imports.ts'
import type { Random } from '../../ports/random.ts'
import type { Records } from '../../ports/records.ts'
import { ServiceError } from '../errors.ts'
import { limits } from '../limits.ts'
import { makeChangePass } from '../passes/change.ts'
import { makeCreate } from '../passes/create.ts'
import type { Writer } from '../passes/writer.ts'
import type { Preconditions, ServiceSettings, Written } from '../service.ts'
import type { CompiledTemplate, CompiledTemplates } from '../templates/compiled-templates.ts'
import { type RowDraft, rowOfDraft } from './import-file.ts'
import { changeOfRow, type RowChange } from './row-change.ts'

/** What {@link makeApplyRow} needs. */
export interface ApplyRowParts {
  readonly records: Records
  readonly random: Random
  readonly compiled: CompiledTemplates
  readonly write: Writer
}

/**
 * Makes the change that a row of a file asks for, once however often it is asked to.
 *
 * @throws ServiceError `import/row-invalid`, and what writes of passes throw
 */
export type ApplyRow = (draft: RowDraft, line: number) => Promise<Written>

const { idempotencySeconds } = limits.import

/** The newest version of a template is asked for once, not for each row. */
const remembering = (compiled: CompiledTemplates): CompiledTemplates => {
  const found = new Map<string, Promise<CompiledTemplate>>()
  return {
    ...compiled,
    named: (text) => {
      const known = found.get(text) ?? compiled.named(text)
      found.set(text, known)
      return known
    },
  }
}

/** Makes what applies the rows of one stretch of an import. */
export const makeApplyRow = (
  { records, random, write, ...parts }: ApplyRowParts,
  { passTypeIdentifiers }: Pick<ServiceSettings, 'passTypeIdentifiers'>,
  { id, file, defaults }: Import,
): ApplyRow => {
  const compiled = remembering(parts.compiled)
  const change = makeChangePass({ compiled, write })
  const create = makeCreate({ compiled, write, random })
  const [onlyType, ...otherTypes] = passTypeIdentifiers

  const typeOf = async (template: string | undefined): Promise<PassTypeIdentifier> => {
    if (template !== undefined) return (await compiled.named(template)).version.passTypeIdentifier
    if (otherTypes.length === 0 && isPassTypeIdentifier(onlyType)) return onlyType
    throw new ServiceError('import/row-invalid', 'the row names neither a pass type nor a template: give one of them')
  }

  /** The schema of the template that a row names, or else of the one that its pass has. */
  const schemaFor = async (head: JsonObject): Promise<JsonObject | undefined> => {
    const { template, serialNumber, passTypeIdentifier } = head
    if (typeof template === 'string') return (await compiled.named(template)).template.settings.values
    if (!isSerialNumber(serialNumber)) return undefined
    const type = isPassTypeIdentifier(passTypeIdentifier) ? passTypeIdentifier : await typeOf(undefined)
    const record = await records.get({ passTypeIdentifier: type, serialNumber })
    return record && (await compiled.version(record.template)).template.settings.values
  }

  // It is the same row if it is the same line of the same file, whatever its values come to mean.
  const preconditions = (line: number): Preconditions => ({
    idempotency: {
      principal: `import:${id}`,
      key: String(line),
      fingerprint: `${file?.sha256} ${line}`,
      seconds: idempotencySeconds,
    },
  })

  const issue = ({ passTypeIdentifier, change: asked }: RowChange, line: number): Promise<Written> => {
    const { template = '', values = {}, voided } = asked
    const named = passTypeIdentifier === undefined ? {} : { passTypeIdentifier }
    return create({ template, values, ...named, ...(voided === undefined ? {} : { voided }) }, preconditions(line))
  }

  return async (draft, line) => {
    const schema = draft.cells ? await schemaFor(draft.head) : undefined
    const asked = changeOfRow(rowOfDraft(draft, defaults.mode, schema))
    const { serialNumber, passTypeIdentifier = await typeOf(asked.change.template) } = asked
    if (serialNumber === undefined) return issue(asked, line)
    return change({ passTypeIdentifier, serialNumber }, asked.change, preconditions(line))
  }
}
