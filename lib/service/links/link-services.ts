/** What links do for whoever opens them, and for whoever makes them: the inputs and outcomes of their use cases. */
import type { PassSource } from '../../core/drawing/shown-pass.ts'
import type { PassTypeIdentifier, SerialNumber } from '../../core/format/identifiers.ts'
import type { JsonObject } from '../../core/format/json.ts'
import type { PassId } from '../../ports/records.ts'
import type { PassFile } from '../service.ts'

/** A pass that a link leads to, as it would be fetched now; it may not have been issued yet. */
export interface LinkedPass {
  /** To be drawn: without token and web service. */
  readonly content: PassSource
  readonly passTypeIdentifier: PassTypeIdentifier
  readonly serialNumber: SerialNumber
  readonly templateName: string
  readonly defaultLanguage: string
  /** Another one when the contents are others: for entity tags. */
  readonly tag: string
}

/** What a link leads to. */
export interface OpenedLink {
  /** `pass`: one; `order`: one to ten that belong together; `enrolment`: one of its own for everybody who fetches it. */
  readonly kind: 'pass' | 'order' | 'enrolment'
  readonly passes: readonly LinkedPass[]
  /** Milliseconds since 1970. */
  readonly expiresAt: number
  /** Under which the passes are fetched: the link's own, or for an enrolment one that was made for this visit. */
  readonly token: string
}

/** What the pages of links show. Nothing of it writes, signs, or uses a link up. */
export interface PageService {
  /**
   * What a link leads to.
   *
   * @throws ServiceError `link/forged`, `link/expired`, `link/revoked`, `pass/erased`, `pass/not-found`
   */
  readonly open: (token: string) => Promise<OpenedLink>
}

/** What is fetched by links. */
export interface DownloadService {
  /**
   * The signed pass; that of an order by its place, from 1. A pass of a sealed link that was not issued yet is issued now.
   * For an enrolment: `{ moved }`, the token of a pass of its own, which is issued when that is fetched.
   */
  readonly file: (token: string, place?: number) => Promise<PassFile | { readonly moved: string }>
  /** All passes of a link as one `.pkpasses`. */
  readonly bundle: (token: string) => Promise<import('../service.ts').PassBundle>
  /** Whether the link is good: what `HEAD` asks. Nothing is issued. */
  readonly look: (token: string, place?: number) => Promise<void>
}

/** A link to hand out. */
export interface MadeLink {
  readonly url: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

/** One pass of an order: one that is there, or one that is issued when it is fetched. */
export type OrderedPass = PassId | { readonly template: string; readonly values: JsonObject }

/** Makes and revokes links. */
export interface LinkMaker {
  /** A link to a pass that is there. @throws ServiceError `link/expiry-invalid`, and what `PassService.read` throws */
  readonly create: (pass: PassId, expiresAt?: number) => Promise<MadeLink>
  /**
   * Sealed links: each carries template and values, and its pass is issued when somebody fetches it. All or none.
   *
   * @throws what `PassService.put` throws for values that do not make a pass, with the place of each; ServiceError
   *   `link/too-long`, `link/enrolment-needed`
   */
  readonly seal: (
    template: string,
    passes: readonly JsonObject[],
    expiresAt?: number,
  ) => Promise<readonly (MadeLink & PassId)[]>
  /** One link to one to ten passes. */
  readonly order: (passes: readonly OrderedPass[], expiresAt?: number) => Promise<MadeLink>
  /** A link that gives everybody who follows it a pass with a serial number of its own. */
  readonly enrol: (template: string, values: JsonObject, expiresAt?: number) => Promise<MadeLink>
  /** Revokes the links of a pass that were made before a moment (milliseconds since 1970). Default: all until now. */
  readonly revokeOf: (pass: PassId, before?: number) => Promise<void>
  /** Revokes all links of a pass type that were made before a moment. Known everywhere within a minute. */
  readonly revokeBefore: (passTypeIdentifier: PassTypeIdentifier, before: number) => Promise<void>
  /** Revokes what one link leads to: also a sealed one that nobody has fetched yet. */
  readonly revokeLink: (url: string) => Promise<void>
}
