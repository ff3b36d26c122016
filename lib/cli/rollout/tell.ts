/** How the commands of rollouts tell what they came to. */
import type { ApiClient } from '../api-client.ts'
import type { Arguments, ExitCode, Option } from '../command.ts'
import type { Terminal } from '../terminal.ts'
import { rolloutLines, type ShownRollout } from './rollout.ts'
import { watchRollout } from './watch.ts'

/** The option of those that begin one. */
export const watchOption: Readonly<Record<string, Option>> = {
  watch: { help: 'show how far it is until it has ended' },
}

/** Tells of a rollout. */
export const tellRollout = (rollout: ShownRollout, args: Arguments, terminal: Terminal): ExitCode => {
  const lines = args.has('json') ? [JSON.stringify(rollout)] : rolloutLines(rollout)
  for (const line of lines) terminal.print(line)
  return 0
}

/** Watches a rollout and tells what became of it. 1 if it was aborted, or passes have failed. */
export const watchAndTell = async (
  client: ApiClient,
  id: string,
  args: Arguments,
  terminal: Terminal,
): Promise<ExitCode> => {
  const rollout = await watchRollout(client, id, terminal)
  tellRollout(rollout, args, terminal)
  return rollout.status === 'aborted' || rollout.counts.failed > 0 ? 1 : 0
}

/** Tells of a rollout that has begun; what becomes of it, with `--watch`. */
export const follow = async (
  client: ApiClient,
  rollout: ShownRollout,
  args: Arguments,
  terminal: Terminal,
): Promise<ExitCode> => {
  if (!args.has('watch')) return tellRollout(rollout, args, terminal)
  // Whoever stops watching may want to come back.
  terminal.say(`rollout ${rollout.id}`)
  return await watchAndTell(client, rollout.id, args, terminal)
}
