/** Messages of the queue of builds as text. */
import { isPassTypeIdentifier, isSerialNumber } from '../../core/format/identifiers.ts'
import type { JsonObject } from '../../core/format/json.ts'
import type { BuildMessage } from '../../ports/queues.ts'
import { readObject } from './message-body.ts'

/** What a kind of message says besides the pass. */
const detailOf = (message: BuildMessage): object => {
  if (message.kind === 'build') return { version: message.version }
  if (message.kind === 'announce') return { version: message.version, cursor: message.cursor }
  return { createdAt: message.createdAt, issue: message.issue }
}

/** A message as JSON text. */
export const buildMessageText = (message: BuildMessage): string =>
  JSON.stringify({
    kind: message.kind,
    passTypeIdentifier: message.pass.passTypeIdentifier,
    serialNumber: message.pass.serialNumber,
    ...detailOf(message),
  })

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value)

const read = ({ kind, passTypeIdentifier, serialNumber, ...detail }: JsonObject): BuildMessage | undefined => {
  if (!(isPassTypeIdentifier(passTypeIdentifier) && isSerialNumber(serialNumber))) return undefined
  const pass = { passTypeIdentifier, serialNumber }
  const { version, cursor, createdAt, issue } = detail
  if (kind === 'build' && isCount(version)) return { kind, pass, version }
  if (kind === 'announce' && isCount(version) && typeof cursor === 'string') return { kind, pass, version, cursor }
  if (kind === 'erase' && isCount(createdAt) && typeof issue === 'string') return { kind, pass, createdAt, issue }
  return undefined
}

/** The message of a body; undefined if it is none: nobody can do anything about it. */
export const readBuildMessage = (body: string): BuildMessage | undefined => {
  const value = readObject(body)
  return value && read(value)
}
