/** `passwright links revoke`: takes links back: one by one, those of a pass, or all of a pass type before a moment. */
import type { ApiAnswer, ApiClient } from '../api-client.ts'
import { apiClient } from '../api-client.ts'
import { accepted } from '../api-refusal.ts'
import { type Arguments, type Command, required } from '../command.ts'
import { UsageError } from '../errors.ts'

type Revoke = (client: ApiClient) => Promise<ApiAnswer>

const ofPass =
  (type: string, serial: string, before: string | undefined): Revoke =>
  (client) => {
    const query = before === undefined ? '' : `?before=${encodeURIComponent(before)}`
    return client.remove(`/passes/${encodeURIComponent(type)}/${encodeURIComponent(serial)}/links${query}`)
  }

const ofType =
  (passTypeIdentifier: string, before: string): Revoke =>
  (client) =>
    client.post('/links/revocations', { passTypeIdentifier, before })

const ofLink =
  (link: string): Revoke =>
  (client) =>
    client.post('/links/revocations', { link })

/** What is to be done, by the arguments. @throws UsageError */
const revocationsOf = (args: Arguments): readonly Revoke[] => {
  const [type, serial, before] = [args.option('pass-type'), args.option('serial'), args.option('before')]
  const { positionals } = args
  if (type === undefined) {
    if (serial !== undefined || before !== undefined) throw new UsageError('--serial and --before go with --pass-type')
    if (positionals.length === 0) throw new UsageError('give links, or --pass-type with --serial or --before')
    return positionals.map(ofLink)
  }
  if (positionals.length > 0) throw new UsageError('give either links or --pass-type')
  if (serial !== undefined) return [ofPass(type, serial, before)]
  if (before !== undefined) return [ofType(type, before)]
  throw new UsageError('--pass-type alone would revoke everything: say --before MOMENT, or --serial SERIAL')
}

/** The command. */
export const linksRevoke: Command = {
  positionals: [{ name: 'LINK', help: 'the address of a link', many: true, optional: true }],
  options: {
    'pass-type': { value: 'ID', help: 'the pass type whose links are revoked' },
    serial: { value: 'SERIAL', help: 'only those of this pass' },
    before: { value: 'MOMENT', help: 'only those that were made before: 2027-03-01T09:30:00Z' },
    url: { value: 'URL', help: 'where the deployment is: its publicBaseUrl' },
  },
  notes: [
    'Passes stay on the phones that hold them. What nobody has fetched yet of a sealed link counts as erased then.',
    'All of a pass type are revoked everywhere within a minute.',
    'PASSWRIGHT_API_KEY has to be a key with the scope links:write.',
  ],
  async run(args, terminal) {
    const revocations = revocationsOf(args)
    const client = apiClient(required(args, 'url'))
    for (const [index, revoke] of revocations.entries()) {
      accepted(await revoke(client))
      terminal.progress(index + 1, revocations.length, 'links')
    }
    if (args.has('json')) terminal.print(JSON.stringify({ revoked: true }))
    else terminal.print('revoked')
    return 0
  },
}
