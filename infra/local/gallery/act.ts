/** What a click or the form of the gallery does to a record: it asks the API for it. */

import type { SamplePass } from '../samples/publish.ts'
import { changeIn, formFields } from './form-fields.ts'
import type { GalleryParts } from './look.ts'
import { changeRecord, type Fault, readRecord, readSchema, voidRecord } from './record.ts'
import { nextTurn, tourOf } from './tours.ts'

const erased: readonly Fault[] = [{ value: '', message: 'the pass was erased' }]

/**
 * Does what was filled in: an idea, an act, or a change of values.
 *
 * @param filled the text of a field of the form by its name; undefined for one that was not sent
 * @returns what the API has against it
 */
export const act = async (
  { api }: GalleryParts,
  pass: SamplePass,
  filled: (name: string) => string | undefined,
): Promise<readonly Fault[]> => {
  const record = await readRecord(api, pass)
  if (!record) return erased
  const wanted = filled('act')
  if (wanted === 'void' || wanted === 'reinstate') return await voidRecord(api, pass, wanted === 'void')
  const tour = tourOf(pass.template)
  const idea = tour.ideas[Number(filled('idea') ?? Number.NaN)]
  if (idea) return await changeRecord(api, pass, nextTurn(idea, record.values))
  const fields = formFields(await readSchema(api, pass.template), record.values, tour.first)
  return await changeRecord(api, pass, changeIn(fields, filled))
}
