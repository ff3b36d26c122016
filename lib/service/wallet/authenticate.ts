/** Tells whether a request speaks for a pass: by its authentication token. */
import { readAuthenticationToken, tokenKeyId } from '../../core/links/authentication-token.ts'
import { sameSecret } from '../../core/links/same-secret.ts'
import type { PassId, PassRecord, Records } from '../../ports/records.ts'
import type { DeviceTask } from '../device-logs/causes.ts'
import { ServiceError } from '../errors.ts'
import type { Keys } from '../secrets/key-ring.ts'
import type { Sealer } from '../secrets/sealer.ts'
import type { ServiceSettings } from '../service.ts'
import type { WalletSteps } from '../timeline/wallet-steps.ts'

/** What a good token says. */
export interface Authenticated {
  /** The issue of the record that the token was made for. Only the record can tell whether that is still its own. */
  readonly issue: string
  /** The record, where it had to be read. */
  readonly record?: PassRecord
}

/**
 * Checks a token. Our own is known without reading anything; only for pass types with adopted passes is another one held
 * against the record.
 *
 * @throws ServiceError `wallet/unauthorized`
 */
export type Authenticate = (pass: PassId, token: string | undefined) => Promise<Authenticated>

/** What {@link makeAuthenticate} needs. */
export interface AuthenticateParts {
  readonly records: Records
  readonly keys: Keys
  readonly sealer: Sealer
}

/** The refusal for whoever does not prove to hold the pass: the same whatever the reason. */
export const unauthorized = (): ServiceError =>
  new ServiceError('wallet/unauthorized', 'there is no pass with this serial number and authentication token')

/** Whether an error is that refusal. */
export const isUnauthorized = (error: unknown): boolean =>
  error instanceof ServiceError && error.code === 'wallet/unauthorized'

/** The same check, for a task: `refused` is told of whoever does not pass it. */
export const telling =
  (authenticate: Authenticate, task: DeviceTask, { refused }: Pick<WalletSteps, 'refused'>): Authenticate =>
  async (pass, token) => {
    try {
      return await authenticate(pass, token)
    } catch (error) {
      if (isUnauthorized(error)) refused(pass, task)
      throw error
    }
  }

/** Makes the check of tokens. */
export const makeAuthenticate = (
  { records, keys, sealer }: AuthenticateParts,
  { adoptedPassTypes = [] }: ServiceSettings,
): Authenticate => {
  const adopted = async (pass: PassId, token: string): Promise<Authenticated | undefined> => {
    if (!adoptedPassTypes.includes(pass.passTypeIdentifier)) return undefined
    const record = await records.get(pass)
    if (record?.adoptedToken === undefined) return undefined
    const expected = await sealer.unseal('adopted-token', pass, record.adoptedToken)
    return sameSecret(expected, token) ? { issue: record.token.issue, record } : undefined
  }

  const own = async (pass: PassId, token: string): Promise<Authenticated | undefined> => {
    const keyId = tokenKeyId(token)
    return keyId === undefined ? undefined : readAuthenticationToken(await keys.with(keyId), pass, token)
  }

  // A token of the form of ours that no key of ours made may be that of another deployment.
  const check = async (pass: PassId, token: string): Promise<Authenticated | undefined> =>
    (await own(pass, token)) ?? (await adopted(pass, token))

  return async (pass, token) => {
    const authenticated = token === undefined ? undefined : await check(pass, token)
    if (authenticated) return authenticated
    throw unauthorized()
  }
}
