/** How an address is reached: what its name leads to, and what a TLS handshake with it shows. */
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { type ConnectionOptions, checkServerIdentity, connect, type PeerCertificate, type TLSSocket } from 'node:tls'

/** What a handshake showed. */
export interface Handshake {
  /** `TLSv1.3` */
  readonly protocol: string
  /** The name of the cipher, as RFCs have it. */
  readonly cipher: string
  /** Whether keys of the past stay secret when that of the certificate gets known. */
  readonly forwardSecret: boolean
  /** Why the chain of certificates leads to no root that is trusted; undefined if it does. */
  readonly chainFault: string | undefined
  /** Why the certificate is not that of the host; undefined if it is. */
  readonly nameFault: string | undefined
  /** Milliseconds since 1970. */
  readonly notBefore: number
  readonly notAfter: number
}

/** How a host is reached. */
export interface Network {
  /** The addresses of a host; none if it has none. */
  readonly addresses: (host: string) => Promise<readonly string[]>
  /** Shakes hands, whatever the certificate; undefined if there is no TLS. */
  readonly handshake: (url: URL) => Promise<Handshake | undefined>
  /** Whether a handshake comes about with protocols that have been given up: TLS 1.0 and 1.1. */
  readonly takesOldProtocol: (url: URL) => Promise<boolean>
}

const mostMilliseconds = 15_000
const httpsPort = 443

/** The host without the brackets of an IPv6 address. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')

/** Whether the host is a number and needs no name. */
export const isNumeric = (url: URL): boolean => isIP(hostOf(url)) !== 0

/** What is told of dates is told by a check of its own. */
const ofDates: ReadonlySet<string> = new Set(['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'])
const ofNames = 'ERR_TLS_CERT_ALTNAME_INVALID'

const reasons: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it has signed itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'its root is not among those that are trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the certificate of its issuer is not sent along',
  UNABLE_TO_GET_ISSUER_CERT: 'the certificate of an issuer is missing',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the certificate of an issuer is missing',
}

const chainFaultOf = (error: unknown): string | undefined => {
  if (!error) return undefined
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  return ofDates.has(code) || code === ofNames ? undefined : (reasons[code] ?? code)
}

const nameFaultOf = (host: string, certificate: PeerCertificate): string | undefined => {
  if (checkServerIdentity(host, certificate) === undefined) return undefined
  return `for ${certificate.subjectaltname ?? certificate.subject.CN}`
}

/** Which roots are trusted. */
type Trusted = Pick<ConnectionOptions, 'ca'>

/** Connects; what the handshake came to, or undefined if it did not come about. */
const shake = <T>(url: URL, options: ConnectionOptions, look: (socket: TLSSocket) => T): Promise<T | undefined> =>
  new Promise((resolve) => {
    const host = hostOf(url)
    const socket = connect({
      host,
      port: Number(url.port) || httpsPort,
      ...(isIP(host) === 0 ? { servername: host } : {}),
      // What is wrong with the certificate is what is asked; nothing is sent.
      rejectUnauthorized: false,
      ALPNProtocols: ['http/1.1'],
      ...options,
    })
    const end = (outcome: T | undefined) => {
      resolve(outcome)
      socket.destroy()
    }
    socket.setTimeout(mostMilliseconds, () => end(undefined))
    socket.once('error', () => end(undefined))
    socket.once('secureConnect', () => end(look(socket)))
  })

const handshakeOn = (socket: TLSSocket, host: string): Handshake => {
  const certificate = socket.getPeerCertificate()
  const protocol = socket.getProtocol() ?? 'none'
  const { standardName } = socket.getCipher()
  return {
    protocol,
    cipher: standardName,
    forwardSecret: protocol === 'TLSv1.3' || standardName.includes('DHE_'),
    chainFault: chainFaultOf(socket.authorizationError),
    nameFault: nameFaultOf(host, certificate),
    notBefore: Date.parse(certificate.valid_from),
    notAfter: Date.parse(certificate.valid_to),
  }
}

/** What OpenSSL would not even offer without being told to. */
const oldProtocols: ConnectionOptions = {
  minVersion: 'TLSv1',
  maxVersion: 'TLSv1.1',
  ciphers: 'DEFAULT@SECLEVEL=0',
}

const addressesOf = async (host: string): Promise<readonly string[]> => {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address)
  } catch {
    return []
  }
}

/** The network of this machine. @param trusted roots in place of those that the runtime trusts */
export const makeNetwork = (trusted: Trusted = {}): Network => ({
  addresses: addressesOf,
  handshake: (url) => shake(url, trusted, (socket) => handshakeOn(socket, hostOf(url))),
  takesOldProtocol: async (url) => (await shake(url, oldProtocols, () => true)) ?? false,
})
