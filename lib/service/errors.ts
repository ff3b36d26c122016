/** What the service refuses, each with a stable code, its HTTP status and what it means. */
import { PasswrightError } from '../core/errors.ts'

interface Refusal {
  readonly status: number
  /** The kind of fault in a few words, the same for every occurrence: the `title` of RFC 9457. */
  readonly title: string
}

/** Every refusal of the service and its HTTP faces. Those of the core, such as `values/invalid`, come besides. */
export const refusals = {
  'request/invalid': { status: 400, title: 'The request is malformed' },
  'request/json-invalid': { status: 400, title: 'The body is not JSON' },
  'request/parameter-invalid': { status: 400, title: 'A parameter is not valid' },
  'request/header-invalid': { status: 400, title: 'A header is not valid' },
  'request/key-missing': { status: 401, title: 'The API key is missing' },
  'request/key-invalid': { status: 401, title: 'The API key is not valid' },
  'request/scope-missing': { status: 403, title: 'The API key lacks a scope' },
  'request/too-large': { status: 413, title: 'The body is too large' },
  'request/media-type': { status: 415, title: 'The media type of the body is not supported' },
  'request/method-not-allowed': { status: 405, title: 'The method is not allowed here' },
  'request/not-found': { status: 404, title: 'There is nothing at this address' },
  'request/body-invalid': { status: 422, title: 'The body does not fit its schema' },
  'idempotency/key-reused': { status: 409, title: 'The idempotency key belongs to another request' },
  'template/not-found': { status: 404, title: 'There is no such template' },
  'template/identity-changed': { status: 409, title: 'The template belongs to another pass type or team' },
  'template/pass-type-unknown': { status: 422, title: 'The pass type is not one of this deployment' },
  'template/pass-type-mismatch': { status: 422, title: 'The template is for another pass type' },
  'template/busy': { status: 503, title: 'Others are publishing this template' },
  'upload/not-found': { status: 404, title: 'There is no such upload' },
  'pass/not-found': { status: 404, title: 'There is no such pass' },
  'pass/erased': { status: 410, title: 'The pass was erased' },
  'pass/exists': { status: 412, title: 'The pass exists already' },
  'pass/revision-stale': { status: 412, title: 'The pass was changed meanwhile' },
  'pass/busy': { status: 503, title: 'Others are changing this pass' },
  'pass/serial-number-invalid': { status: 422, title: 'The serial number is not one that fits into a URL' },
  'pass/too-large': { status: 422, title: 'The pass is too large' },
  'pass/image-not-found': { status: 404, title: 'The pass has no such image' },
  'pass/not-personalized': { status: 404, title: 'The pass is not personalized' },
  'pass/serial-number-guessable': {
    status: 422,
    title: 'A personalizable pass needs a serial number that is made here',
  },
  'event/invalid': { status: 422, title: 'The event is not one that changes a pass' },
  'event/stale': { status: 409, title: 'The source has said something newer of this pass' },
  'event/too-many-sources': { status: 422, title: 'Too many sources number their events of this pass' },
  'parked/not-found': { status: 404, title: 'There is no such parked event' },
  'parked/not-kept': { status: 409, title: 'The parked event itself was not kept' },
  'rollout/not-found': { status: 404, title: 'There is no such rollout' },
  'rollout/running': { status: 409, title: 'Another rollout of the template has not ended' },
  'rollout/ended': { status: 409, title: 'The rollout has ended' },
  'rollout/not-reversible': { status: 422, title: 'The rollout changed nothing that could be taken back' },
  'rollout/filter-too-large': { status: 422, title: 'The filter is too large' },
  'rollout/busy': { status: 503, title: 'Others are changing this rollout' },
  'import/not-found': { status: 404, title: 'There is no such import' },
  'import/format-unknown': { status: 422, title: 'The file is neither CSV nor NDJSON by its name' },
  'import/file-missing': { status: 422, title: 'The file is not there any more' },
  'import/file-replaced': { status: 422, title: 'Another file took the place of the one that was imported' },
  'import/not-utf8': { status: 422, title: 'The file is not UTF-8' },
  'import/header-invalid': { status: 422, title: 'The header of the table is not valid' },
  'import/quote-open': { status: 422, title: 'A quotation mark is never closed' },
  'import/no-rows': { status: 422, title: 'The file holds no rows' },
  'import/too-many-rows': { status: 422, title: 'The file holds too many rows' },
  'import/row-invalid': { status: 422, title: 'The row is not one that could be imported' },
  'import/row-too-large': { status: 422, title: 'The row is too large' },
  'adoption/not-allowed': { status: 409, title: 'Passes of this type are not adopted' },
  'adoption/invalid': { status: 422, title: 'The pass cannot be adopted so' },
  'wallet/unauthorized': { status: 401, title: 'The authentication token is not that of the pass' },
  'wallet/body-invalid': { status: 400, title: 'The body is not one of Wallet' },
  'registration/too-many': { status: 403, title: 'The device holds too many passes' },
  'personalization/invalid': { status: 400, title: 'The answers do not fit the form' },
  'personalization/taken': { status: 403, title: 'Somebody else has personalized the pass' },
  'link/forged': { status: 403, title: 'The link is not one of ours' },
  'link/expired': { status: 410, title: 'The link has expired' },
  'link/revoked': { status: 410, title: 'The link was revoked' },
  'link/place-unknown': { status: 404, title: 'The link leads to no pass at this place' },
  'link/too-long': { status: 422, title: 'The link would be too long' },
  'link/enrolment-needed': { status: 422, title: 'Passes of this template need an enrolment link' },
  'link/order-invalid': { status: 422, title: 'The passes make no order' },
  'link/revocation-invalid': { status: 422, title: 'Links cannot be revoked before this moment' },
  'link/expiry-invalid': { status: 422, title: 'The expiry of the link is not valid' },
  'drawing/no-pass': { status: 422, title: 'There is no pass that could be drawn' },
  'drawing/too-large': { status: 422, title: 'The drawing is too large for an answer' },
  'signer/missing': { status: 503, title: 'There is no signer for this pass type yet' },
  'signer/unusable': { status: 503, title: 'The signer of this pass type cannot sign' },
  'push/refused': { status: 502, title: 'The push service refuses a push' },
  'push/misconfigured': { status: 503, title: 'The push service takes no pushes for this pass type' },
  'service/internal': { status: 500, title: 'Something went wrong inside' },
} as const satisfies Readonly<Record<string, Refusal>>

/** The code of a refusal. */
export type RefusalCode = keyof typeof refusals

/** A request that the service refuses. */
export class ServiceError extends PasswrightError<RefusalCode> {
  override readonly name = 'ServiceError'
  readonly status: number = refusals[this.code].status
}
