/** Starts s3rver, an S3 server that keeps objects as files. */
/// <reference path="./s3rver.d.ts" />
import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream, mkdirSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { createServer } from 'node:http'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import S3rver from 's3rver'
import { DUMMY_ACCOUNT as account } from 's3rver/lib/models/account.js'
import FilesystemStore from 's3rver/lib/stores/filesystem.js'
import { type LocalServer, listen } from './server.ts'

type StoredObject = Parameters<FilesystemStore['putObject']>[0]

/** s3rver answers a put before the file is written, and readers see it grow. S3 shows an object whole or not at all. */
class WholeObjects extends FilesystemStore {
  override async putObject(object: StoredObject): Promise<{ size: number; md5: string }> {
    const path = this.getResourcePath(object.bucket, object.key, 'object')
    const unfinished = this.getResourcePath(object.bucket, object.key, `unfinished-${randomUUID()}`)
    await mkdir(dirname(path), { recursive: true })
    const hash = createHash('md5')
    let size = 0
    const content = Buffer.isBuffer(object.content) ? Readable.from([object.content]) : object.content
    await pipeline(
      content,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          hash.update(chunk)
          size += chunk.length
          yield chunk
        }
      },
      createWriteStream(unfinished),
    )
    await rename(unfinished, path)
    const md5 = hash.digest('hex')
    await this.putMetadata(object.bucket, object.key, object.metadata, md5)
    return { size, md5 }
  }
}

/** Where s3rver keeps its files, what buckets it has, and where it listens. */
export interface S3Options {
  /** Made if need be; holds a folder a bucket. */
  readonly folder: string
  /** Names of buckets, made if they are not there. */
  readonly buckets: readonly string[]
  /** Default: a free one. */
  readonly port?: number
  /** The one access key that it takes. Default: `S3RVER`, which everybody knows. */
  readonly accessKeyId?: string
}

const commonKey = 'S3RVER'

/** All servers of a process take the same keys. */
const exchangeKeys = (before: string, now: string): void => {
  account.revokeAccessKey(before)
  account.createKeyPair(now, 'local')
}

/**
 * Starts s3rver on the loopback address. It takes only requests with one access key, whatever their signature. It stores garbage for uploads with the checksum trailers that the SDK adds to streams: set AWS_REQUEST_CHECKSUM_CALCULATION and AWS_RESPONSE_CHECKSUM_VALIDATION to WHEN_REQUIRED for its clients.
 */
export const startS3 = async (options: S3Options): Promise<LocalServer> => {
  const { folder, buckets, port, accessKeyId = commonKey } = options
  mkdirSync(folder, { recursive: true })
  const s3 = new S3rver({
    directory: folder,
    silent: true,
    // Buckets are in the path: an address has no names below it.
    vhostBuckets: false,
    allowMismatchedSignatures: true,
    configureBuckets: buckets.map((name) => ({ name })),
  })
  s3.store = s3.context.store = new WholeObjects(folder)
  // Its logger would swallow exceptions that nobody catches, in the whole process.
  s3.logger.exceptions.unhandle()
  exchangeKeys(commonKey, accessKeyId)
  await s3.configureBuckets()
  const server = await listen('S3', createServer(s3.callback()), port)
  return {
    endpoint: server.endpoint,
    stop: async () => {
      await server.stop()
      exchangeKeys(accessKeyId, commonKey)
      s3.logger.close()
    },
  }
}
