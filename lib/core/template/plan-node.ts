/** What a template consists of once it is taken apart. */
import type { Json, JsonObject } from '../format/json.ts'

/** Text cut at its slots: ready text, and the numbers of the slots between. */
export type Pieces = readonly (string | number)[]

/**
 * A node of the template. A `fixed` one is the same frozen value in every pass; a `slot` is filled by its evaluation, an
 * optional one perhaps with nothing. `pieces` is the text of an array or object in which nothing is optional.
 */
export type PlanNode =
  | { readonly kind: 'fixed'; readonly value: Json; readonly text: string }
  | { readonly kind: 'slot'; readonly index: number; readonly optional: boolean }
  | { readonly kind: 'array'; readonly items: readonly PlanNode[]; readonly pieces: Pieces | undefined }
  | PlanObject

/** An object of the template. */
export interface PlanObject {
  readonly kind: 'object'
  readonly members: readonly PlanMember[]
  /** All members, with null for those in `varying`. */
  readonly outline: JsonObject
  readonly varying: readonly PlanMember[]
  readonly pieces: Pieces | undefined
}

/** A member of an object, with its name as JSON text, colon included. */
export interface PlanMember {
  readonly name: string
  readonly label: string
  readonly node: PlanNode
}
