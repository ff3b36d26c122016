/** Keys of `pass.json` that are made of others once those are filled, such as the best ten of many locations. */
import type { Json, JsonObject } from '../format/json.ts'
import { pointerTo } from '../format/pointer.ts'
import { assembleValue } from './assemble.ts'
import { absent, type Evaluation, evaluateDerived, type Result } from './evaluations.ts'
import { fixed, memberOf, objectOf, type Plan } from './plan.ts'
import type { PlanMember, PlanObject } from './plan-node.ts'

/** How one key is made. */
export interface Derivation {
  /** The key: it is replaced, added, or left out. */
  readonly key: string
  /** The keys that it is made of, at least one of which is there. */
  readonly of: readonly string[]
  /** Whether it is made only where the template itself does not give the key in every pass. Default: no. */
  readonly ifMissing?: true
  /** What else it depends on. */
  readonly also?: Evaluation
  /**
   * Makes the value from those of `of` that are there, and what `also` came to (absent without it). It throws a
   * ValuesError `values/not-fillable` for what it cannot use.
   */
  readonly derive: (members: JsonObject, also: Result) => Result
}

const isFixed = ({ node }: PlanMember): boolean => node.kind === 'fixed'

const isOptional = (member: PlanMember | undefined): boolean =>
  member === undefined || (member.node.kind === 'slot' && member.node.optional)

const replaced = (members: readonly PlanMember[], key: string, member: PlanMember | undefined): PlanMember[] =>
  [...members.filter(({ name }) => name !== key), ...(member ? [member] : [])].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )

const objectFrom = (node: PlanObject, results: readonly Result[]): JsonObject => {
  const value = assembleValue(node, results)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {}
}

class Deriving {
  members: readonly PlanMember[]
  readonly evaluations: Evaluation[]

  constructor(root: PlanObject, evaluations: readonly Evaluation[]) {
    this.members = root.members
    this.evaluations = [...evaluations]
  }

  add(derivation: Derivation): void {
    const { key, of, also, ifMissing } = derivation
    const inputs = this.members.filter(({ name }) => of.includes(name))
    const isSettled = ifMissing && !isOptional(this.members.find(({ name }) => name === key))
    if (inputs.length === 0 || isSettled) return
    const member = inputs.every(isFixed) && !also ? this.#now(derivation, inputs) : this.#later(derivation, inputs)
    this.members = replaced(this.members, key, member)
  }

  #now({ key, derive }: Derivation, inputs: readonly PlanMember[]): PlanMember | undefined {
    const value = derive(objectFrom(objectOf(inputs), []), absent)
    return value === absent ? undefined : memberOf(key, fixed(value as Json))
  }

  #later({ key, also, derive }: Derivation, inputs: readonly PlanMember[]): PlanMember {
    const own = this.members.find(({ name }) => name === key)
    const source = objectOf(inputs)
    const alsoIndex = also ? this.evaluations.push(also) - 1 : undefined
    const make = (results: readonly Result[]): Result =>
      derive(objectFrom(source, results), alsoIndex === undefined ? absent : (results[alsoIndex] ?? absent))
    const index = this.evaluations.push(evaluateDerived(make, pointerTo('pass.json#', key))) - 1
    return memberOf(key, { kind: 'slot', index, optional: isOptional(own) })
  }
}

/**
 * A plan of `pass.json` with derived keys. What is made of fixed parts alone is made here, once; a template without
 * derivations stays as it is. Keys that an operator at the root makes are not seen.
 */
export const withDerivations = (plan: Plan, derivations: readonly Derivation[]): Plan => {
  const { root } = plan
  if (derivations.length === 0 || root.kind !== 'object') return plan
  const deriving = new Deriving(root, plan.evaluations)
  for (const derivation of derivations) deriving.add(derivation)
  return { root: objectOf(deriving.members), evaluations: deriving.evaluations }
}
