/** What links do for whoever opens them, and for whoever makes them: the inputs and outcomes of their use cases. */
import type { PassSource } from '../../core/drawing/shown-pass.ts'
import type { PassTypeIdentifier, SerialNumber } from '../../core/format/identifiers.ts'
import type { JsonObject } from '../../core/format/json.ts'
import type { BarcodeKeySet } from '../../core/links/barcode-keys.ts'
import type { PassId } from '../../ports/records.ts'
import type { PassBundle, PassFile } from '../passes/pass-file.ts'

/** A pass that a link leads to, as it would be fetched now; it may not have been issued yet. */
export interface LinkedPass {
  /** Its place among the passes of the link, from 1. Those that are gone leave gaps. */
  readonly place: number
  /** To be drawn: without token and web service. */
  readonly content: PassSource
  readonly passTypeIdentifier: PassTypeIdentifier
  readonly serialNumber: SerialNumber
  readonly templateName: string
  readonly defaultLanguage: string
  /** URL-safe text, another one when the contents are others: for entity tags. */
  readonly tag: string
}

/** What a link leads to. */
export interface OpenedLink {
  /** `pass`: one; `order`: one to ten that belong together; `enrolment`: one of its own for everybody who fetches it. */
  readonly kind: 'pass' | 'order' | 'enrolment'
  /** At least one. Those of an order that were erased, or whose links were revoked, are left out. */
  readonly passes: readonly LinkedPass[]
  /** Milliseconds since 1970. */
  readonly expiresAt: number
  /**
   * Under which the passes are fetched, and their pictures drawn: the link's own; for an enrolment one that was made for
   * this visit, with the serial number that `passes` shows.
   */
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
  /** What scanners are told of the keys of sealed barcodes. @throws UnavailableError */
  readonly barcodeKeys: () => Promise<BarcodeKeySet>
}

/** That the same is to be fetched by another link. */
export interface Moved {
  /** The other token. */
  readonly moved: string
}

/** What is fetched by links. All of it throws what `PageService.open` throws. */
export interface DownloadService {
  /**
   * The signed pass; that of an order by its place, from 1. A pass of a sealed link that was not issued yet is issued now.
   * For an enrolment: the token of a pass of its own, which is issued when that is fetched.
   *
   * @throws ServiceError `link/place-unknown`; `signer/missing`, `signer/unusable`, and what issuing throws
   */
  readonly file: (token: string, place?: number) => Promise<PassFile | Moved>
  /** All passes of a link as one `.pkpasses`; those that are gone are left out. @throws what `file` throws; BundleError */
  readonly bundle: (token: string) => Promise<PassBundle | Moved>
  /**
   * Whether a pass of a link, or any of `all`, can be had: what `HEAD` asks. Nothing is issued, built or signed.
   *
   * @throws ServiceError `link/place-unknown`
   */
  readonly look: (token: string, place?: number | 'all') => Promise<void>
}

/** A link to hand out. */
export interface MadeLink {
  readonly url: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

/** One pass of an order: one that is there, or one that is issued when it is fetched. */
export type OrderedPass = PassId | { readonly template: string; readonly values: JsonObject }

/**
 * Makes and revokes links. Default expiry: 30 days after the pass expires (of several, the one that expires last), else 400
 * days from now. An expiry is in milliseconds since 1970; all that make links throw ServiceError `link/expiry-invalid`.
 */
export interface LinkMaker {
  /** A link to a pass that is there. @throws what `PassService.read` throws */
  readonly create: (pass: PassId, expiresAt?: number) => Promise<MadeLink>
  /**
   * Sealed links: each carries template and values, and its pass is issued when somebody fetches it. All or none, in the
   * order of `passes`. A serial number is the `serialNumber` of the values, else made of template and values.
   *
   * @param template `name` or `name@3`; of a name, the links keep the version that is the newest now
   * @throws what `PassService.put` throws for values that do not make a pass, with the place of each in the findings' paths
   *   (`/passes/3/…`); ServiceError `link/too-long`, `link/enrolment-needed`, `pass/erased`
   */
  readonly seal: (
    template: string,
    passes: readonly JsonObject[],
    expiresAt?: number,
  ) => Promise<readonly (MadeLink & PassId)[]>
  /** One link to one to ten passes. @throws what `create` and `seal` throw; ServiceError `link/order-invalid` */
  readonly order: (passes: readonly OrderedPass[], expiresAt?: number) => Promise<MadeLink>
  /** A link that gives everybody who follows it a pass with a serial number of its own. @throws what `seal` throws */
  readonly enrol: (template: string, values: JsonObject, expiresAt?: number) => Promise<MadeLink>
  /**
   * Revokes the links of a pass that were made before a moment (milliseconds since 1970). Default: all until now, also those
   * by which it is yet to be issued: a pass that is not there leaves a tombstone.
   *
   * @throws ServiceError `template/pass-type-unknown`; `pass/not-found`, `pass/erased` if a moment is given and there is no
   *   pass; `pass/busy`, `link/revocation-invalid` for a moment that is yet to come
   */
  readonly revokeOf: (pass: PassId, before?: number) => Promise<void>
  /**
   * Revokes all links of a pass type that were made before a moment. Known everywhere within a minute.
   *
   * @throws ServiceError `template/pass-type-unknown`, `link/revocation-invalid` for a moment that is yet to come
   */
  readonly revokeBefore: (passTypeIdentifier: PassTypeIdentifier, before: number) => Promise<void>
  /**
   * Revokes the links of all that one link leads to, until now: also of what nobody has fetched yet. Of an enrolment, it
   * revokes the link and what nobody has fetched by it; passes that were fetched keep theirs.
   *
   * @param url the address of a link, or its token
   * @throws ServiceError `link/forged`, `link/expired`, `pass/busy`
   */
  readonly revokeLink: (url: string) => Promise<void>
}
