/** Imports as the API shows them, and as a command tells of them. */
import type { JsonObject } from '../../core/format/json.ts'
import type { Valid } from '../../http/api/schema.ts'
import { importDetailsSchema, startedImportSchema } from '../../http/api/schemas/import.ts'
import { type Checker, makeChecker } from '../../service/schema-checker.ts'
import { InputError } from '../errors.ts'

/** An import. */
export type ShownImport = Valid<typeof importDetailsSchema>

/** An import that was begun. */
export type ShownStart = Valid<typeof startedImportSchema>

const read =
  <Shown>(checker: Checker<Shown>) =>
  (body: JsonObject): Shown => {
    if (checker.fits(body)) return body
    throw new InputError('input/no-api', 'the API answered with an import that this release does not know: use its own')
  }

/** The import of an answer. @throws InputError `input/no-api` if it is none */
export const importIn: (body: JsonObject) => ShownImport = read(makeChecker(importDetailsSchema))

/** The import of an answer to `POST /imports`. @throws InputError `input/no-api` if it is none */
export const startIn: (body: JsonObject) => ShownStart = read(makeChecker(startedImportSchema))

/** What became of an import, in one line. `resultFile` is where its result was written to. */
export const importLine = ({ rows, counts, failure }: ShownImport, resultFile: string | undefined): string => {
  const { created, changed, unchanged, failed } = counts
  const came = `of ${rows} rows, ${created} created, ${changed} changed, ${unchanged} unchanged, ${failed} failed`
  const told = resultFile === undefined ? '' : `; ${resultFile} tells what came of each`
  return failure ? `${failure.message}  (${failure.code})  ${came}${told}` : `${came}${told}`
}
