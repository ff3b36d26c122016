/** Messages of the queue of builds as text. */
import { isPassTypeIdentifier, isSerialNumber } from '../../core/format/identifiers.ts'
import { isObject } from '../../core/format/json.ts'
import type { BuildMessage } from '../../ports/queues.ts'

/** A message as JSON text. */
export const buildMessageText = (message: BuildMessage): string =>
  JSON.stringify({
    kind: message.kind,
    passTypeIdentifier: message.pass.passTypeIdentifier,
    serialNumber: message.pass.serialNumber,
    ...(message.kind === 'build' ? { version: message.version } : { createdAt: message.createdAt }),
  })

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value)

/** The message of a body; undefined if it is none: nobody can do anything about it. */
export const readBuildMessage = (body: string): BuildMessage | undefined => {
  const value = parse(body)
  if (!isObject(value)) return undefined
  const { kind, passTypeIdentifier, serialNumber, version, createdAt } = value
  if (!(isPassTypeIdentifier(passTypeIdentifier) && isSerialNumber(serialNumber))) return undefined
  const pass = { passTypeIdentifier, serialNumber }
  if (kind === 'build' && isCount(version)) return { kind, pass, version }
  if (kind === 'erase' && isCount(createdAt)) return { kind, pass, createdAt }
  return undefined
}
