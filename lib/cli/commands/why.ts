/** `passwright why`: says why a pass did not update on a phone, and shows what happened to it. */
import { isObject, type Json, type JsonObject, textOf } from '../../core/format/json.ts'
import { apiFor, apiOptions, scopeNote } from '../api-client.ts'
import { accepted } from '../api-refusal.ts'
import type { Command } from '../command.ts'
import type { Terminal } from '../terminal.ts'
import { paragraph } from '../text-layout.ts'
import { eventLine } from '../timeline-lines.ts'

const objectsIn = (json: Json | undefined): readonly JsonObject[] => (Array.isArray(json) ? json.filter(isObject) : [])

const print = ({ why, events, next }: JsonObject, terminal: Terminal): void => {
  const { sentence, todo, code, device } = isObject(why) ? why : {}
  terminal.print(textOf(sentence))
  const rows = [
    ['to do', textOf(todo)],
    ['code', textOf(code)],
    ...(device === undefined ? [] : [['device', textOf(device)]]),
  ]
  for (const [title = '', text = ''] of rows) for (const line of paragraph(text, title.padEnd(8))) terminal.print(line)
  const steps = objectsIn(events)
  if (steps.length > 0) terminal.print('')
  for (const event of steps) terminal.print(eventLine(event))
  if (next !== undefined) terminal.print('there are older ones: --limit shows more')
}

/** The command. */
export const why: Command = {
  positionals: [
    { name: 'TYPE', help: 'the pass type identifier' },
    { name: 'SERIAL', help: 'the serial number' },
  ],
  options: {
    ...apiOptions,
    device: {
      value: 'ID',
      help: 'only this device, by its library identifier (default: all that hold the pass, up to 20)',
    },
    limit: { value: 'N', help: 'how many steps to show, up to 200 (default: 50)' },
  },
  notes: [
    'First the step that the newest version lacks on its way to the phone, and what to do; below it what happened, newest',
    'first. passwright explain tells more of a code. --json prints the answer of the API as it is.',
    scopeNote('passes:read'),
  ],
  async run(args, terminal) {
    const { get } = apiFor(args)
    const [type = '', serial = ''] = args.positionals.map(encodeURIComponent)
    const query = new URLSearchParams()
    for (const name of ['device', 'limit']) {
      const value = args.option(name)
      if (value !== undefined) query.set(name, value)
    }
    const answer = accepted(await get(`/passes/${type}/${serial}/timeline?${query}`))
    if (args.has('json')) terminal.print(JSON.stringify(answer))
    else print(answer, terminal)
    return 0
  },
}
