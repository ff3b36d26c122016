/** Checkpoints kept in a file so that a start goes on where the last one ended. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { isObject } from '../../../lib/core/format/json.ts'
import type { Checkpoints } from '../../pollers/checkpoints.ts'

const read = (file: string): Map<string, string> => {
  if (!existsSync(file)) return new Map()
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
  return new Map(Object.entries(isObject(value) ? value : {}).map(([shard, number]) => [shard, String(number)]))
}

/** Opens the file of checkpoints. */
export const openCheckpoints = (file: string): Checkpoints => {
  const numbers = read(file)
  return {
    get: (shard) => Promise.resolve(numbers.get(shard)),
    set: (shard, sequenceNumber) => {
      numbers.set(shard, sequenceNumber)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(`${file}.unfinished`, JSON.stringify(Object.fromEntries(numbers)))
      renameSync(`${file}.unfinished`, file)
      return Promise.resolve()
    },
  }
}
