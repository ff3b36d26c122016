/** `passwright restore copy`: from tables that point-in-time recovery made, into those of a deployment. */
import type { Backup, CopyStep } from '../../service/restore/copy.ts'
import type { Arguments, Command } from '../command.ts'
import { type Deployed, deployedNote, openDeployed } from '../deployed.ts'
import { deploymentNote, deploymentOptions } from '../deployment.ts'
import { InputError, UsageError } from '../errors.ts'
import { paceOf, restoreOptions } from '../restore/options.ts'
import { type Progress, readProgress, removeProgress, writeProgress } from '../restore/progress-file.ts'
import { runCopy } from '../restore/run-copy.ts'

/** Items in a second. */
const usualPace = 500

interface Tables {
  readonly passes: string | undefined
  readonly registrations: string | undefined
}

const tablePattern = /^[\w.-]{3,255}$/

const tablesOf = (args: Arguments): Tables => {
  const tables = { passes: args.option('passes-from'), registrations: args.option('registrations-from') }
  const given = Object.values(tables).filter((name) => name !== undefined)
  if (given.length === 0) throw new UsageError('--passes-from or --registrations-from is missing: which backup?')
  if (given.some((name) => !tablePattern.test(name))) throw new UsageError('a table of a backup has no such name')
  return tables
}

const stepsOf = ({ passes, registrations }: Tables): readonly CopyStep[] => [
  ...(passes === undefined ? [] : (['templates', 'records'] as const)),
  ...(registrations === undefined ? [] : (['registrations'] as const)),
]

/** The backup. What it has no table of is not asked for. */
const openBackup = async ({ passes, registrations }: Tables, { env }: Deployed): Promise<Backup> => {
  const [{ awsInventory }, { awsLinkRevocations }, { awsTemplates }, { dynamoDbClient }, { setting }] =
    await Promise.all([
      import('../../adapters/aws/inventory.ts'),
      import('../../adapters/aws/link-revocations.ts'),
      import('../../adapters/aws/templates.ts'),
      import('../../adapters/aws/dynamo-db.ts'),
      import('../../adapters/aws/environment.ts'),
    ])
  const own = [setting(env, 'passesTable'), setting(env, 'registrationsTable')]
  if (own.some((name) => name === passes || name === registrations))
    throw new InputError(
      'input/not-restored',
      'that is a table of the deployment itself: name the one that was restored',
    )
  const client = dynamoDbClient()
  const tableOf = (name: string | undefined) => ({ client, name: name ?? '' })
  const inventory = awsInventory(tableOf(passes), tableOf(registrations))
  const none = () => Promise.resolve({ items: [] })
  return {
    ...inventory,
    ...(passes === undefined ? { tombstones: none } : {}),
    templates: awsTemplates(tableOf(passes)),
    linkRevocations: awsLinkRevocations(tableOf(passes)),
  }
}

const betweenOf = ({ passes = '-', registrations = '-' }: Tables, { env }: Deployed): string =>
  [passes, registrations, env.PASSWRIGHT_PASSES_TABLE, env.PASSWRIGHT_REGISTRATIONS_TABLE].join(' ')

/** The command. */
export const restoreCopy: Command = {
  positionals: [],
  options: {
    'passes-from': { value: 'TABLE', help: 'the table of passes as point-in-time recovery made it' },
    'registrations-from': { value: 'TABLE', help: 'the table of registrations as point-in-time recovery made it' },
    state: { value: 'FILE', help: 'where it is kept how far it is (default: restore-copy.json)' },
    ...restoreOptions(usualPace),
    ...deploymentOptions,
  },
  notes: [
    'Records and template versions of the backup are written into the deployment under numbers that never were out there.',
    'What was erased since stays erased; what was issued or registered since stays. Name the table of registrations only if that',
    'one was lost: what devices have said since is truer. Events, rollouts, imports and parked events are not brought back.',
    'Stop what changes passes first: reserved concurrency 0 for the functions api, ingest and rollout. The others may run: a',
    'record that is changed back is announced like any change, behind those of today, and none that comes back is told as issued.',
    'Ended early, the same command goes on where it was. Then set generation and restoredAt of the stage, deploy, and run',
    'passwright restore finish.',
    deployedNote,
    deploymentNote,
  ],
  async run(args, terminal) {
    const tables = tablesOf(args)
    const steps = stepsOf(tables)
    const perSecond = paceOf(args, usualPace)
    const isDry = args.has('dry-run')
    const path = args.option('state') ?? 'restore-copy.json'
    const deployed = await openDeployed(args)
    const backup = await openBackup(tables, deployed)
    const between = betweenOf(tables, deployed)
    const [first = 'records'] = steps
    const known = isDry ? undefined : await readProgress(path, between)
    const begun: Progress = known ?? { between, begun: Date.now(), step: first, counts: {} }
    if (known) terminal.say(`goes on with what was begun at ${new Date(known.begun).toISOString()}`)
    if (!isDry) await writeProgress(path, begun)
    const [{ makeCopy }, { makePace }] = await Promise.all([
      import('../../service/restore/copy.ts'),
      import('../../service/restore/pace.ts'),
    ])
    const copy = await makeCopy(
      { ...deployed.ports, recovery: deployed.recovery, backup },
      { begun: begun.begun, isDry },
    )
    const note = isDry ? () => Promise.resolve() : (progress: Progress) => writeProgress(path, progress)
    const counts = await runCopy({ copy, steps, pace: makePace(perSecond), note }, begun)
    if (!isDry) await removeProgress(path)
    if (args.has('json')) terminal.print(JSON.stringify({ dryRun: isDry, counts }))
    else {
      for (const [name, count] of Object.entries(counts)) terminal.print(`${count} ${name}`)
      terminal.say(
        isDry
          ? 'nothing was written'
          : 'copied; set generation and restoredAt, deploy, then: passwright restore finish',
      )
    }
    return 0
  },
}
