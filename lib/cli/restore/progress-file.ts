/** How far a copying is, kept in a file, so that one that ended early goes on where it was. */
import { readFile, rm } from 'node:fs/promises'
import { isObject, type Json, parseJson } from '../../core/format/json.ts'
import { type CopyStep, type Counts, copySteps } from '../../service/restore/copy.ts'
import { InputError } from '../errors.ts'
import { assertPath } from '../read-path.ts'
import { reasonOf, writeWhole } from '../write-file.ts'

/** How far it is. */
export interface Progress {
  /** What is copied to where: another copying does not go on with this one. */
  readonly between: string
  /** When it was begun: milliseconds since 1970. */
  readonly begun: number
  readonly step: CopyStep
  readonly cursor?: string
  readonly counts: Counts
}

const isStep = (value: unknown): value is CopyStep => copySteps.some((step) => step === value)

const isCounts = (value: unknown): value is Counts =>
  isObject(value) && Object.values(value).every((count) => Number.isSafeInteger(count))

const progressOf = (value: Json): Progress | undefined => {
  const { between, begun, step, cursor, counts } = isObject(value) ? value : {}
  if (typeof between !== 'string' || typeof begun !== 'number' || !isStep(step) || !isCounts(counts)) return undefined
  return { between, begun, step, counts, ...(typeof cursor === 'string' ? { cursor } : {}) }
}

/**
 * The progress that a file holds; undefined if there is no such file.
 *
 * @throws InputError `input/occupied` if it holds something else, or that of another copying
 */
export const readProgress = async (path: string, between: string): Promise<Progress | undefined> => {
  assertPath(path)
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (cause) {
    if (reasonOf(cause) === 'ENOENT') return undefined
    throw new InputError('input/unreadable', `${path} cannot be read: give another place with --state`, { cause })
  }
  let progress: Progress | undefined
  try {
    progress = progressOf(parseJson(bytes))
  } catch {
    progress = undefined
  }
  if (progress?.between === between) return progress
  const message = `${path} is not of this copying: give another place with --state, or remove it to begin anew`
  throw new InputError('input/occupied', message)
}

/** Writes it. */
export const writeProgress = (path: string, progress: Progress): Promise<void> =>
  writeWhole(path, `${JSON.stringify(progress)}\n`, 0o600)

/** Forgets it. */
export const removeProgress = (path: string): Promise<void> => rm(path, { force: true })
