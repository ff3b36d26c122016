/** The yardstick: what a push costs with Node's HTTP/2 client and nothing else. One session, no care for anything. */
import { randomUUID } from 'node:crypto'
import { type ClientHttp2Session, connect, sensitiveHeaders } from 'node:http2'
import { rootCertificates } from 'node:tls'
import type { StoredSigner } from '../../../lib/ports/secrets.ts'
import type { PushTarget } from './push-round.ts'

/** Opens the session. */
export const bareSession = ({ origin, roots }: PushTarget, { certificate, key, intermediate }: StoredSigner) =>
  new Promise<ClientHttp2Session>((resolve, reject) => {
    const session = connect(origin, { cert: `${certificate}\n${intermediate}`, key, ca: [...rootCertificates, roots] })
    session.once('error', reject)
    session.once('remoteSettings', () => resolve(session))
  })

const payload = Buffer.from('{}')
const expiration = String(Math.floor(Date.now() / 1000) + 2_592_000)
const forgotten = ['apns-id']

/** Pushes. @returns the status */
export const barePush = (session: ClientHttp2Session, topic: string, token: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const stream = session.request({
      ':method': 'POST',
      ':path': `/3/device/${token}`,
      'apns-topic': topic,
      'apns-push-type': 'background',
      'apns-priority': '5',
      'apns-expiration': expiration,
      'apns-id': randomUUID(),
      [sensitiveHeaders]: forgotten,
    })
    let status: number | undefined
    stream.on('response', (headers) => {
      status = headers[':status']
    })
    stream.on('error', reject)
    stream.on('end', () => resolve(status))
    stream.resume()
    stream.end(payload)
  })
