/** Looks at a signed pass with tools that know nothing of ours: fflate, Node's hashes and OpenSSL. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { expect } from 'vitest'
import { program } from '../setup/programs.ts'

/** Hashes as lowercase hexadecimal digits. */
export const digest = (algorithm: 'sha1' | 'sha256', bytes: Uint8Array): string =>
  createHash(algorithm).update(bytes).digest('hex')

/** What a pass holds. */
export interface OpenedPass {
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it as they like
  readonly pass: any
  readonly files: Readonly<Record<string, Uint8Array>>
}

const notListed = ['manifest.json', 'signature']

/** Unpacks a pass; every file must have the digest that the manifest says, and no file may be missing there. */
export const openPass = (bytes: Uint8Array): OpenedPass => {
  const files = unzipSync(bytes)
  const json = (name: string) => JSON.parse(new TextDecoder().decode(files[name]))
  const listed = Object.entries(files).filter(([name]) => !notListed.includes(name))
  expect(Object.fromEntries(listed.map(([name, file]) => [name, digest('sha1', file)]))).toEqual(json('manifest.json'))
  return { pass: json('pass.json'), files }
}

/** Has OpenSSL verify the signature of a pass. @throws Error with what OpenSSL says */
export const verifyWithOpenssl = (bytes: Uint8Array, rootFile: string): void => {
  const { files } = openPass(bytes)
  const cwd = mkdtempSync(join(tmpdir(), 'passwright-openssl-'))
  for (const name of notListed) writeFileSync(join(cwd, name), files[name] ?? '')
  const args = 'cms -verify -binary -inform DER -in signature -content manifest.json -purpose any -out /dev/null'
  execFileSync(program('openssl'), [...args.split(' '), '-CAfile', rootFile], { cwd, stdio: 'pipe' })
}
