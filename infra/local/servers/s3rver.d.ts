/** The parts of s3rver that we use; the package has no types of its own. */
declare module 's3rver' {
  import type { RequestListener } from 'node:http'
  import type FilesystemStore from 's3rver/lib/stores/filesystem.js'

  interface Logger {
    readonly exceptions: { unhandle(): void }
    close(): void
  }

  class S3rver {
    constructor(options: {
      readonly directory: string
      readonly silent: boolean
      readonly vhostBuckets: boolean
      readonly allowMismatchedSignatures: boolean
      readonly configureBuckets: readonly { readonly name: string }[]
    })
    readonly logger: Logger
    readonly context: { store: FilesystemStore }
    store: FilesystemStore
    callback(): RequestListener
    configureBuckets(): Promise<unknown>
  }

  export = S3rver
}

declare module 's3rver/lib/stores/filesystem.js' {
  import type { Readable } from 'node:stream'

  interface StoredObject {
    readonly bucket: string
    readonly key: string
    readonly content: Buffer | Readable
    readonly metadata: unknown
  }

  class FilesystemStore {
    constructor(rootDirectory: string)
    getResourcePath(bucket: string, key: string, resource: string): string
    putMetadata(bucket: string, key: string, metadata: unknown, md5: string): Promise<void>
    putObject(object: StoredObject): Promise<{ size: number; md5: string }>
  }

  export = FilesystemStore
}

declare module 's3rver/lib/models/account.js' {
  export const DUMMY_ACCOUNT: {
    createKeyPair(accessKeyId: string, secretAccessKey: string): void
    revokeAccessKey(accessKeyId: string): void
  }
}
