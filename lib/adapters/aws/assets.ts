/** Assets in S3. */
import type { GetObjectCommandOutput, S3Client } from '@aws-sdk/client-s3'
import { type Bytes, copyBytes } from '../../core/bytes.ts'
import { type AssetArea, type Assets, AssetTooLargeError } from '../../ports/assets.ts'
import { UnavailableError } from '../../ports/errors.ts'
import { lazily } from '../lazy.ts'
import { presignDownload, presignUpload } from './assets-presign.ts'
import { type ClientConfig, foundByTheSdk } from './client-config.ts'
import { timeouts } from './timeouts.ts'
import { unavailable } from './unavailable.ts'

// 50 ms that a function which touches no file does without.
const sdk = () => import('@aws-sdk/client-s3')

const s3Client = async (config: ClientConfig): Promise<S3Client> => {
  const { S3Client } = await sdk()
  return new S3Client({ requestHandler: timeouts.files, ...config('S3') })
}

/** The buckets, and how they are reached. */
export interface AwsAssetsOptions {
  /** Holds `templates/`, `tombstones/` and `uploads/`. */
  readonly templatesBucket: string
  /** Holds `images/`, `passes/`, `imports/`, `import-results/` and `bundles/`. */
  readonly passesBucket: string
  /** Default: a client that `config` tells where to go, made when it is first needed. */
  readonly client?: () => Promise<S3Client>
  /** Default: what the environment of the process names. */
  readonly config?: ClientConfig
}

type Buckets = Readonly<Record<AssetArea, string>>

interface Store {
  readonly client: () => Promise<S3Client>
  readonly buckets: Buckets
}

const ask = async <Answer>(request: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await request()
  } catch (error) {
    throw unavailable('the store of files', error)
  }
}

const place = ({ buckets }: Store, area: AssetArea, key: string) => ({ Bucket: buckets[area], Key: `${area}/${key}` })

const put = async (store: Store, area: AssetArea, key: string, bytes: Bytes, contentType: string): Promise<void> => {
  // Before anything is waited for: the caller may use its buffer again.
  const copy = copyBytes(bytes)
  const { PutObjectCommand } = await sdk()
  const command = new PutObjectCommand({ ...place(store, area, key), Body: copy, ContentType: contentType })
  await ask(async () => (await store.client()).send(command))
}

const find = async (store: Store, area: AssetArea, key: string): Promise<GetObjectCommandOutput | undefined> => {
  const { GetObjectCommand, NoSuchKey } = await sdk()
  try {
    return await (await store.client()).send(new GetObjectCommand(place(store, area, key)))
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined
    throw unavailable('the store of files', error)
  }
}

const get = async (store: Store, area: AssetArea, key: string, maxBytes: number): Promise<Bytes | undefined> => {
  const found = await find(store, area, key)
  if (!found) return undefined
  const { Body: body, ContentLength: length } = found
  if (!body || length === undefined) throw new UnavailableError('the store of files did not say how long a file is')
  if (length > maxBytes) {
    // What is not read would hold the connection.
    await body.transformToWebStream().cancel()
    throw new AssetTooLargeError(length, maxBytes)
  }
  return ask(async () => copyBytes(await body.transformToByteArray()))
}

const remove = async (store: Store, area: AssetArea, key: string): Promise<void> => {
  const { DeleteObjectCommand } = await sdk()
  await ask(async () => (await store.client()).send(new DeleteObjectCommand(place(store, area, key))))
}

/** Lists and deletes page by page. */
const removeAll = async (store: Store, area: AssetArea, prefix: string): Promise<void> => {
  const { DeleteObjectsCommand, ListObjectsV2Command } = await sdk()
  const client = await ask(store.client)
  const { Bucket, Key } = place(store, area, prefix)
  let token: string | undefined
  do {
    const list = new ListObjectsV2Command({ Bucket, Prefix: Key, ...(token ? { ContinuationToken: token } : {}) })
    const { Contents = [], NextContinuationToken } = await ask(() => client.send(list))
    const objects = Contents.flatMap((object) => (object.Key === undefined ? [] : { Key: object.Key }))
    if (objects.length > 0) {
      const command = new DeleteObjectsCommand({ Bucket, Delete: { Objects: objects, Quiet: true } })
      const { Errors = [] } = await ask(() => client.send(command))
      if (Errors.length > 0) throw new UnavailableError(`${Errors.length} files were not removed: try again`)
    }
    token = NextContinuationToken
  } while (token !== undefined)
}

/** Assets in two buckets, each area below a prefix of its name. */
export const awsAssets = (options: AwsAssetsOptions): Assets => {
  const { templatesBucket, passesBucket, config = foundByTheSdk, client = lazily(() => s3Client(config)) } = options
  const store: Store = {
    client,
    buckets: {
      templates: templatesBucket,
      tombstones: templatesBucket,
      uploads: templatesBucket,
      images: passesBucket,
      passes: passesBucket,
      imports: passesBucket,
      'import-results': passesBucket,
      bundles: passesBucket,
    },
  }
  return {
    put: (area, key, bytes, { contentType }) => put(store, area, key, bytes, contentType),
    get: (area, key, { maxBytes }) => get(store, area, key, maxBytes),
    remove: (area, key) => remove(store, area, key),
    removeAll: (area, prefix) => removeAll(store, area, prefix),
    presignUpload: (area, key, upload) => ask(() => presignUpload(place(store, area, key), upload)),
    presignDownload: (area, key, download) => ask(() => presignDownload(place(store, area, key), download)),
  }
}
