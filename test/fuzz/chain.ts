/** The certificates of the seeds, kept from run to run so that the same seed makes the same archives. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ThrowawayChain } from '../../lib/core/index.ts'
import { aChain } from '../builders/signer.ts'
import { identity } from './seeds.ts'

const file = join('.local', 'fuzz', 'chain.json')

const isChain = (json: unknown): json is ThrowawayChain =>
  typeof json === 'object' &&
  json !== null &&
  ['root', 'intermediate', 'certificate', 'key'].every((key) => key in json)

const kept = async (): Promise<ThrowawayChain | undefined> => {
  try {
    const json: unknown = JSON.parse(await readFile(file, 'utf8'))
    return isChain(json) ? json : undefined
  } catch {
    return undefined
  }
}

/** A throwaway chain that may sign all seeds: the one of the last run, or a new one. */
export const keptChain = async (): Promise<ThrowawayChain> => {
  const found = await kept()
  if (found) return found
  const chain = await aChain({ ...identity, nfc: true })
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, JSON.stringify(chain))
  return chain
}
