/** Passes that are named by their address. */
import { isLoopback } from '../core/format/loopback.ts'
import { DeviceError } from '../device/errors.ts'
import { send } from '../device/web-service/send.ts'
import { InputError } from './errors.ts'
import { readInputFile } from './read-path.ts'

const limits = { maxBytes: 32 * 1024 * 1024, maxMilliseconds: 30_000 }

const address = /^https?:\/\//i

const found = 200

const get = async (url: string): Promise<Uint8Array> => {
  const { protocol, hostname } = new URL(url)
  if (protocol !== 'https:' && !isLoopback(hostname))
    throw new InputError('input/no-answer', `${url} is neither https nor on this machine`)
  const accept = 'application/vnd.apple.pkpass, application/vnd.apple.pkpasses, */*;q=0.1'
  const headers = new Headers({ Accept: accept })
  const {
    status,
    headers: received,
    body,
  } = await send(fetch, url, { method: 'GET', headers, redirect: 'follow' }, limits)
  if (status !== found) throw new InputError('input/no-answer', `${url} was answered with the status ${status}`)
  if (received.get('content-type')?.startsWith('text/html'))
    throw new InputError('input/no-package', `${url} is a page; give the address of the pass that it offers`)
  return body
}

/**
 * Reads a pass or a bundle by its path, or by its address.
 *
 * @throws InputError `input/no-answer`, `input/no-package`, and as `readInputFile`
 */
export const readPassAt = async (place: string): Promise<Uint8Array> => {
  if (!(address.test(place) && URL.canParse(place))) return await readInputFile(place)
  try {
    return await get(place)
  } catch (cause) {
    if (!(cause instanceof DeviceError)) throw cause
    throw new InputError('input/no-answer', cause.message, { cause })
  }
}
