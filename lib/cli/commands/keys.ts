/** `passwright keys create`, `keys list` and `keys revoke`: the keys of a deployment's API. Their rotation: `keys-rotate.ts`. */
import { systemClock, systemRandom } from '../../adapters/system.ts'
import { type Scope, type StoredApiKey, scopes } from '../../ports/secrets.ts'
import { newApiKey } from '../../service/keys/new-api-key.ts'
import type { Arguments, Command } from '../command.ts'
import { deploymentNote, deploymentOptions, openSecrets, secretsPrefix } from '../deployment.ts'
import { InputError, UsageError } from '../errors.ts'

const known = `the scopes are ${scopes.join(', ')}`

const isScope = (text: string): text is Scope => scopes.some((scope) => scope === text)

const readScopes = (args: Arguments): readonly Scope[] => {
  const given = args.options('scope')
  if (given.length === 0) throw new UsageError(`--scope is missing: ${known}`)
  return [
    ...new Set(
      given.map((scope) => {
        if (isScope(scope)) return scope
        throw new UsageError(`there is no scope "${scope}": ${known}`)
      }),
    ),
  ]
}

const longestLabel = 100

const readLabel = (args: Arguments): string | undefined => {
  const label = args.option('label')
  if (label !== undefined && label.length > longestLabel)
    throw new UsageError(`--label has more than ${longestLabel} characters`)
  return label
}

/** Changes of the list may run again after they were made, when an answer was lost: each leaves alone what it did before. */
const isOther =
  (id: string) =>
  (key: StoredApiKey): boolean =>
    key.id !== id

/** What may be shown of a key. */
const facts = ({ id, scopes: allowed, label, createdAt, expiresAt }: StoredApiKey) => ({
  ...{ id, scopes: allowed, label, createdAt, expiresAt },
})

/** `passwright keys create`. */
export const keysCreate: Command = {
  positionals: [],
  options: {
    scope: { value: 'SCOPE', many: true, help: 'what the key may do; may be repeated' },
    label: { value: 'TEXT', help: 'whose key it is' },
    ...deploymentOptions,
  },
  notes: [
    `${known.charAt(0).toUpperCase()}${known.slice(1)}.`,
    'Only a hash of the key is stored: a key that was lost has to be replaced.',
    deploymentNote,
  ],
  async run(args, terminal) {
    const prefix = secretsPrefix(args)
    const label = readLabel(args)
    const wanted = { scopes: readScopes(args), ...(label === undefined ? {} : { label }) }
    const { key, stored } = await newApiKey(wanted, { random: systemRandom, clock: systemClock })
    const secrets = await openSecrets(prefix)
    await secrets.changeApiKeys((keys) => [...keys.filter(isOther(stored.id)), stored])
    if (args.has('json')) terminal.print(JSON.stringify({ key, ...facts(stored) }))
    else {
      terminal.print(key)
      terminal.say(`this key is not shown again; passwright keys revoke ${stored.id} takes it back`)
    }
    return 0
  },
}

/** `passwright keys list`. */
export const keysList: Command = {
  positionals: [],
  options: deploymentOptions,
  notes: [deploymentNote],
  async run(args, terminal) {
    const secrets = await openSecrets(secretsPrefix(args))
    const keys = await secrets.apiKeys()
    if (args.has('json')) terminal.print(JSON.stringify({ keys: keys.map(facts) }))
    else {
      for (const { id, scopes: allowed, label = '', createdAt, expiresAt } of keys) {
        const end = expiresAt === undefined ? '' : `  ends ${expiresAt}`
        terminal.print(`${`${id}  ${createdAt}  ${allowed.join(' ')}  ${label}`.trimEnd()}${end}`)
      }
    }
    return 0
  },
}

/** `passwright keys revoke`. */
export const keysRevoke: Command = {
  positionals: [{ name: 'ID', help: 'the id of the key: its middle part, pwk_ID_…' }],
  options: deploymentOptions,
  notes: ['Functions that are running refuse the key within a minute.', deploymentNote],
  async run(args, terminal) {
    const prefix = secretsPrefix(args)
    const id = args.positionals[0] ?? ''
    const secrets = await openSecrets(prefix)
    let isKnown = false
    await secrets.changeApiKeys((keys) => {
      const others = keys.filter(isOther(id))
      isKnown ||= others.length < keys.length
      if (isKnown) return others
      throw new InputError('input/no-key', 'there is no key of this id: passwright keys list shows them')
    })
    if (args.has('json')) terminal.print(JSON.stringify({ revoked: id }))
    else terminal.print(`revoked ${id}`)
    return 0
  },
}
