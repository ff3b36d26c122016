/** Who makes a request, and what they may do. */
import { UnavailableError } from '../../ports/errors.ts'
import { type Scope, scopes } from '../../ports/secrets.ts'
import { ServiceError } from '../../service/errors.ts'
import type { KeyService } from '../../service/service.ts'

/** Who makes a request. */
export interface Principal {
  readonly id: string
  readonly scopes: ReadonlySet<string>
}

/**
 * How callers prove who they are: by API keys of our own, or to the gateway, which then says who they are. Whoever the
 * gateway lets in has all scopes: IAM policies say what they may do.
 */
export type Authorization =
  | { readonly kind: 'keys' }
  | { readonly kind: 'iam'; readonly principalOf: (env: unknown) => string | undefined }

/** What an answer of status 401 asks for (RFC 9110 section 11.6.1). */
export const challengeOf = ({ kind }: Authorization): string => (kind === 'keys' ? 'Bearer' : 'AWS4-HMAC-SHA256')

const bearerPattern = /^Bearer +([!-~]+) *$/i

const allScopes: ReadonlySet<Scope> = new Set(scopes)

/** Whoever asks is still a stranger: which secret cannot be read, and why, is for the log. */
const verify = async (keys: KeyService, key: string): Promise<Principal> => {
  try {
    return await keys.verify(key)
  } catch (cause) {
    if (!(cause instanceof UnavailableError)) throw cause
    throw new UnavailableError('API keys cannot be checked for now: try again', { cause })
  }
}

/**
 * Tells who makes a request, by its head alone.
 *
 * @throws ServiceError `request/key-missing`, `request/key-invalid`; UnavailableError
 */
export const authenticate = async (
  keys: KeyService,
  authorization: Authorization,
  headers: Headers,
  env: unknown,
): Promise<Principal> => {
  if (authorization.kind === 'iam') {
    const id = authorization.principalOf(env)
    if (id !== undefined) return { id, scopes: allScopes }
    throw new ServiceError('request/key-missing', 'the request is not signed: sign it with AWS Signature Version 4')
  }
  const key = bearerPattern.exec(headers.get('authorization') ?? '')?.[1]
  if (key !== undefined) return await verify(keys, key)
  throw new ServiceError('request/key-missing', 'the request has no API key: send Authorization: Bearer pwk_…')
}

/**
 * Checks that somebody may do something.
 *
 * @param scope of several, one is enough
 * @throws ServiceError `request/scope-missing`
 */
export const requireScope = (principal: Principal, scope: Scope | readonly Scope[]): void => {
  const wanted = [scope].flat()
  if (!wanted.some((each) => principal.scopes.has(each)))
    throw new ServiceError(
      'request/scope-missing',
      `the API key lacks the scope ${wanted.join(' or ')}: use one that has it`,
    )
}
