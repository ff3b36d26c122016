/** `passwright signer request`: a private key and the request that Apple issues a certificate for. */

import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { makeCertificateRequest } from '../../core/signing/certificate-request.ts'
import { type Command, requiredPath } from '../command.ts'
import { InputError } from '../errors.ts'
import { passTypeOption } from '../signer/pass-type-option.ts'
import { writeTogether } from '../signer/write-together.ts'
import { assertNoSigner } from '../signer-folder.ts'

const requestFile = 'request.csr'

/** A request without its key, or with another one, would be worth nothing. */
const assertNoRequest = async (folder: string): Promise<void> => {
  await assertNoSigner(folder)
  const names = await readdir(folder).catch(() => [])
  if (names.some((name) => name === requestFile))
    throw new InputError('input/occupied', `${folder} already holds a ${requestFile}; name another folder`)
}

/** What to do next, click by click. @see https://developer.apple.com/help/account/ */
const steps = (folder: string, passType: string | undefined): readonly string[] => {
  const identifier = passType ?? 'your pass type identifier, such as pass.com.example.card'
  return [
    'What to do now, in any browser:',
    '  1. Sign in at https://developer.apple.com/account as Account Holder or Admin of a team in the Apple Developer Program.',
    '  2. Only for a new pass type: Certificates, Identifiers & Profiles > Identifiers > + > Pass Type IDs > Continue;',
    `     fill in a description and ${identifier} > Continue > Register.`,
    '  3. Certificates > + > under Services: Pass Type ID Certificate > Continue; choose the pass type > Continue;',
    `     choose the file ${join(folder, requestFile)} > Continue > Download.`,
    `  4. passwright signer import DOWNLOADED.cer --dir ${folder}`,
    'The key never leaves this folder, and nobody else has it: without it the certificate is worth nothing.',
  ]
}

/** The command. */
export const signerRequest: Command = {
  positionals: [],
  options: {
    dir: { value: 'DIR', help: 'the folder for key.pem and request.csr; the certificate comes into it later' },
    'pass-type': { value: 'ID', help: 'the pass type identifier that the certificate is to be for, as a reminder' },
  },
  notes: [
    'An RSA key of 2,048 bits, as Apple wants it. Nothing is sent anywhere: you upload request.csr yourself.',
    'To renew a certificate, make a new request in a new folder for the same pass type.',
  ],
  async run(args, terminal) {
    const folder = requiredPath(args, 'dir')
    const passType = passTypeOption(args)
    await assertNoRequest(folder)
    const { request, key } = await makeCertificateRequest(passType)
    await writeTogether(folder, [
      { name: 'key.pem', contents: key, mode: 0o600 },
      { name: requestFile, contents: request },
    ])
    const files = [join(folder, 'key.pem'), join(folder, requestFile)]
    if (args.has('json')) {
      terminal.print(JSON.stringify({ files, ...(passType === undefined ? {} : { passTypeIdentifier: passType }) }))
    } else {
      for (const file of files) terminal.print(file)
      for (const line of steps(folder, passType)) terminal.print(line)
    }
    return 0
  },
}
