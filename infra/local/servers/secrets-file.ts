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

/** Opens the file of secrets, or begins one. */
export const openSecretsFile = (file: string): SecretsFile => {
  mkdirSync(dirname(file), { recursive: true })
  const secrets = new Map<string, Secret>(
    existsSync(file) ? Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Secret>) : [],
  )
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
