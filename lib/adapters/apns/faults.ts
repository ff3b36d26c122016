/** Faults of connections: which of them somebody has to mend. */

/** APNs does not take our certificate. */
const refusedByServer = /^ERR_SSL_\w*ALERT_\w*(?:CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED|HANDSHAKE_FAILURE|DECRYPT_ERROR)/

/** We do not take APNs' certificate: a root is missing, or somebody stands in between. */
const refusedByUs: ReadonlySet<string> = new Set([
  ...['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'CERT_REVOKED', 'CERT_UNTRUSTED', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ...['ERR_TLS_CERT_ALTNAME_INVALID', 'SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_GET_ISSUER_CERT'],
  ...['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
])

/** The code of an error of Node's: `ECONNREFUSED`; `unknown` without one. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'

/** The code of an error that says that one side does not trust the other's certificate. */
export const distrust = (error: unknown): string | undefined => {
  const code = codeOf(error)
  return refusedByServer.test(code) || refusedByUs.has(code) ? code : undefined
}
