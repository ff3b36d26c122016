/** Apple's web service as its HTTP face sees it: what Wallet asks for on behalf of a device. */
import type { Bytes } from '../../core/bytes.ts'
import type { Json } from '../../core/format/json.ts'
import type { PassId } from '../../ports/records.ts'
import type { DeviceId } from '../../ports/registrations.ts'
import type { DeviceTask } from '../device-logs/causes.ts'

/** A device that registers a pass, or gives it up. */
export interface HeldPass {
  readonly device: DeviceId
  /** Of the pass type of `device`. */
  readonly pass: PassId
  /** The authentication token that came with the request; undefined if none did. */
  readonly token: string | undefined
}

/** What has changed for a device. */
export interface ChangedPasses {
  /** One or more. */
  readonly serialNumbers: readonly string[]
  /** The tag to ask with the next time. */
  readonly lastUpdated: string
}

/**
 * The latest pass, as a device fetches it; `unchanged` if the device has it. `lastModified` is when its version came to
 * be, in whole seconds since 1970, which may be a moment ahead; or when the last restore from a backup was over, if that
 * is later.
 */
export type LatestPass =
  | { readonly kind: 'pass'; readonly bytes: Bytes; readonly lastModified: number }
  | { readonly kind: 'unchanged'; readonly lastModified: number }

/** A request for the latest pass. */
export interface LatestRequest {
  readonly pass: PassId
  readonly token: string | undefined
  /** The version that the device has is of this moment: whole seconds since 1970. */
  readonly since?: number
}

/** A filled form. */
export interface PersonalizationRequest {
  readonly pass: PassId
  /** The authentication token; undefined if the request had no `Authorization` at all, which is allowed here. */
  readonly token: string | undefined
  /** The body, as JSON: nothing of it was checked. */
  readonly body: Json
}

/**
 * The use cases of Apple's web service. A token that is wrong and a pass that is not known are the same to whoever asks:
 * ServiceError `wallet/unauthorized`, before anything is read (unless the pass type has adopted passes).
 *
 * @see https://developer.apple.com/documentation/walletpasses/adding-a-web-service-to-update-passes
 */
export interface WalletService {
  /**
   * Checks a token and does nothing else: what is wrong with a request besides is told to nobody without a good one.
   *
   * @param token undefined for a request without one, which the timeline is told of
   */
  readonly authorize: (pass: PassId, token: string | undefined, task: DeviceTask) => Promise<void>
  /**
   * Registers a pass of a device, or its new push token. Returns whether the device did not hold the pass before.
   *
   * @throws ServiceError `registration/too-many`
   */
  readonly register: (held: HeldPass, pushToken: string) => Promise<boolean>
  /** Ends a registration. One that is not there is ended as well. */
  readonly unregister: (held: HeldPass) => Promise<void>
  /** The passes of a device that changed after a tag, all without one; undefined if there are none. One read. */
  readonly list: (device: DeviceId, tag?: string) => Promise<ChangedPasses | undefined>
  /** The latest pass that could be built. */
  readonly latest: (request: LatestRequest) => Promise<LatestPass>
  /**
   * Keeps the answers of a form and makes the pass a personalized one. The first answers win; the same again are signed
   * again. Returns the signature over the personalization token, a CMS in DER.
   *
   * @throws ServiceError `personalization/invalid`, `personalization/taken`
   */
  readonly personalize: (request: PersonalizationRequest) => Promise<Bytes>
  /** Takes what devices log. What is not about a device and a pass that it holds is counted and dropped. Never refuses. */
  readonly log: (lines: readonly string[]) => Promise<void>
}
