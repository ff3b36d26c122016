/** Where presigned uploads arrive when there is no S3: a small server that takes a file for the store in memory. */
import { createServer, type IncomingMessage } from 'node:http'
import { limits } from '../../../lib/service/limits.ts'
import { type LocalServer, listen } from '../servers/server.ts'

type Receive = (key: string, bytes: Uint8Array) => Promise<'stored' | 'refused'>

const readUpload = async (request: IncomingMessage): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes: Uint8Array = chunk
    size += bytes.length
    // One byte too many is enough to have it refused.
    if (size <= limits.uploadArchiveBytes + 1) chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

const statusOf = async (request: IncomingMessage, receive: Receive): Promise<number> => {
  if (request.method !== 'PUT') return 405
  const key = decodeURIComponent((request.url ?? '/').slice(1))
  return (await receive(key, await readUpload(request))) === 'stored' ? 200 : 403
}

/** Starts it on a free port of this machine. `PUT /<key>` stores, if that upload was granted. */
export const startUploads = (receive: Receive): Promise<LocalServer> =>
  listen(
    'the place for uploads',
    createServer((request, response) => {
      statusOf(request, receive).then(
        (status) => response.writeHead(status).end(),
        () => response.writeHead(400).end(),
      )
    }),
  )
