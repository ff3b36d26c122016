/** `passwright rollout start`: brings all passes of a template to a version of it, or signs them anew. */
import { utf8 } from '../../core/bytes.ts'
import { type Json, type JsonObject, parseJson } from '../../core/format/json.ts'
import { apiFor, apiOptions, scopeNote } from '../api-client.ts'
import { accepted } from '../api-refusal.ts'
import type { Arguments, Command } from '../command.ts'
import { UsageError } from '../errors.ts'
import { rolloutIn } from '../rollout/rollout.ts'
import { follow, watchOption } from '../rollout/tell.ts'

const numberPattern = /^[1-9][0-9]{0,8}$/

const versionIn = (text: string, option: string): number => {
  if (numberPattern.test(text)) return Number(text)
  throw new UsageError(`--${option} is not the number of a version`)
}

/** What is JSON is meant as that; everything else is text. */
const meantBy = (text: string): Json => {
  try {
    return parseJson(utf8(text))
  } catch (error) {
    if (error instanceof SyntaxError) return text
    throw error
  }
}

const memberOf = (text: string): readonly [string, Json] => {
  const at = text.indexOf('=')
  if (at > 0) return [text.slice(0, at), meantBy(text.slice(at + 1))]
  throw new UsageError('--where wants NAME=VALUE')
}

const filterOf = (args: Arguments): JsonObject => {
  const versions = args.options('from').map((text) => versionIn(text, 'from'))
  const values = Object.fromEntries(args.options('where').map(memberOf))
  return {
    ...(versions.length === 0 ? {} : { versions }),
    ...(Object.keys(values).length === 0 ? {} : { values }),
  }
}

const requestOf = (args: Arguments): JsonObject => {
  const to = args.option('to')
  const isSigning = args.has('sign')
  if (isSigning && to !== undefined) throw new UsageError('--sign leaves the passes at their versions: leave --to out')
  const filter = filterOf(args)
  return {
    template: args.positionals[0] ?? '',
    ...(isSigning ? { kind: 'sign' } : {}),
    ...(to === undefined ? {} : { version: versionIn(to, 'to') }),
    ...(Object.keys(filter).length === 0 ? {} : { filter }),
  }
}

/** The command. */
export const rolloutStart: Command = {
  positionals: [{ name: 'TEMPLATE', help: 'the name of the template' }],
  options: {
    to: { value: 'N', help: 'the version that its passes are brought to (default: the newest)' },
    from: { value: 'N', many: true, help: 'only passes at this version; may be repeated' },
    where: { value: 'NAME=VALUE', many: true, help: 'only passes with this value; may be repeated' },
    sign: { help: 'sign the passes anew, as after a renewal of the certificate: no device is told' },
    ...watchOption,
    ...apiOptions,
  },
  notes: [
    'A VALUE that is JSON is meant so: --where points=12 is a number, and --where \'gate="12"\' is a text.',
    'A pass that does not fit the version stays as it was, and is named. Run it again once that is mended: passes that',
    'are at the version stay as they are. Other changes go before.',
    'Functions notice a renewed certificate within 15 minutes: sign anew after that.',
    scopeNote('rollouts:write'),
  ],
  async run(args, terminal) {
    const body = requestOf(args)
    const client = apiFor(args)
    return follow(client, rolloutIn(accepted(await client.post('/rollouts', body))), args, terminal)
  },
}
