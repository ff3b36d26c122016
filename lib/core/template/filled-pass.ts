/** A pass that is complete but for manifest, signature and archive. */
import type { Bytes } from '../bytes.ts'
import { PassError } from '../errors.ts'
import type { JsonObject } from '../format/json.ts'

/** What a filled pass consists of. */
export interface FilledParts {
  readonly pass: JsonObject
  readonly sample?: JsonObject
  readonly shared: ReadonlyMap<string, Bytes>
  readonly own: ReadonlyMap<string, Bytes>
  /** Default: no. */
  readonly isSpecimen?: boolean
}

/**
 * A filled template, or a ready folder: everything that goes into the package. Only the core makes one, so that the
 * `pass` that is checked is always the `pass.json` that is packed; a changed copy is refused.
 */
export class FilledPass {
  // A private name is on no copy, neither for the compiler nor at run time.
  readonly #isGenuine = true
  /** `pass.json` as a value. */
  readonly pass: JsonObject
  /**
   * `pass.json` as the same template has it for its sample values. What does not depend on values is the same frozen
   * value in both: preflight checks it once, not for every pass.
   */
  readonly sample: JsonObject | undefined
  /**
   * Files that many passes share. Passes of one template share the very same map, which is how the builder knows that
   * it has digested and packed them before.
   */
  readonly shared: ReadonlyMap<string, Bytes>
  /** Files of this pass only: `pass.json`, texts that depend on the values, images of the record. */
  readonly own: ReadonlyMap<string, Bytes>

  /** Whether a specimen stands where its sealed barcode belongs: then it is to be looked at, and not to be signed. */
  readonly isSpecimen: boolean

  /** Made by `template.fill` and `readyPass`. */
  constructor({ pass, sample, shared, own, isSpecimen = false }: FilledParts) {
    this.pass = pass
    this.sample = sample
    this.shared = shared
    this.own = own
    this.isSpecimen = isSpecimen
    Object.freeze(this)
  }

  /**
   * Makes sure that a pass is one that the core made.
   *
   * @throws PassError `pass/not-filled`
   */
  static assert(filled: FilledPass): void {
    if (#isGenuine in filled) return
    throw new PassError(
      'pass/not-filled',
      'this is no pass that template.fill or readyPass made; a copy with other contents is refused, fill it anew',
    )
  }
}
