import { describe, expect, it } from 'vitest'
import { readBody } from './read-body.ts'

const url = 'https://passes.example/'

const chunked = (chunks: readonly number[], seen: { read: number; cancelled: boolean }): Request => {
  const rest = [...chunks]
  const body = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        const size = rest.shift()
        if (size === undefined) return controller.close()
        seen.read += size
        controller.enqueue(new Uint8Array(size).fill(1))
      },
      cancel: () => {
        seen.cancelled = true
      },
    },
    { highWaterMark: 0 },
  )
  return new Request(url, { method: 'POST', body, duplex: 'half' } as RequestInit)
}

describe('the body of a request', () => {
  it('is read to the last byte of the limit', async () => {
    const request = new Request(url, { method: 'POST', body: new Uint8Array([1, 2, 3]) })
    expect([...(await readBody(request, { maxBytes: 3 }))]).toEqual([1, 2, 3])
  })

  it('comes on a buffer of exactly its size', async () => {
    const pool = new Uint8Array(100)
    const request = new Request(url, { method: 'POST', body: pool.subarray(10, 14) })
    expect((await readBody(request, { maxBytes: 100 })).buffer.byteLength).toBe(4)
  })

  it('is empty if there is none', async () => {
    expect(await readBody(new Request(url), { maxBytes: 3 })).toHaveLength(0)
  })

  it('is not read if its Content-Length is above the limit', async () => {
    const seen = { read: 0, cancelled: false }
    const request = chunked([1], seen)
    request.headers.set('content-length', '4')
    await expect(readBody(request, { maxBytes: 3 })).rejects.toMatchObject({ code: 'request/too-large', status: 413 })
    expect(seen.read).toBe(0)
  })

  it('is read no further once it is too large, whatever its Content-Length said', async () => {
    const seen = { read: 0, cancelled: false }
    const request = chunked([2, 2, 2, 2], seen)
    request.headers.set('content-length', '2')
    await expect(readBody(request, { maxBytes: 3 })).rejects.toMatchObject({ code: 'request/too-large' })
    expect(seen).toEqual({ read: 4, cancelled: true })
  })

  it('that breaks off is refused', async () => {
    const body = new ReadableStream({ pull: (controller) => controller.error(new TypeError('terminated')) })
    const request = new Request(url, { method: 'POST', body, duplex: 'half' } as RequestInit)
    await expect(readBody(request, { maxBytes: 3 })).rejects.toMatchObject({ code: 'request/invalid', status: 400 })
  })

  it('is refused with the way to send more, where there is one', async () => {
    const request = new Request(url, { method: 'POST', body: 'four' })
    await expect(readBody(request, { maxBytes: 3, remedy: 'take the train' })).rejects.toThrow(
      'the body has more than 3 bytes: take the train',
    )
  })
})
