/** The setting of a template that says what becomes of the answers to its form. */
import { isObject, type Json } from '../format/json.ts'
import { answerNames, type PersonalizationAnswer } from '../format/personalization.ts'

/** What becomes of the answers to the form. */
export interface PersonalizationSettings {
  /** The answer that a value takes over, by the name of the value. Values that are not named stay as they are. */
  readonly values: Readonly<Record<string, PersonalizationAnswer>>
}

/** Reads the setting, whose shape was checked before. */
export const readPersonalization = (given: Json): PersonalizationSettings => {
  const values = isObject(given) && isObject(given.values) ? given.values : {}
  return {
    values: Object.fromEntries(
      Object.entries(values).flatMap(([name, wanted]) => {
        const answer = answerNames.find((known) => known === wanted)
        return answer ? [[name, answer] as const] : []
      }),
    ),
  }
}
