/** A folder to run the command in, with what tests put there. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { aFolder, type Outcome, passwright } from './passwright.ts'
import { aChain } from './signer.ts'
import { aTemplate, pngStub } from './template.ts'

/** A working folder, which already holds the template `template`. Names are relative to the folder. */
export interface Workspace {
  readonly folder: string
  readonly run: (...args: string[]) => Promise<Outcome>
  /** Writes a file; the name. */
  readonly write: (name: string, contents: string | Uint8Array) => Promise<string>
  readonly emptyFolder: (name: string) => Promise<string>
  /** Writes `aTemplate`; the arguments that name it. */
  readonly writeTemplate: (name: string, changes?: Parameters<typeof aTemplate>[0]) => Promise<string[]>
  /** Writes a ready folder, `pass.json` and an icon; the name. */
  readonly writeReadyPass: (name: string, changes?: object) => Promise<string>
  /** Writes `aChain`, valid now; the name. */
  readonly writeSigner: (name: string, options?: Parameters<typeof aChain>[0]) => Promise<string>
}

/** Makes a working folder. */
export const aWorkspace = async (): Promise<Workspace> => {
  const folder = await aFolder()
  const write: Workspace['write'] = async (name, contents) => {
    await mkdir(join(folder, name, '..'), { recursive: true })
    await writeFile(join(folder, name), contents)
    return name
  }
  const writeTemplate: Workspace['writeTemplate'] = async (name, changes) => {
    for (const [path, bytes] of aTemplate(changes)) await write(join(name, path), bytes)
    return [name]
  }
  await writeTemplate('template')
  return {
    folder,
    write,
    writeTemplate,
    run: (...args) => passwright(folder, args),
    emptyFolder: async (name) => {
      await mkdir(join(folder, name))
      return name
    },
    writeReadyPass: async (name, changes) => {
      const pass = {
        formatVersion: 1,
        passTypeIdentifier: 'pass.com.example.card',
        teamIdentifier: 'ABCDE12345',
        serialNumber: 's',
        organizationName: 'O',
        description: 'D',
        generic: {},
        ...changes,
      }
      await write(join(name, 'pass.json'), JSON.stringify(pass))
      await write(join(name, 'icon.png'), pngStub())
      return name
    },
    writeSigner: async (name, options) => {
      const now = Date.now()
      const day = 86_400_000
      const chain = await aChain({ validFrom: new Date(now - day), validTo: new Date(now + 90 * day), ...options })
      for (const part of ['certificate', 'key', 'intermediate', 'root'] as const) {
        await write(join(name, `${part}.pem`), chain[part])
      }
      return name
    },
  }
}
