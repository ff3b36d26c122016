/** Where the certificate of an issuer can be fetched (RFC 5280, 4.2.2.1). */
import { appleAuthorityByKey } from './apple.ts'
import type { ParsedCertificate } from './certificate.ts'
import { type DerValue, derChildren, oidText, readDer } from './der.ts'

const authorityInformationAccess = '1.3.6.1.5.5.7.1.1'
const caIssuers = '1.3.6.1.5.5.7.48.2'
const addressTag = 0x86

const childrenOf = (value: DerValue | undefined): readonly DerValue[] => (value ? (derChildren(value) ?? []) : [])

/** The address in one entry of the extension, if it is one of the issuer's certificate. */
const addressIn = (entry: DerValue): readonly string[] => {
  const [method, place] = childrenOf(entry)
  if (oidText(method) !== caIssuers || place?.tag !== addressTag) return []
  const text = new TextDecoder().decode(place.content)
  return URL.canParse(text) ? [text] : []
}

/** The addresses that the certificate itself names for its issuer, as they stand there. Anybody may have written them. */
export const namedIssuerAddresses = ({ x509 }: ParsedCertificate): readonly string[] => {
  const extension = x509.extensions.get(authorityInformationAccess)
  return childrenOf(extension && readDer(extension)).flatMap(addressIn)
}

/** Where Apple offers the issuer, found by the identifier of its key; undefined for one that we do not know. */
export const appleIssuerAddress = ({ facts }: ParsedCertificate): string | undefined =>
  facts.authorityKeyIdentifier === undefined ? undefined : appleAuthorityByKey(facts.authorityKeyIdentifier)?.url
