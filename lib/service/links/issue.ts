/** Issues the passes of sealed links, when somebody fetches them. */
import type { TemplateEntry } from '../../core/links/sealed-contents.ts'
import { type PassRecord, passIdOf } from '../../ports/records.ts'
import { ServiceError } from '../errors.ts'
import type { Writer } from '../passes/writer.ts'
import type { CompiledTemplates } from '../templates/compiled-templates.ts'

/**
 * Issues a pass. Undefined if somebody else did so meanwhile.
 *
 * @throws ServiceError `pass/erased`, `pass/busy`, and what `PassService.put` throws for values that do not make a pass
 */
export type Issue = (entry: TemplateEntry) => Promise<PassRecord | undefined>

/** What {@link makeIssue} needs. */
export interface IssueParts {
  readonly compiled: Pick<CompiledTemplates, 'version'>
  readonly write: Writer
}

/** Makes what issues. */
export const makeIssue =
  ({ compiled, write }: IssueParts): Issue =>
  async (entry) => {
    const { template, values, hasRandomSerial } = entry
    try {
      const { pass } = await write({ ifAbsent: true }, () => ({
        pass: passIdOf(entry),
        isNew: true,
        revives: false,
        unlessErased: true,
        hasRandomSerial,
        template: () => compiled.version(template),
        initial: { values, images: {}, voided: false },
        contents: (current) => current,
      }))
      return pass
    } catch (error) {
      // Two taps at once make one pass: the other one was quicker.
      if (error instanceof ServiceError && error.code === 'pass/exists') return undefined
      throw error
    }
  }
