/** `passwright links revoke`: takes links back: one by one, those of a pass, or all of a pass type before a moment. */
import { type ApiAnswer, type ApiClient, apiFor, apiOptions, scopeNote } from '../api-client.ts'
import { accepted } from '../api-refusal.ts'
import type { Arguments, Command } from '../command.ts'
import { InputError, UsageError } from '../errors.ts'
import { linksHeader } from '../links/links-file.ts'
import { readInputFile } from '../read-path.ts'
import type { Terminal } from '../terminal.ts'

const most = { links: 1000, bytes: 4 * 1024 * 1024 } as const

type Revoke = (client: ApiClient) => Promise<ApiAnswer>

/** What is to be done, and what of it a message names. */
interface Revocation {
  readonly name?: string
  readonly revoke: Revoke
}

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

const addressInRow = /https?:\/\/[^\s,"]+\/p\/[^\s,"]+/

/** The link of a line; undefined if there is none. @param isTable whether it is a row of what `passwright links` writes */
const linkIn = (line: string, isTable: boolean): string | undefined =>
  isTable ? addressInRow.exec(line)?.[0] : line.trim() || undefined

/** The links of a file, one a line: as arguments, everybody on the machine could read them in its list of processes. */
const readLinks = async (path: string): Promise<readonly Revocation[]> => {
  const text = new TextDecoder().decode(await readInputFile(path, most.bytes))
  const isTable = text.startsWith(linksHeader)
  const links = text.split('\n').flatMap((line, index) => {
    const link = linkIn(line, isTable)
    return link === undefined ? [] : [{ name: `the link in line ${index + 1} of ${path}`, revoke: ofLink(link) }]
  })
  if (links.length === 0) throw new InputError('input/no-records', `${path} has no links: give one a line`)
  if (links.length <= most.links) return links
  throw new InputError('input/too-large', `${path} has ${links.length} links; at most ${most.links} are read`)
}

/** What is to be done, by the arguments. @throws UsageError, InputError */
const revocationsOf = async (args: Arguments): Promise<readonly Revocation[]> => {
  const [type, serial, before] = [args.option('pass-type'), args.option('serial'), args.option('before')]
  const path = args.option('links')
  if (type === undefined) {
    if (serial !== undefined || before !== undefined) throw new UsageError('--serial and --before go with --pass-type')
    if (path === undefined) throw new UsageError('give --links, or --pass-type with --serial or --before')
    return await readLinks(path)
  }
  if (path !== undefined) throw new UsageError('give either --links or --pass-type')
  if (serial !== undefined) return [{ revoke: ofPass(type, serial, before) }]
  if (before !== undefined) return [{ revoke: ofType(type, before) }]
  throw new UsageError('--pass-type alone would revoke everything: say --before MOMENT, or --serial SERIAL')
}

/** One after the other; the first that is refused ends it. */
const revokeAll = async (revocations: readonly Revocation[], client: ApiClient, terminal: Terminal): Promise<void> => {
  for (const [index, { name, revoke }] of revocations.entries()) {
    try {
      accepted(await revoke(client))
    } catch (error) {
      if (name) terminal.say(`${name} is refused; revoked by then: ${index} of ${revocations.length}`)
      throw error
    }
    terminal.progress(index + 1, revocations.length, 'links')
  }
}

/** The command. */
export const linksRevoke: Command = {
  positionals: [],
  options: {
    links: {
      value: 'FILE',
      help: `addresses of links, one a line, or a table of passwright links: up to ${most.links.toLocaleString('en')}`,
    },
    'pass-type': { value: 'ID', help: 'the pass type whose links are revoked' },
    serial: { value: 'SERIAL', help: 'only those of this pass' },
    before: { value: 'MOMENT', help: 'only those that were made before: 2027-03-01T09:30:00Z' },
    ...apiOptions,
  },
  notes: [
    'Links stand in a file since other users of the machine can read arguments, and whoever has a link has the pass.',
    'Passes stay on the phones that hold them. What nobody has fetched yet of a sealed link counts as erased then.',
    'All of a pass type are revoked everywhere within a minute.',
    scopeNote('links:write'),
  ],
  async run(args, terminal) {
    const revocations = await revocationsOf(args)
    const client = apiFor(args)
    await revokeAll(revocations, client, terminal)
    if (args.has('json')) terminal.print(JSON.stringify({ revoked: true }))
    else terminal.print('revoked')
    return 0
  },
}
