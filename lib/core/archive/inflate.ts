/** Inflates what anybody may have deflated (RFC 1951), with the inflater that every runtime brings along. */
import { type Bytes, copyBytes } from '../bytes.ts'
import { archiveEngine } from './engine.ts'
import { damaged } from './faults.ts'

// A slice may stand for 1,032 times as many bytes, and some runtimes inflate the whole of it ahead of the reader: 34 MB.
const sliceBytes = 32 * 1024

const turnOfEventLoop = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

/** Hands out slices at the reader's pace. */
const slicesOf = (bytes: Uint8Array): ReadableStream<Bytes> => {
  let at = 0
  const pull = async (controller: ReadableStreamDefaultController<Bytes>): Promise<void> => {
    if (at >= bytes.length) return controller.close()
    // workerd inflates every slice at once, read or not. In a turn of its event loop, all that is there gets read.
    if (at > 0) await turnOfEventLoop()
    controller.enqueue(bytes.slice(at, at + sliceBytes))
    at += sliceBytes
  }
  return new ReadableStream({ pull }, { highWaterMark: 0 })
}

/** What comes out of a stream, up to and with the piece that makes it more than `size` bytes. */
const take = async (stream: ReadableStream<Bytes>, size: number) => {
  const pieces: Bytes[] = []
  let length = 0
  for await (const piece of stream) {
    pieces.push(piece)
    length += piece.length
    // To leave the loop cancels the stream, and with it all that feeds it.
    if (length > size) break
  }
  return { pieces, length }
}

/**
 * Whether a raw deflate stream stands for at least `size` bytes. What comes behind them is not looked at: not more bytes,
 * not the checksum of what contains the stream, not damage.
 */
export const inflatesTo = async (packed: Uint8Array, size: number): Promise<boolean> => {
  const known = archiveEngine()?.inflate(packed, size)
  if (known !== undefined) return known === 'more' || known.length === size
  const stream = slicesOf(packed).pipeThrough(new DecompressionStream('deflate-raw'))
  let length = 0
  try {
    for await (const piece of stream) {
      length += piece.length
      if (length >= size) break
    }
  } catch {
    // Damage behind the last byte that matters may be noticed before that byte is handed out.
  }
  return length >= size
}

/**
 * The bytes that a raw deflate stream stands for, which must be exactly `size`. Memory is taken only for what came out.
 * Runtimes differ in what they make of bytes behind the stream's end: some ignore them, some call the stream damaged.
 *
 * @param what The stream's name, to start an error's message with
 * @throws {ArchiveError} `archive/damaged`
 */
export const inflate = async (packed: Uint8Array, size: number, what: string): Promise<Bytes> => {
  const known = archiveEngine()?.inflate(packed, size)
  if (known !== undefined && known !== 'more' && known.length === size) return copyBytes(known)
  const stream = slicesOf(packed).pipeThrough(new DecompressionStream('deflate-raw'))
  const { pieces, length } = await take(stream, size).catch((cause: unknown) => {
    throw damaged(`${what} is no deflate stream`, cause)
  })
  if (length !== size) throw damaged(`${what} ${length > size ? 'holds more than' : 'ends before'} its stated size`)
  const out = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    out.set(piece, at)
    at += piece.length
  }
  return out
}
