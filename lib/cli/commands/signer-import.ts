/** `passwright signer import`: a signer's folder out of the files that hold its parts. */
import { join } from 'node:path'
import { type Command, requiredPath } from '../command.ts'
import { sayFindings } from '../findings.ts'
import { certificateKind } from '../signer/certificate-kind.ts'
import { type ImportedSigner, importSigner } from '../signer/import-signer.ts'
import { authorityName } from '../signer/intermediate.ts'
import type { Held, OpenedFile } from '../signer/opened-file.ts'
import { passTypeOption } from '../signer/pass-type-option.ts'
import { commandPassphrases } from '../signer/passphrases.ts'
import { passphraseVariable } from '../signer-folder.ts'
import type { Terminal } from '../terminal.ts'
import { readTrustOptions, trustOptions } from '../trust.ts'

const whatIs = (held: Held): string => {
  if (held.kind === 'certificate') return certificateKind(held.certificate).what
  if (held.kind === 'key') return held.encrypted === undefined ? 'a private key' : 'a private key, encrypted'
  return held.what
}

const account = ({ file, form, held }: OpenedFile): string => `${file}: ${form} with ${held.map(whatIs).join('; ')}`

const toJson = (folder: string, { signer, opened, intermediate, written, findings }: ImportedSigner) => {
  const { id, passTypeIdentifier, teamIdentifier, nfc, notBefore, notAfter } = signer
  return {
    ...{ id, passTypeIdentifier, teamIdentifier, nfc, notBefore, notAfter },
    read: opened.map(({ file, form, held }) => ({ file, form, holds: held.map(whatIs) })),
    intermediate: {
      name: authorityName(intermediate.certificate),
      from: intermediate.from,
      root: intermediate.root,
    },
    files: written.map((name) => join(folder, name)),
    findings,
  }
}

const print = (folder: string, imported: ImportedSigner, terminal: Terminal): void => {
  const { opened, intermediate, written, keyIsEncrypted, findings } = imported
  for (const each of opened) terminal.print(account(each))
  const { certificate, from, root } = intermediate
  terminal.print(`intermediate: ${authorityName(certificate)}, under ${root}, from ${from}`)
  for (const name of written) terminal.print(`wrote ${join(folder, name)}`)
  sayFindings(findings, terminal)
  if (written.includes('key.pem') && !keyIsEncrypted)
    terminal.say(`${join(folder, 'key.pem')} is not encrypted; only you may read it`)
  terminal.say(`next: passwright signer check ${folder}, then passwright signer upload ${folder} --stage NAME`)
}

const { trust } = trustOptions

/** The command. */
export const signerImport: Command = {
  positionals: [
    {
      name: 'FILE',
      help: 'what Apple or Keychain gave: .cer, .p12, .pem, .key; certificate, key and intermediate in any order',
      many: true,
    },
  ],
  options: {
    dir: {
      value: 'DIR',
      help: "the signer's folder: that of signer request, which has the key, or a new one",
    },
    'pass-type': { value: 'ID', help: 'the pass type that is wanted, where the files hold several' },
    offline: { help: 'do not fetch the intermediate; then it has to be among the files' },
    ...(trust ? { trust } : {}),
  },
  notes: [
    `The passphrase of a .p12 or a key comes from the environment variable ${passphraseVariable}; at a terminal it is asked for.`,
    "The intermediate is chosen by key identifier, fetched from Apple, and checked against Apple's fingerprints and roots.",
    'A key that is there already stays as it is. Nothing is written unless all three parts belong together.',
  ],
  async run(args, terminal) {
    const folder = requiredPath(args, 'dir')
    const { trust: trusted } = await readTrustOptions(args)
    const imported = await importSigner(args.positionals, {
      folder,
      passType: passTypeOption(args),
      trust: trusted,
      passphrases: commandPassphrases(),
      fetch: args.has('offline') ? undefined : fetch,
      now: new Date(),
    })
    if (args.has('json')) terminal.print(JSON.stringify(toJson(folder, imported)))
    else print(folder, imported, terminal)
    return 0
  },
}
