/** Throwaway signers for trying things out, made when first needed and kept in `.local/signer/`. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Signer } from '../core/index.ts'
import {
  issueThrowawayCertificate,
  makeThrowawayAuthority,
  type ThrowawayAuthority,
} from '../core/signing/throwaway.ts'
import { readSignerFolder, writeSignerFolder } from './signer-folder.ts'
import { writeWhole } from './write-file.ts'

/** Where throwaway signers are kept, below the folder that the command runs in. Its `root.pem` is the root of all. */
export const localSignerFolder = join('.local', 'signer')

/** What a signer is for. */
export interface PassIdentity {
  readonly passTypeIdentifier: string
  readonly teamIdentifier: string
  readonly nfc: boolean
}

const day = 24 * 60 * 60 * 1000

const authorityFiles = {
  root: 'root.pem',
  intermediate: 'intermediate.pem',
  intermediateKey: 'intermediate-key.pem',
} as const

const readAuthority = async (): Promise<ThrowawayAuthority> => ({
  root: await readFile(join(localSignerFolder, authorityFiles.root), 'utf8'),
  intermediate: await readFile(join(localSignerFolder, authorityFiles.intermediate), 'utf8'),
  intermediateKey: await readFile(join(localSignerFolder, authorityFiles.intermediateKey), 'utf8'),
})

const keepAuthority = async (): Promise<ThrowawayAuthority> => {
  // The root is written last: where it stands, the others do.
  if (existsSync(join(localSignerFolder, authorityFiles.root))) return readAuthority()
  const authority = await makeThrowawayAuthority()
  await writeWhole(join(localSignerFolder, authorityFiles.intermediateKey), authority.intermediateKey, 0o600)
  await writeWhole(join(localSignerFolder, authorityFiles.intermediate), authority.intermediate)
  await writeWhole(join(localSignerFolder, authorityFiles.root), authority.root)
  return authority
}

const isUsableAt = (signer: Signer, now: Date): boolean =>
  signer.notBefore <= now && signer.notAfter.getTime() - now.getTime() > day

/**
 * The throwaway signer of a pass. One authority issues all of them, so that one root verifies all passes.
 *
 * @param now the time that the signer has to be valid at; an expired one is replaced
 */
export const localSigner = async (identity: PassIdentity, now: Date): Promise<Signer> => {
  const { passTypeIdentifier, teamIdentifier, nfc } = identity
  const folder = join(localSignerFolder, `${teamIdentifier}.${passTypeIdentifier}${nfc ? '.nfc' : ''}`)
  if (existsSync(join(folder, 'certificate.pem'))) {
    const signer = await readSignerFolder(folder)
    if (isUsableAt(signer, now)) return signer
  }
  const validity = { validFrom: new Date(now.getTime() - day), validTo: new Date(now.getTime() + 365 * day) }
  await writeSignerFolder(folder, await issueThrowawayCertificate(await keepAuthority(), { ...identity, ...validity }))
  return readSignerFolder(folder)
}
