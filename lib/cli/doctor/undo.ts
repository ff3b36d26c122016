/** Takes back what the doctor does to a deployment, whatever happens meanwhile. */
import { isObject, type JsonObject } from '../../core/format/json.ts'
import type { PassName } from '../../device/web-service/calls.ts'
import type { ApiAnswer, ApiClient } from '../api-client.ts'
import { InputError } from '../errors.ts'
import { textIn } from './ask.ts'
import { pathOf } from './pass-path.ts'

/** A pass that is still there, and why. */
export interface LeftPass extends PassName {
  readonly why: string
}

/** What was taken back. */
export interface Undone {
  /** How many passes were erased, with all that belongs to them. */
  readonly erased: number
  readonly left: readonly LeftPass[]
}

/** Keeps in mind what has to be taken back. */
export interface Undoing {
  /** Notes a pass before it is issued: the answer may be lost. */
  readonly note: (pass: PassName) => void
  /** Notes a template, whose passes are all the doctor's. */
  readonly noteTemplate: (name: string) => void
  /** Whether there is nothing to take back. */
  readonly isIdle: () => boolean
  /** Erases all of it, with patience; and what runs before this one were killed over. May be repeated. */
  readonly undo: () => Promise<Undone>
}

/** What another run may still be working with, in milliseconds. */
const longestRun = 60 * 60 * 1000
const mostPages = 20

/** What came of an erasure: it is done, there was nothing to erase, or it failed. */
type Erasure = 'erased' | 'absent' | { readonly why: string }

const erasures: Readonly<Record<number, Erasure>> = { 204: 'erased', 404: 'absent', 410: 'absent' }

const refusalText = ({ status, body }: ApiAnswer): string => textIn(body, 'detail') || `the API answered ${status}`

/** No answer, or none of the API: whoever cleans up goes on with the next. */
const patiently = async <T>(work: () => Promise<T>, otherwise: (why: string) => T): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof InputError) return otherwise(error.message)
    throw error
  }
}

const erase = ({ remove }: Pick<ApiClient, 'remove'>, pass: PassName): Promise<Erasure> =>
  patiently<Erasure>(
    async () => {
      const answer = await remove(pathOf(pass))
      return erasures[answer.status] ?? { why: refusalText(answer) }
    },
    (why) => ({ why }),
  )

const isForgotten = (pass: JsonObject, now: number): boolean => Date.parse(textIn(pass, 'createdAt')) < now - longestRun

/** The passes of a template that runs before this one have left. */
const forgotten = async (
  { get }: Pick<ApiClient, 'get'>,
  template: string,
  now: number,
): Promise<readonly PassName[]> => {
  const found: PassName[] = []
  let cursor = ''
  for (let page = 0; page < mostPages; page++) {
    const query = new URLSearchParams({ template, limit: '200', ...(cursor === '' ? {} : { cursor }) })
    const { body } = await get(`/passes?${query}`)
    const items = Array.isArray(body.items) ? body.items.filter(isObject) : []
    for (const item of items.filter((each) => isForgotten(each, now)))
      found.push({
        passTypeIdentifier: textIn(item, 'passTypeIdentifier'),
        serialNumber: textIn(item, 'serialNumber'),
      })
    cursor = textIn(body, 'next')
    if (cursor === '') break
  }
  return found
}

/** Begins to keep in mind what has to be taken back. @param now the time in milliseconds since 1970 */
export const makeUndoing = (client: Pick<ApiClient, 'get' | 'remove'>, now: () => number): Undoing => {
  const passes = new Map<string, PassName>()
  const templates = new Set<string>()

  const eraseAll = async (all: readonly PassName[]) => {
    const left: LeftPass[] = []
    let erased = 0
    for (const pass of all) {
      const erasure = await erase(client, pass)
      if (typeof erasure === 'object') left.push({ ...pass, ...erasure })
      else passes.delete(pathOf(pass))
      if (erasure === 'erased') erased++
    }
    return { erased, left }
  }

  return {
    note: (pass) => passes.set(pathOf(pass), pass),
    noteTemplate: (name) => templates.add(name),
    isIdle: () => passes.size === 0 && templates.size === 0,
    undo: async () => {
      const own = await eraseAll([...passes.values()])
      const forgottenPasses: PassName[] = []
      for (const template of templates)
        forgottenPasses.push(
          ...(await patiently<readonly PassName[]>(
            () => forgotten(client, template, now()),
            () => [],
          )),
        )
      const older = await eraseAll(forgottenPasses)
      return {
        erased: own.erased + older.erased,
        left: [...own.left, ...older.left],
      }
    },
  }
}
