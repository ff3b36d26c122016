/** Where presigned uploads arrive and downloads come from when there is no S3: a small server before the store in memory. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { MemoryAssets } from '../../../lib/adapters/memory/assets.ts'
import { limits } from '../../../lib/service/limits.ts'
import { type LocalServer, listen } from '../servers/server.ts'

type Store = Pick<MemoryAssets, 'receiveUpload' | 'sendDownload'>

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

const answer = async (store: Store, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const key = decodeURIComponent((request.url ?? '/').slice(1))
  if (request.method === 'PUT') {
    const outcome = await store.receiveUpload(key, await readUpload(request))
    response.writeHead(outcome === 'stored' ? 200 : 403).end()
    return
  }
  const download = request.method === 'GET' ? await store.sendDownload(key) : undefined
  if (!download) {
    response.writeHead(request.method === 'GET' ? 403 : 405).end()
    return
  }
  const disposition = `attachment; filename="${download.fileName}"`
  response.writeHead(200, { 'content-type': download.contentType, 'content-disposition': disposition })
  response.end(download.bytes)
}

/** Starts it on a free port of this machine. `PUT /<key>` stores and `GET /<key>` sends what was granted. */
export const startFiles = (store: Store): Promise<LocalServer> =>
  listen(
    'the place for files',
    createServer((request, response) => {
      answer(store, request, response).catch(() => response.writeHead(400).end())
    }),
  )
