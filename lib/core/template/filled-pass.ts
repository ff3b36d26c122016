/** A pass that is complete but for manifest, signature and archive. */
import type { Bytes } from '../bytes.ts'
import type { JsonObject } from '../format/json.ts'

/** A filled template, or a ready folder: everything that goes into the package. */
export interface FilledPass {
  /** `pass.json` as a value. */
  readonly pass: JsonObject
  /**
   * Files that many passes share. Passes of one template share the very same map, which is how the builder knows that
   * it has digested and packed them before.
   */
  readonly shared: ReadonlyMap<string, Bytes>
  /** Files of this pass only: `pass.json`, texts that depend on the values, images of the record. */
  readonly own: ReadonlyMap<string, Bytes>
}
