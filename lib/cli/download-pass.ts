/** Passes that are named by their address. */
import { isPrivateWay } from '../core/format/loopback.ts'
import { DeviceError } from '../device/errors.ts'
import type { Answer } from '../device/web-service/exchange.ts'
import { send } from '../device/web-service/send.ts'
import { InputError } from './errors.ts'
import { readInputFile } from './read-path.ts'

const limits = { maxBytes: 32 * 1024 * 1024, maxMilliseconds: 30_000 }

const address = /^https?:\/\//i

const found = 200
const moved: readonly number[] = [301, 302, 303, 307, 308]
const mostMoves = 5

const accept = 'application/vnd.apple.pkpass, application/vnd.apple.pkpasses, */*;q=0.1'

/** The answer of an address, or of the one that it has moved to. Each must be one where nobody can listen. */
const answerAt = async (url: string, moves = 0): Promise<Answer> => {
  if (!isPrivateWay(new URL(url)))
    throw new InputError('input/no-answer', `${url} is neither https nor on this machine`)
  const answer = await send(fetch, url, { method: 'GET', headers: new Headers({ Accept: accept }) }, limits)
  const location = answer.headers.get('location') ?? ''
  if (!(moved.includes(answer.status) && URL.canParse(location, url))) return answer
  if (moves === mostMoves) throw new InputError('input/no-answer', `${url} moves on and on`)
  return await answerAt(new URL(location, url).href, moves + 1)
}

const get = async (url: string): Promise<Uint8Array> => {
  const { status, headers, body } = await answerAt(url)
  if (status !== found) throw new InputError('input/no-answer', `${url} was answered with the status ${status}`)
  if (headers.get('content-type')?.startsWith('text/html'))
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
