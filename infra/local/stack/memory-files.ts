/** Where presigned uploads arrive and downloads come from when there is no S3: a small server before the store in memory. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { MemoryAssets } from '../../../lib/adapters/memory/assets.ts'
import { limits } from '../../../lib/service/limits.ts'
import { type LocalServer, listen } from '../servers/server.ts'

type Store = Pick<MemoryAssets, 'receiveUpload' | 'sendDownload'>

/** Is told where a file lies that has been uploaded, and how many bytes it has. */
type OnUpload = (place: string, size: number) => void

const mostBytes = Math.max(limits.uploadArchiveBytes, limits.import.bytes)

const readUpload = async (request: IncomingMessage): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes: Uint8Array = chunk
    size += bytes.length
    // One byte too many is enough to have it refused.
    if (size <= mostBytes + 1) chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

const takeUpload = async (
  store: Store,
  place: string,
  request: IncomingMessage,
  onUpload: OnUpload,
): Promise<number> => {
  const bytes = await readUpload(request)
  if ((await store.receiveUpload(place, bytes)) === 'refused') return 403
  onUpload(place, bytes.length)
  return 200
}

const answer = async (
  store: Store,
  request: IncomingMessage,
  response: ServerResponse,
  onUpload: OnUpload,
): Promise<void> => {
  const place = decodeURIComponent((request.url ?? '/').slice(1))
  if (request.method === 'PUT') {
    response.writeHead(await takeUpload(store, place, request, onUpload)).end()
    return
  }
  const download = request.method === 'GET' ? await store.sendDownload(place) : undefined
  if (!download) {
    response.writeHead(request.method === 'GET' ? 403 : 405).end()
    return
  }
  const disposition = `attachment; filename="${download.fileName}"`
  response.writeHead(200, { 'content-type': download.contentType, 'content-disposition': disposition })
  response.end(download.bytes)
}

/** Starts it on a free port of this machine. `PUT /<place>` stores and `GET /<place>` sends what was granted. */
export const startFiles = (store: Store, onUpload: OnUpload): Promise<LocalServer> =>
  listen(
    'the place for files',
    createServer((request, response) => {
      answer(store, request, response, onUpload).catch(() => response.writeHead(400).end())
    }),
  )
