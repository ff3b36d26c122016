/** The authority of throwaway signers, made once and kept in `.local/signer`, where the `passwright` command looks, too. */
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeThrowawayAuthority, type ThrowawayAuthority } from '../../../lib/core/signing/throwaway.ts'
import { LocalError } from '../errors.ts'

/** The authority, and where its root lies: what its passes verify against. */
export interface LocalAuthority {
  readonly authority: ThrowawayAuthority
  readonly rootFile: string
}

const files = { root: 'root.pem', intermediate: 'intermediate.pem', intermediateKey: 'intermediate-key.pem' } as const

/** Made elsewhere and moved into place in one step: two that start at once end with the same one. */
const makeOnce = async (folder: string): Promise<void> => {
  if (existsSync(folder)) return
  await mkdir(dirname(folder), { recursive: true })
  const draft = await mkdtemp(`${folder}.`)
  try {
    const authority = await makeThrowawayAuthority()
    await writeFile(join(draft, files.root), authority.root)
    await writeFile(join(draft, files.intermediate), authority.intermediate)
    await writeFile(join(draft, files.intermediateKey), authority.intermediateKey, { mode: 0o600 })
    await rename(draft, folder)
  } catch (cause) {
    await rm(draft, { recursive: true, force: true })
    if (!existsSync(folder)) throw cause
  }
}

/**
 * The authority in a folder, made if there is none.
 *
 * @throws LocalError `local/data` if the folder was left incomplete
 */
export const localAuthority = async (folder: string): Promise<LocalAuthority> => {
  await makeOnce(folder)
  const read = async (name: string) => {
    try {
      return await readFile(join(folder, name), 'utf8')
    } catch (cause) {
      throw new LocalError('local/data', `${join(folder, name)} is missing: remove ${folder} and start again`, {
        cause,
      })
    }
  }
  const [root, intermediate, intermediateKey] = await Promise.all([
    read(files.root),
    read(files.intermediate),
    read(files.intermediateKey),
  ])
  return { authority: { root, intermediate, intermediateKey }, rootFile: join(folder, files.root) }
}
