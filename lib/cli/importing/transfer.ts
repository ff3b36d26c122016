/** Sends files to, and gets them from, addresses that the API gives out. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Bytes } from '../../core/bytes.ts'
import { DeviceError } from '../../device/errors.ts'
import type { Answer } from '../../device/web-service/exchange.ts'
import { type Sent, send } from '../../device/web-service/send.ts'
import { InputError } from '../errors.ts'
import type { ShownStart } from './shown-import.ts'

const mostTries = 4
const firstWait = 500
const answerLimits = { maxBytes: 256 * 1024 * 1024, maxMilliseconds: 10 * 60 * 1000 }

const answerTo = async (url: string, sent: Sent): Promise<Answer | DeviceError> => {
  try {
    return await send(fetch, url, sent, answerLimits)
  } catch (error) {
    if (error instanceof DeviceError) return error
    throw error
  }
}

/** Both requests may be repeated. */
const insist = async (url: string, sent: Sent, what: string): Promise<Bytes> => {
  for (let tries = 1; ; tries++) {
    const answer = await answerTo(url, sent)
    if (!(answer instanceof DeviceError) && answer.status === 200) return answer.body
    if (tries === mostTries) {
      const why = answer instanceof DeviceError ? answer.message : `it answered ${answer.status}`
      throw new InputError('input/no-answer', `${what}: ${why}`)
    }
    await pause(firstWait * 2 ** (tries - 1))
  }
}

/** Uploads a file. @throws InputError `input/no-answer` */
export const uploadFile = async ({ method, url, headers }: ShownStart['upload'], body: Bytes): Promise<void> => {
  await insist(url, { method, headers: new Headers(headers), body }, 'the place for the file does not take it')
}

/** Gets a file. @throws InputError `input/no-answer` */
export const downloadFile = (url: string): Promise<Bytes> =>
  insist(url, { method: 'GET', headers: new Headers() }, 'the result cannot be got')
