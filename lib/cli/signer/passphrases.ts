/** Passphrases for keys and .p12 files: of the environment, or typed by whoever sits at the terminal. Never an argument. */
import { SignerError } from '../../core/errors.ts'
import { passphraseVariable } from '../signer-folder.ts'
import { askPassphrase, canAsk } from './ask-passphrase.ts'
import { isWrongPassphrase } from './pkcs12-ciphers.ts'

/** What is opened, and how. */
export interface Locked<Opened> {
  /** What a question calls it: the name of a file. */
  readonly name: string
  /** Passphrases to try before anybody is asked, such as an empty one. */
  readonly first?: readonly string[]
  /** @throws SignerError `signer/passphrase-wrong` */
  readonly open: (passphrase: string) => Promise<Opened>
}

/** Opens what is locked. */
export interface Passphrases {
  /** @throws SignerError `signer/passphrase-missing`, `signer/passphrase-wrong`, and what opening throws */
  readonly unlock: <Opened>(locked: Locked<Opened>) => Promise<Opened>
}

/** Where passphrases come from. */
export interface PassphraseSources {
  readonly given: string | undefined
  /** Undefined where there is nobody to ask. */
  readonly ask: ((question: string) => Promise<string>) | undefined
}

const mostQuestions = 3

const missing = (name: string): SignerError =>
  new SignerError(
    'signer/passphrase-missing',
    `${name} is encrypted: put its passphrase into the environment variable ${passphraseVariable}, or run the command at a terminal, which asks for it.`,
  )

const wrong = (name: string): SignerError =>
  new SignerError(
    'signer/passphrase-wrong',
    `The passphrase does not open ${name}. Give the one that it was exported or encrypted with, in ${passphraseVariable}.`,
  )

/** Passphrases from these sources; one that opened something is tried on what comes next. */
export const passphrasesFrom = ({ given, ask }: PassphraseSources): Passphrases => {
  const known = given === undefined ? [] : [given]

  const attempt = async <Opened>({ open }: Locked<Opened>, passphrase: string): Promise<readonly [Opened] | []> => {
    try {
      return [await open(passphrase)]
    } catch (cause) {
      if (isWrongPassphrase(cause)) return []
      throw cause
    }
  }

  const unlock = async <Opened>(locked: Locked<Opened>): Promise<Opened> => {
    for (const passphrase of [...(locked.first ?? []), ...known]) {
      const [opened] = await attempt(locked, passphrase)
      if (opened !== undefined) return opened
    }
    for (let asked = 0; ask && asked < mostQuestions; asked++) {
      const passphrase = await ask(`passphrase of ${locked.name}: `)
      const [opened] = await attempt(locked, passphrase)
      if (opened === undefined) continue
      known.push(passphrase)
      return opened
    }
    throw ask || known.length > 0 ? wrong(locked.name) : missing(locked.name)
  }

  return { unlock }
}

/** Passphrases for a command: the variable of the environment, and the terminal where there is one. */
export const commandPassphrases = (): Passphrases =>
  passphrasesFrom({ given: process.env[passphraseVariable], ask: canAsk() ? askPassphrase : undefined })
