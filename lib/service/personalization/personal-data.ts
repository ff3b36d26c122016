/** What the holders of passes have said of themselves: told to whoever may know it, and erased. */
import { utf8 } from '../../core/bytes.ts'
import { isObject, parseJson } from '../../core/format/json.ts'
import { tombstoneOf } from '../../core/links/tombstone.ts'
import type { Assets } from '../../ports/assets.ts'
import { type Clock, seconds } from '../../ports/clock.ts'
import type { Random } from '../../ports/random.ts'
import type { PassRecord, Personalization, Records } from '../../ports/records.ts'
import { insist, persist } from '../back-off.ts'
import { ServiceError } from '../errors.ts'
import { passBusy } from '../passes/busy.ts'
import { noteErasure } from '../passes/erasure-log.ts'
import type { ReadRecord } from '../passes/read-record.ts'
import { randomText } from '../random-text.ts'
import type { Keys } from '../secrets/key-ring.ts'
import type { Sealer } from '../secrets/sealer.ts'
import type { PassService } from '../service.ts'

/** What {@link makePersonalDataService} needs. */
export interface PersonalDataParts {
  readonly records: Records
  readonly assets: Assets
  readonly clock: Clock
  readonly random: Random
  readonly keys: Keys
  readonly sealer: Sealer
  readonly read: ReadRecord
}

const personalizationOf = ({ personalization }: PassRecord): Personalization => {
  if (personalization) return personalization
  throw new ServiceError('pass/not-personalized', 'nobody has personalized the pass')
}

const answersIn = (text: string): Readonly<Record<string, string>> => {
  const answers = parseJson(utf8(text))
  return Object.fromEntries(
    Object.entries(isObject(answers) ? answers : {}).map(([name, answer]) => [name, String(answer)] as const),
  )
}

/** Makes the use cases: see `PassService.personalData` and `PassService.erasePersonalData`. */
export const makePersonalDataService = ({
  records,
  assets,
  clock,
  random,
  keys,
  sealer,
  read,
}: PersonalDataParts): Pick<PassService, 'personalData' | 'erasePersonalData'> => ({
  personalData: async (pass) => {
    const { at, answers } = personalizationOf(await read(pass))
    return answers === undefined
      ? { at }
      : { at, answers: answersIn(await sealer.unseal('personal-data', pass, answers)) }
  },
  // Not by way of the writer of passes: a template that cannot be filled for now is no reason to keep personal data.
  erasePersonalData: async (pass) => {
    const isErased = await insist(random, async () => {
      const { restored: _, ...record } = await read(pass)
      const { at, answers, fingerprint } = personalizationOf(record)
      if (answers === undefined && fingerprint === undefined) return true
      const { revision } = record
      const now = clock.now()
      const erased = { ...record, personalization: { at }, revision: revision + 1, updatedAt: now }
      const write = { record: { ...erased, writeId: randomText(random, 16) }, replaces: revision, keepsBuilt: true }
      const outcome = await persist(random, () => records.write({ ...write, now: seconds(now) }))
      return outcome === 'written' ? true : undefined
    })
    if (!isErased) throw passBusy()
    // What was erased before, too: the first try may have ended before it was noted.
    const tombstone = tombstoneOf(await keys.current(), pass)
    await noteErasure({ assets }, { tombstone, erasedAt: clock.now(), of: 'personal-data' })
  },
})
