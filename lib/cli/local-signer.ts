/** Throwaway signers for trying things out, made when first needed and kept in `.local/signer/`. */
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Signer } from '../core/index.ts'
import type { SignedPassIdentity } from '../core/signing/signer.ts'
import {
  issueThrowawayCertificate,
  makeThrowawayAuthority,
  type ThrowawayAuthority,
} from '../core/signing/throwaway.ts'
import { InputError } from './errors.ts'
import { readSignerFolder, writeSignerFolder } from './signer-folder.ts'

/** Where throwaway signers are kept, below the folder that the command runs in. */
const localSignerFolder = join('.local', 'signer')

/** The root of all throwaway signers: what their passes verify against. */
export const localRoot = join(localSignerFolder, 'root.pem')

const authorityFiles = { root: 'root.pem', intermediate: 'intermediate.pem', intermediateKey: 'intermediate-key.pem' }

const readPart = async (part: keyof typeof authorityFiles): Promise<string> => {
  const path = join(localSignerFolder, authorityFiles[part])
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    const remedy = `remove ${localSignerFolder} and run the command again`
    throw new InputError('input/unreadable', `${path} is missing or unreadable; ${remedy}`, { cause })
  }
}

const readAuthority = async (): Promise<ThrowawayAuthority> => ({
  root: await readPart('root'),
  intermediate: await readPart('intermediate'),
  intermediateKey: await readPart('intermediateKey'),
})

/**
 * Makes a folder's contents elsewhere and then moves them into place in one step: of several commands that start at
 * once, one wins, and the others go on with what it made.
 */
const makeOnce = async (folder: string, fill: (draft: string) => Promise<void>): Promise<void> => {
  if (existsSync(folder)) return
  await mkdir(join(folder, '..'), { recursive: true })
  const draft = await mkdtemp(`${folder}.`)
  try {
    await fill(draft)
    await rename(draft, folder)
  } catch (cause) {
    await rm(draft, { recursive: true, force: true })
    if (!existsSync(folder)) throw cause
  }
}

const writeAuthority = async (folder: string): Promise<void> => {
  const authority = await makeThrowawayAuthority()
  await writeFile(join(folder, authorityFiles.root), authority.root)
  await writeFile(join(folder, authorityFiles.intermediate), authority.intermediate)
  await writeFile(join(folder, authorityFiles.intermediateKey), authority.intermediateKey, { mode: 0o600 })
}

/**
 * The throwaway signer of a pass. One authority issues all of them, so that one root verifies all passes. A certificate
 * is good for the year of its signing time and the next, and is found again by that year.
 *
 * @throws InputError if `.local/signer` was left incomplete
 */
export const localSigner = async (identity: SignedPassIdentity, signingTime: Date): Promise<Signer> => {
  const { passTypeIdentifier, teamIdentifier, nfc } = identity
  await makeOnce(localSignerFolder, writeAuthority)
  const authority = await readAuthority()
  const year = signingTime.getUTCFullYear()
  const folder = join(localSignerFolder, `${teamIdentifier}.${passTypeIdentifier}${nfc ? '.nfc' : ''}.${year}`)
  await makeOnce(folder, async (draft) => {
    const validity = { validFrom: new Date(Date.UTC(year, 0, 0)), validTo: new Date(Date.UTC(year + 2, 0, 1)) }
    await writeSignerFolder(draft, await issueThrowawayCertificate(authority, { ...identity, ...validity }))
  })
  return readSignerFolder(folder)
}
