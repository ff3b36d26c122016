/** How signatures are judged: whose roots are trusted besides Apple's, and what was revoked. */
import type { Trust } from '../core/signing/trust.ts'
import type { Arguments, Option } from './command.ts'
import { readInputFile } from './read-path.ts'

/** The options of commands that judge signatures. */
export const trustOptions: Readonly<Record<string, Option>> = {
  trust: {
    value: 'apple|FILE',
    many: true,
    help: "a root certificate to trust besides Apple's, PEM or DER; may be repeated (default: apple)",
  },
  crl: {
    value: 'FILE',
    many: true,
    help: 'a list of revoked certificates, PEM or DER; may be repeated (default: revocation is not checked)',
  },
}

/** What their help says besides. */
export const trustNote = 'Passes of a throwaway signer verify with --trust .local/signer/root.pem'

const readFiles = (files: readonly string[]): Promise<Uint8Array[]> =>
  Promise.all(files.map((file) => readInputFile(file)))

/** What the options come to. */
export interface TrustChoice {
  readonly trust: Trust
  readonly revocationLists: readonly Uint8Array[]
}

/**
 * Reads the files that the options name.
 *
 * @throws InputError if one cannot be read
 */
export const readTrustOptions = async (args: Arguments): Promise<TrustChoice> => {
  const roots = await readFiles(args.options('trust').filter((given) => given !== 'apple'))
  const trust = roots.length === 0 ? 'apple' : ({ apple: true, roots } as const)
  return { trust, revocationLists: await readFiles(args.options('crl')) }
}

/** The option of commands that judge the passes of one signer. */
export const rootOption: Option = {
  value: 'PEM',
  help: "the root certificate to trust (default: Apple's intermediates, by fingerprint)",
}

/**
 * Reads the file that {@link rootOption} names.
 *
 * @throws InputError if it cannot be read
 */
export const readRootOption = async (args: Arguments): Promise<Trust> => {
  const root = args.option('root')
  return root === undefined ? 'apple' : { roots: [await readInputFile(root)] }
}
