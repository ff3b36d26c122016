/** Opens the TLS connection below HTTP/2. */
import { isIP } from 'node:net'
import { connect, type SecureContext, type TLSSocket } from 'node:tls'

const brackets = /^\[|\]$/g
const https = 443

/**
 * Connects to an origin and offers HTTP/2 alone. The name of the host is looked up anew each time. What comes of it is for
 * its events to say; Node's HTTP/2 keeps some of them to itself, such as that the server refuses our certificate after a
 * handshake of TLS 1.3.
 */
export const dial = (origin: string, secureContext: SecureContext): TLSSocket => {
  const { hostname, port } = new URL(origin)
  const host = hostname.replace(brackets, '')
  return connect({
    host,
    port: port === '' ? https : Number(port),
    ...(isIP(host) === 0 && { servername: host }),
    ALPNProtocols: ['h2'],
    secureContext,
  })
}
