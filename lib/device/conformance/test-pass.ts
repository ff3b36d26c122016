/** Passes as a run handles them: the one that it was given, and those that the server sends. */
import type { Bytes } from '../../core/bytes.ts'
import { ArchiveError } from '../../core/errors.ts'
import { isObject, type JsonObject, parseJson } from '../../core/format/json.ts'
import { openPackage } from '../../core/reading/open.ts'
import { DeviceError } from '../errors.ts'
import type { PassAccess } from '../web-service/calls.ts'

/** A package, opened. */
export interface Opened {
  readonly files: ReadonlyMap<string, Bytes>
  /** `pass.json`; empty if it cannot be read. */
  readonly pass: JsonObject
  /** The same text for the same files, however they are packed and signed. */
  readonly contents: string
  /** The codes of what is wrong with the archive. */
  readonly archiveFaults: readonly string[]
}

/** A pass that requests are made for. */
export interface TestPass {
  readonly access: Required<PassAccess>
  readonly webServiceURL: string
  readonly opened: Opened
}

const objectIn = (files: ReadonlyMap<string, Bytes>, path: string): JsonObject => {
  try {
    const value = parseJson(files.get(path) ?? new Uint8Array())
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}

const open = async (bytes: Uint8Array): Promise<Opened> => {
  const { files, findings } = await openPackage(bytes)
  const listed = Object.entries(objectIn(files, 'manifest.json')).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return {
    files,
    pass: objectIn(files, 'pass.json'),
    contents: JSON.stringify(listed),
    archiveFaults: findings.map(({ code }) => code),
  }
}

/** Opens what a server sent, with patience; undefined if it is no archive. */
export const openServed = async (bytes: Uint8Array): Promise<Opened | undefined> => {
  try {
    return await open(bytes)
  } catch (cause) {
    if (cause instanceof ArchiveError) return undefined
    throw cause
  }
}

/**
 * Opens a pass whose web service is to be asked.
 *
 * @throws ArchiveError if it is no archive; DeviceError `device/no-web-service`
 */
export const openTestPass = async (bytes: Uint8Array): Promise<TestPass> => {
  const opened = await open(bytes)
  const textOf = (key: string): string => {
    const value = opened.pass[key]
    if (typeof value === 'string' && value !== '') return value
    throw new DeviceError('device/no-web-service', `the web service of the pass cannot be asked: it has no ${key}`)
  }
  return {
    access: {
      passTypeIdentifier: textOf('passTypeIdentifier'),
      serialNumber: textOf('serialNumber'),
      authenticationToken: textOf('authenticationToken'),
    },
    webServiceURL: textOf('webServiceURL'),
    opened,
  }
}
