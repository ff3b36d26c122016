/** The contract of Assets. */
import { expect } from 'vitest'
import { type Bytes, copyBytes, utf8 } from '../../lib/core/bytes.ts'
import { type AssetArea, type Assets, AssetTooLargeError, type PresignedUpload } from '../../lib/ports/assets.ts'
import { type Contract, contract, type Sentence } from './contract.ts'
import { unique } from './samples.ts'

/** A store of assets, and a way to send what was presigned. */
export interface AssetsWorld {
  readonly assets: Assets
  /** Sends bytes to a presigned address; tells whether they were taken. */
  readonly send: (upload: PresignedUpload, bytes: Bytes) => Promise<boolean>
  /** Gets what a presigned address leads to; undefined if that is nothing. */
  readonly receive: (url: string) => Promise<Received | undefined>
}

/** A file that came from a presigned address. */
interface Received {
  readonly bytes: Uint8Array
  readonly contentType: string
  /** What it is to be called, as the header says it. */
  readonly disposition: string
}

/** Sends bytes to a presigned address by HTTP. */
export const sendByHttp: AssetsWorld['send'] = async ({ method, url, headers }, bytes) => {
  const response = await fetch(url, { method, headers, body: bytes })
  await response.arrayBuffer()
  return response.ok
}

/** Gets what a presigned address leads to by HTTP. */
export const receiveByHttp: AssetsWorld['receive'] = async (url) => {
  const response = await fetch(url)
  const bytes = new Uint8Array(await response.arrayBuffer())
  const { headers } = response
  if (!response.ok) return undefined
  return {
    bytes,
    contentType: headers.get('content-type') ?? '',
    disposition: headers.get('content-disposition') ?? '',
  }
}

const areas: readonly AssetArea[] = ['templates', 'uploads', 'images', 'passes', 'imports', 'import-results', 'bundles']

const plenty = { maxBytes: 1_000_000 }

const pkpass = { contentType: 'application/vnd.apple.pkpass' }

const aKey = (): string => `pass.com.example.contract/${unique()}/1-0f0f-signer.pkpass`

/** All 256 bytes, some of which are no UTF-8, so often that they take several packets. */
const someBytes = (length = 20_000): Bytes => Uint8Array.from({ length }, (_, index) => (index * 7) % 256)

const storing: readonly Sentence<AssetsWorld>[] = [
  {
    sentence: 'there is no asset where none was put',
    check: async ({ assets }) => {
      for (const area of areas) expect(await assets.get(area, aKey(), plenty)).toBeUndefined()
    },
  },
  {
    sentence: 'an asset comes back byte by byte, on a buffer of its own and of exactly its length',
    check: async ({ assets }) => {
      const key = aKey()
      await assets.put('passes', key, someBytes(), pkpass)
      const bytes = await assets.get('passes', key, plenty)
      expect(bytes).toStrictEqual(someBytes())
      expect(bytes?.byteOffset).toBe(0)
      expect(bytes?.buffer.byteLength).toBe(20_000)
    },
  },
  {
    sentence: 'of a view on a larger buffer only the view is stored, and only as it was',
    check: async ({ assets }) => {
      const key = aKey()
      const pool = new Uint8Array(8192).fill(0xee)
      const view = pool.subarray(100, 108)
      view.set(utf8('the pass'))
      await assets.put('passes', key, view, pkpass)
      pool.fill(0)
      expect(await assets.get('passes', key, plenty)).toStrictEqual(utf8('the pass'))
    },
  },
  {
    sentence: 'what a reader does to the bytes that it was given stays with that reader',
    check: async ({ assets }) => {
      const key = aKey()
      await assets.put('images', key, utf8('image'), { contentType: 'image/png' })
      const given = await assets.get('images', key, plenty)
      given?.fill(0)
      expect(await assets.get('images', key, plenty)).toStrictEqual(utf8('image'))
    },
  },
  {
    sentence: 'an asset may be empty',
    check: async ({ assets }) => {
      const key = aKey()
      await assets.put('uploads', key, new Uint8Array(0), pkpass)
      expect(await assets.get('uploads', key, plenty)).toStrictEqual(new Uint8Array(0))
    },
  },
  {
    sentence: 'the same key names another asset in each area',
    check: async ({ assets }) => {
      const key = aKey()
      for (const area of areas) await assets.put(area, key, utf8(area), pkpass)
      await assets.remove('images', key)
      const found = await Promise.all(areas.map((area) => assets.get(area, key, plenty)))
      const others = ['templates', 'uploads', undefined, 'passes', 'imports', 'import-results', 'bundles']
      expect(found).toStrictEqual(others.map((text) => (text === undefined ? undefined : utf8(text))))
    },
  },
  {
    sentence: 'put replaces what was there, and get sees every put that was answered before',
    check: async ({ assets }) => {
      const key = aKey()
      for (const text of ['the first', 'another', '3']) {
        await assets.put('passes', key, utf8(text), pkpass)
        expect(await assets.get('passes', key, plenty)).toStrictEqual(utf8(text))
      }
    },
  },
]

const limits: readonly Sentence<AssetsWorld>[] = [
  {
    sentence: 'an asset of as many bytes as its reader takes is read',
    check: async ({ assets }) => {
      const key = aKey()
      await assets.put('uploads', key, someBytes(1000), pkpass)
      expect(await assets.get('uploads', key, { maxBytes: 1000 })).toStrictEqual(someBytes(1000))
    },
  },
  {
    sentence: 'an asset of more bytes than its reader takes is refused, with both figures',
    check: async ({ assets }) => {
      const key = aKey()
      await assets.put('uploads', key, someBytes(1001), pkpass)
      const reading = assets.get('uploads', key, { maxBytes: 1000 })
      await expect(reading).rejects.toThrow(AssetTooLargeError)
      await expect(reading).rejects.toThrow('the file has 1001 bytes; 1000 are allowed')
    },
  },
]

const removal: readonly Sentence<AssetsWorld>[] = [
  {
    sentence: 'remove removes an asset, may be repeated, and needs none to be there',
    check: async ({ assets }) => {
      const key = aKey()
      await assets.put('passes', key, utf8('pass'), pkpass)
      await assets.remove('passes', key)
      await assets.remove('passes', key)
      await assets.remove('passes', aKey())
      expect(await assets.get('passes', key, plenty)).toBeUndefined()
    },
  },
  {
    sentence: 'removeAll removes all assets below a prefix, however deep, and none beside it or in another area',
    check: async ({ assets }) => {
      const pass = `pass.com.example.contract/${unique()}`
      const below = [...Array.from({ length: 30 }, (_, index) => `${pass}/${index}.pkpass`), `${pass}/a/b/c.pkpass`]
      const beside = [`${pass}1/1.pkpass`, `${pass}.pkpass`]
      await Promise.all([...below, ...beside].map((key) => assets.put('passes', key, utf8(key), pkpass)))
      await assets.put('images', `${pass}/1.png`, utf8('image'), { contentType: 'image/png' })
      await assets.removeAll('passes', `${pass}/`)
      for (const key of below) expect(await assets.get('passes', key, plenty)).toBeUndefined()
      for (const key of beside) expect(await assets.get('passes', key, plenty)).toStrictEqual(utf8(key))
      expect(await assets.get('images', `${pass}/1.png`, plenty)).toStrictEqual(utf8('image'))
    },
  },
  {
    sentence: 'removeAll may be repeated, and where there is nothing',
    check: async ({ assets }) => {
      const pass = `pass.com.example.contract/${unique()}`
      await assets.put('images', `${pass}/1.png`, utf8('image'), { contentType: 'image/png' })
      await assets.removeAll('images', `${pass}/`)
      await assets.removeAll('images', `${pass}/`)
      expect(await assets.get('images', `${pass}/1.png`, plenty)).toBeUndefined()
    },
  },
]

const uploads: readonly Sentence<AssetsWorld>[] = [
  {
    sentence:
      'what is sent to a presigned address, with its method and headers, becomes an asset of the area that was named',
    check: async ({ assets, send }) => {
      const [key, bytes] = [`${unique()}.zip`, someBytes()]
      const options = { bytes: bytes.length, contentType: 'application/zip', expiresIn: 900 }
      for (const [area, other] of [['imports', 'uploads'] as const, ['uploads', 'imports'] as const]) {
        const upload = await assets.presignUpload(area, key, options)
        expect(upload.method).toBe('PUT')
        expect(await assets.get(area, key, plenty)).toBeUndefined()
        expect(await send(upload, copyBytes(bytes))).toBe(true)
        expect(await assets.get(area, key, plenty)).toStrictEqual(bytes)
        expect(await assets.get(other, key, plenty)).toBeUndefined()
        await assets.remove(area, key)
      }
    },
  },
]

const pkpasses = { contentType: 'application/vnd.apple.pkpasses' }

const downloads: readonly Sentence<AssetsWorld>[] = [
  {
    sentence: 'a presigned address gives a bundle byte by byte, with the type and under the name that it was to have',
    check: async ({ assets, receive }) => {
      const key = `${unique()}.pkpasses`
      await assets.put('bundles', key, someBytes(), pkpasses)
      const url = await assets.presignDownload('bundles', key, { fileName: 'passes.pkpasses', expiresIn: 900 })
      expect(await receive(url)).toEqual({
        bytes: someBytes(),
        contentType: 'application/vnd.apple.pkpasses',
        disposition: 'attachment; filename="passes.pkpasses"',
      })
    },
  },
  {
    sentence: 'a presigned address may be made before there is anything, and leads nowhere until then',
    check: async ({ assets, receive }) => {
      const key = `${unique()}.pkpasses`
      const url = await assets.presignDownload('bundles', key, { fileName: 'passes.pkpasses', expiresIn: 900 })
      await assets.put('passes', key, utf8('a pass'), pkpass)
      expect(await receive(url)).toBeUndefined()
      await assets.put('bundles', key, utf8('passes'), pkpasses)
      expect((await receive(url))?.bytes).toStrictEqual(utf8('passes'))
    },
  },
  {
    sentence: 'a presigned address gives the asset of the area that was named',
    check: async ({ assets, receive }) => {
      const key = `${unique()}/result.csv`
      await assets.put('import-results', key, utf8('row,outcome'), { contentType: 'text/csv; charset=utf-8' })
      await assets.put('bundles', key, utf8('passes'), pkpasses)
      const url = await assets.presignDownload('import-results', key, { fileName: 'result.csv', expiresIn: 900 })
      expect(await receive(url)).toEqual({
        bytes: utf8('row,outcome'),
        contentType: 'text/csv; charset=utf-8',
        disposition: 'attachment; filename="result.csv"',
      })
    },
  },
]

/** Everything that Assets promises. */
export const assetsSentences = [...storing, ...limits, ...removal, ...uploads, ...downloads]

/** Registers a test for each promise of Assets. */
export const assetsContract: Contract<AssetsWorld> = contract('assets', assetsSentences)
