/** `passwright signer new`: a throwaway chain of the shape that Apple issues. */
import { join } from 'node:path'
import { isTeamIdentifier } from '../../core/format/identifiers.ts'
import { makeThrowawayChain } from '../../core/signing/throwaway.ts'
import { type Command, required, requiredPath } from '../command.ts'
import { UsageError } from '../errors.ts'
import { requiredPassType } from '../signer/pass-type-option.ts'
import { assertNoSigner, writeSignerFolder } from '../signer-folder.ts'

/** The command. */
export const signerNew: Command = {
  positionals: [],
  options: {
    dir: { value: 'DIR', help: 'the folder for root.pem, intermediate.pem, certificate.pem and key.pem' },
    'pass-type': { value: 'ID', help: 'the pass type identifier, pass.com.example.something' },
    team: { value: 'ID', help: 'the team identifier, ten capital letters and digits' },
    nfc: { help: 'a certificate that may sign passes with NFC and personalization' },
  },
  notes: ['No Apple device accepts what such a signer signs. A signer that is already in the folder is not replaced.'],
  async run(args, terminal) {
    const folder = requiredPath(args, 'dir')
    const passTypeIdentifier = requiredPassType(args)
    const teamIdentifier = required(args, 'team')
    if (!isTeamIdentifier(teamIdentifier)) throw new UsageError('--team must be ten capital letters and digits')
    await assertNoSigner(folder)
    const identity = { passTypeIdentifier, teamIdentifier, nfc: args.has('nfc') }
    await writeSignerFolder(folder, await makeThrowawayChain({ ...identity, now: new Date() }))
    const files = ['root.pem', 'intermediate.pem', 'certificate.pem', 'key.pem'].map((name) => join(folder, name))
    if (args.has('json')) terminal.print(JSON.stringify({ ...identity, files }))
    else for (const file of files) terminal.print(file)
    return 0
  },
}
