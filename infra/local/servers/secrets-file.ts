/** The secrets of the local stack: kept in one file that only its owner may read. */
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** One version of a secret. */
export interface SecretVersion {
  readonly value: string
  /** `AWSCURRENT`, `AWSPREVIOUS` and others. */
  readonly stages: readonly string[]
  /** Milliseconds since 1970. */
  readonly createdAt: number
}

/** A secret; it has no versions until a value is put. */
export interface Secret {
  readonly arn: string
  readonly versions: Readonly<Record<string, SecretVersion>>
}

/** The secrets by name. */
export interface SecretsFile {
  /** A secret by its name or ARN, with its name. */
  readonly find: (id: string) => (Secret & { readonly name: string }) | undefined
  /** Writes a secret; on disk when this returns. */
  readonly save: (name: string, secret: Secret) => void
}

const ownerOnly = 0o600

const read = (file: string): Readonly<Record<string, Secret>> => {
  if (!existsSync(file)) return {}
  const text = readFileSync(file, 'utf8')
  try {
    return JSON.parse(text)
  } catch {
    // Not the cause: it would quote what stands there.
    throw new Error(`${file} is no JSON: mend it, or begin anew with --fresh`)
  }
}

/**
 * Opens the file of secrets, or begins one.
 *
 * @throws Error that names the file if it cannot be read
 */
export const openSecretsFile = (file: string): SecretsFile => {
  mkdirSync(dirname(file), { recursive: true })
  const secrets = new Map(Object.entries(read(file)))
  const write = () => {
    const unfinished = `${file}.unfinished`
    writeFileSync(unfinished, `${JSON.stringify(Object.fromEntries(secrets), null, 2)}\n`, { mode: ownerOnly })
    // The mode above is only for a file that is new.
    chmodSync(unfinished, ownerOnly)
    renameSync(unfinished, file)
  }
  return {
    find: (id) => {
      const found = [...secrets].find(([name, { arn }]) => name === id || arn === id)
      return found && { ...found[1], name: found[0] }
    },
    save: (name, secret) => {
      secrets.set(name, secret)
      write()
    },
  }
}
