/** `passwright rollout list`, `show`, `watch`, `pause`, `resume`, `abort` and `back`: looking after rollouts. */
import { isObject } from '../../core/format/json.ts'
import { type ApiClient, apiFor, apiOptions, scopeNote } from '../api-client.ts'
import { accepted } from '../api-refusal.ts'
import type { Arguments, Command, ExitCode } from '../command.ts'
import { rolloutIn, rolloutLine } from '../rollout/rollout.ts'
import { follow, tellRollout, watchAndTell, watchOption } from '../rollout/tell.ts'
import { pathOf, readRollout } from '../rollout/watch.ts'
import type { Terminal } from '../terminal.ts'

export { rolloutStart } from './rollout-start.ts'

type Act = (client: ApiClient, id: string, args: Arguments, terminal: Terminal) => Promise<ExitCode>

/** A command about one rollout. */
const command = (act: Act, more: Pick<Command, 'options' | 'notes'>): Command => ({
  positionals: [{ name: 'ID', help: 'the id of the rollout: rollout list shows it' }],
  options: { ...more.options, ...apiOptions },
  notes: more.notes,
  run: (args, terminal) => act(apiFor(args), args.positionals[0] ?? '', args, terminal),
})

const reading = (act: Act): Command => command(act, { options: {}, notes: [scopeNote('rollouts:read')] })

const changing = (name: string, ...notes: readonly string[]): Command =>
  command(
    async (client, id, args, terminal) =>
      tellRollout(rolloutIn(accepted(await client.post(`${pathOf(id)}/${name}`, {}))), args, terminal),
    { options: {}, notes: [...notes, scopeNote('rollouts:write')] },
  )

const listed = (items: unknown) => (Array.isArray(items) ? items.filter(isObject) : []).map(rolloutIn)

/** `passwright rollout list`. */
export const rolloutList: Command = {
  positionals: [],
  options: apiOptions,
  notes: ['The newest 50.', scopeNote('rollouts:read')],
  async run(args, terminal) {
    const { items } = accepted(await apiFor(args).get('/rollouts'))
    const rollouts = listed(items)
    if (args.has('json')) terminal.print(JSON.stringify({ rollouts }))
    else for (const rollout of rollouts) terminal.print(rolloutLine(rollout))
    return 0
  },
}

/** `passwright rollout show`. */
export const rolloutShow = reading(async (client, id, args, terminal) =>
  tellRollout(await readRollout(client, id), args, terminal),
)

/** `passwright rollout watch`. */
export const rolloutWatch = reading(watchAndTell)

/** `passwright rollout pause`. */
export const rolloutPause = changing('pause', 'Within seconds. passwright rollout resume goes on with it.')

/** `passwright rollout resume`. */
export const rolloutResume = changing('resume')

/** `passwright rollout abort`. */
export const rolloutAbort = changing(
  'abort',
  'Within seconds, and for good. What it did stays: passwright rollout back takes that back.',
)

/** `passwright rollout back`. */
export const rolloutBack = command(
  async (client, id, args, terminal) =>
    follow(client, rolloutIn(accepted(await client.post(`${pathOf(id)}/back`, {}))), args, terminal),
  {
    options: watchOption,
    notes: [
      'Starts another rollout: the passes that this one changed go back to the version that each had before, but for those',
      'that were moved on since. A rollout that is running has to be aborted first.',
      scopeNote('rollouts:write'),
    ],
  },
)
