/** The authentication token of a pass, as Wallet sends it: `Authorization: ApplePass TOKEN`. */
import { unauthorized } from '../../service/wallet/authenticate.ts'

/** The name of the scheme, which is compared as RFC 9110 section 11.1 asks: whatever its letters' case. */
export const scheme = 'ApplePass'

// Tokens of other systems are any visible characters: only ours are known to be of fewer.
const credentials = new RegExp(`^${scheme} +([!-~]{1,1024}) *$`, 'i')

/**
 * The token of a request.
 *
 * @throws ServiceError `wallet/unauthorized` if it has none: no header, another scheme, more than one
 * @see https://developer.apple.com/documentation/walletpasses/register-a-pass-for-update-notifications
 */
export const readToken = (headers: Headers): string => {
  const token = credentials.exec(headers.get('authorization') ?? '')?.[1]
  if (token === undefined) throw unauthorized()
  return token
}

/**
 * The token of a request that may come without: undefined if there is no header at all.
 *
 * @throws ServiceError `wallet/unauthorized` for a header that is no token
 */
export const readOptionalToken = (headers: Headers): string | undefined =>
  headers.has('authorization') ? readToken(headers) : undefined
