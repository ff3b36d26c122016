/** `passwright parked list`, `show`, `retry` and `drop`: events that came in and could not change their pass. */
import { isObject, type JsonObject, textOf } from '../../core/format/json.ts'
import { type ApiClient, apiFor, apiOptions, scopeNote } from '../api-client.ts'
import { type ApiRefusal, accepted, refusalOf } from '../api-refusal.ts'
import type { Arguments, Command, ExitCode } from '../command.ts'
import { UsageError } from '../errors.ts'
import { sayFindings } from '../findings.ts'
import type { Terminal } from '../terminal.ts'

const addressOf = (id: string): string => `/parked/${encodeURIComponent(id)}`

/** All of them, page by page, the newest first. */
async function* eventsOf({ get }: ApiClient): AsyncGenerator<JsonObject> {
  let cursor: string | undefined
  do {
    const page = accepted(await get(`/parked?limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`))
    if (Array.isArray(page.items)) yield* page.items.filter(isObject)
    cursor = textOf(page.next) || undefined
  } while (cursor !== undefined)
}

const line = ({ id, at, code, passTypeIdentifier, serialNumber }: JsonObject): string =>
  [id, at, code, passTypeIdentifier, serialNumber].map(textOf).join('  ').trimEnd()

/** `passwright parked list`. */
export const parkedList: Command = {
  positionals: [],
  options: apiOptions,
  notes: [
    'The newest first. Each is kept for 30 days. --json prints one JSON object a line.',
    scopeNote('passes:read'),
  ],
  async run(args, terminal) {
    for await (const event of eventsOf(apiFor(args)))
      terminal.print(args.has('json') ? JSON.stringify(event) : line(event))
    return 0
  },
}

const printEvent = (event: JsonObject, terminal: Terminal): void => {
  terminal.print(line(event))
  terminal.print(textOf(event.reason))
  for (const { path, message, code } of Array.isArray(event.findings) ? event.findings.filter(isObject) : [])
    terminal.print(`error  ${textOf(path) || '/'}  ${textOf(message)}  (${textOf(code)})`)
  terminal.print(textOf(event.body) || 'the event itself was not kept: it was too large, or its pass was erased')
}

/** `passwright parked show`. */
export const parkedShow: Command = {
  positionals: [{ name: 'ID', help: 'which event: passwright parked list shows the ids' }],
  options: apiOptions,
  notes: ['With the event as it came, which holds the values of a pass.', scopeNote('passes:read')],
  async run(args, terminal) {
    const event = accepted(await apiFor(args).get(addressOf(args.positionals[0] ?? '')))
    if (args.has('json')) terminal.print(JSON.stringify(event))
    else printEvent(event, terminal)
    return 0
  },
}

/** All that are there now: those that fail again stay, and would otherwise be tried for ever. */
const idsOf = async (args: Arguments, client: ApiClient): Promise<readonly string[]> => {
  if (!args.has('all')) return args.positionals
  const ids: string[] = []
  for await (const { id } of eventsOf(client)) ids.push(textOf(id))
  // The oldest first, as they came.
  return ids.reverse()
}

type Work = (client: ApiClient, id: string) => ReturnType<ApiClient['post']>

const tellJson = (id: string, refusal: ApiRefusal | undefined, done: string, terminal: Terminal): void => {
  const { code, message, findings } = refusal ?? {}
  terminal.print(JSON.stringify(refusal ? { id, error: { code, message, findings } } : { id, [done]: true }))
}

/** What was done as it was meant to be shows in the count. */
const tellText = (id: string, refusal: ApiRefusal | undefined, terminal: Terminal): void => {
  if (!refusal) return
  terminal.say(`${id}  ${refusal.message}  (${refusal.code})`)
  sayFindings(refusal.findings, terminal)
}

/** Does the same with each event; what is refused is told, and the others are gone on with. */
const each = async (args: Arguments, terminal: Terminal, done: string, work: Work): Promise<ExitCode> => {
  if (args.has('all') === args.positionals.length > 0) throw new UsageError('give either the ids of events or --all')
  const client = apiFor(args)
  const ids = await idsOf(args, client)
  let failed = 0
  for (const [index, id] of ids.entries()) {
    const answer = await work(client, id)
    const refusal = answer.status < 300 ? undefined : refusalOf(answer)
    if (refusal) failed++
    if (args.has('json')) tellJson(id, refusal, done, terminal)
    else tellText(id, refusal, terminal)
    terminal.progress(index + 1, ids.length, done)
  }
  if (!args.has('json')) terminal.print(`${ids.length - failed} ${done}, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

const which = { name: 'ID', help: 'which events: passwright parked list shows the ids', many: true, optional: true }

/** `passwright parked retry`. */
export const parkedRetry: Command = {
  positionals: [which],
  options: { ...apiOptions, all: { help: 'all of them, the oldest first' } },
  notes: ['Once their cause is mended. What fails again stays.', scopeNote('passes:write and passes:read for --all')],
  run: (args, terminal) => each(args, terminal, 'retried', (client, id) => client.post(`${addressOf(id)}/retry`, {})),
}

/** `passwright parked drop`. */
export const parkedDrop: Command = {
  positionals: [which],
  options: { ...apiOptions, all: { help: 'all of them' } },
  notes: ['Their changes are not made.', scopeNote('passes:write and passes:read for --all')],
  run: (args, terminal) => each(args, terminal, 'dropped', (client, id) => client.remove(addressOf(id))),
}
