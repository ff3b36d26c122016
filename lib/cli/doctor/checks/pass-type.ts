/** Which pass type a deployment is examined with: the one that was asked for, or one that it has templates for. */
import { isObject, type JsonObject } from '../../../core/format/json.ts'
import { type Heard, isSilent, jsonIn, textIn, told } from '../ask.ts'
import type { DoctorCheck } from '../check.ts'
import type { Part, Visit } from '../part.ts'
import type { PassIdentity } from '../templates.ts'

/** What was asked for. */
export interface PassTypeWishes {
  readonly passType?: string
  readonly team?: string
}

/** What is looked at. */
export interface PassTypes {
  readonly heard: Heard
  readonly wishes: PassTypeWishes
  readonly chosen: PassIdentity | undefined
  /** Pass types that could be chosen instead. */
  readonly others: readonly string[]
}

const mostPages = 10

const identityOf = (template: JsonObject): PassIdentity => ({
  passTypeIdentifier: textIn(template, 'passTypeIdentifier'),
  teamIdentifier: textIn(template, 'teamIdentifier'),
})

/** The identities of all templates, each pass type once; and the last answer. */
const identities = async ({ ask }: Visit): Promise<{ heard: Heard; known: ReadonlyMap<string, PassIdentity> }> => {
  const known = new Map<string, PassIdentity>()
  for (let page = 1, cursor = ''; ; page++) {
    const query = new URLSearchParams({ limit: '200', ...(cursor === '' ? {} : { cursor }) })
    const heard = await ask.asOwner('GET', `/templates?${query}`)
    const { items, next } = jsonIn(heard)
    for (const item of Array.isArray(items) ? items.filter(isObject) : []) {
      const identity = identityOf(item)
      if (!known.has(identity.passTypeIdentifier)) known.set(identity.passTypeIdentifier, identity)
    }
    if (typeof next !== 'string' || page === mostPages) return { heard, known }
    cursor = next
  }
}

const choose = (
  known: ReadonlyMap<string, PassIdentity>,
  { passType, team }: PassTypeWishes,
): PassIdentity | undefined => {
  const found = passType === undefined ? [...known.values()][0] : known.get(passType)
  const passTypeIdentifier = passType ?? found?.passTypeIdentifier
  const teamIdentifier = team ?? found?.teamIdentifier
  return passTypeIdentifier === undefined || teamIdentifier === undefined
    ? undefined
    : { passTypeIdentifier, teamIdentifier }
}

const rows: readonly DoctorCheck<PassTypes>[] = [
  {
    id: 'pass-type',
    what: 'There is a pass type to issue a test pass of.',
    expected: 'a pass type and its team',
    fix: 'give both: --pass-type pass.com.example.card --team ABCDE12345; they are found by themselves where a template is published',
    decisive: true,
    judge: ({ heard, wishes, chosen, others }) => {
      if (!chosen) {
        const what = wishes.passType === undefined ? 'no template is published' : `no template of ${wishes.passType}`
        return { ok: false, got: !isSilent(heard) && heard.status === 200 ? what : told(heard) }
      }
      const more = others.length === 0 ? '' : `; --pass-type chooses another: ${others.join(', ')}`
      return { ok: true, got: `${chosen.passTypeIdentifier}, team ${chosen.teamIdentifier}${more}` }
    },
  },
]

/** Chooses the pass type. */
export const passType = (wishes: PassTypeWishes): Part<PassTypes> => ({
  name: 'Pass type',
  rows,
  examine: async (visit) => {
    const { heard, known } = await identities(visit)
    const chosen = choose(known, wishes)
    const others = wishes.passType === undefined ? [...known.keys()] : []
    return { found: { heard, wishes, chosen, others: others.filter((type) => type !== chosen?.passTypeIdentifier) } }
  },
})
