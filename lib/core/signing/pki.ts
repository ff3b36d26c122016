/** Loads the ASN.1 and PKI libraries. They are large: only what makes signatures, or reads lists of revoked certificates, pays for them. */

/** The two libraries, so that whoever needs them takes them as one argument. */
export interface Pki {
  readonly pkijs: typeof import('pkijs')
  readonly asn1js: typeof import('asn1js')
}

/** The libraries, imported at the first call. */
export const loadPki = async (): Promise<Pki> => {
  const [pkijs, asn1js] = await Promise.all([import('pkijs'), import('asn1js')])
  return { pkijs, asn1js }
}
