/** Addresses of links. Tokens have no characters but those that stand in an address as they are. */

/** What is fetched below the address of a link, or below that of one of its passes. */
export const linkFileNames = {
  pass: 'pass.pkpass',
  bundle: 'passes.pkpasses',
  picture: 'image.png',
  document: 'pass.pdf',
} as const

/** The address of a link. @param publicBaseUrl where customers reach the service: without a trailing slash */
export const linkAddress = (publicBaseUrl: string, token: string): string => `${publicBaseUrl}/p/${token}`

const pattern = /^[^?#]*\/p\/(?<token>[^/?#]+)/

/** What of the address of a link is its token, whatever stands behind that; any other text is taken for a token. */
export const linkTokenIn = (address: string): string => pattern.exec(address)?.groups?.token ?? address
