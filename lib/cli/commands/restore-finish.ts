/** `passwright restore finish`: what was erased is erased again, and every device is told all anew. */
import type { Command, ExitCode } from '../command.ts'
import { type Deployed, deployedNote, openDeployed } from '../deployed.ts'
import { deploymentNote, deploymentOptions } from '../deployment.ts'
import { InputError } from '../errors.ts'
import { paceOf, restoreOptions } from '../restore/options.ts'

/** Devices in a second: each of them comes and fetches all of its passes. */
const usualPace = 200

const remedy =
  'set generation (one more than before) and restoredAt (now, in UTC) of the stage, deploy it, and try again'

const notRestored = (why: string): InputError => new InputError('input/not-restored', `${why}: ${remedy}`)

/** When the restore was over, as the deployment knows it: whole seconds since 1970. */
const restoredAtOf = async ({ env }: Deployed, now: number): Promise<number> => {
  const { restoreSettings } = await import('../../adapters/lambda/settings.ts')
  let settings: ReturnType<typeof restoreSettings>
  try {
    settings = restoreSettings(env)
  } catch (cause) {
    throw new InputError('input/not-restored', cause instanceof Error ? cause.message : remedy, { cause })
  }
  const { generation = 1, restoredAt } = settings
  if (restoredAt === undefined) throw notRestored('the deployment knows of no restore')
  if (generation < 2) throw notRestored('the generation of the deployment is the first one still')
  if (restoredAt * 1000 > now) throw notRestored('restoredAt lies in the future')
  return restoredAt
}

/** The command. */
export const restoreFinish: Command = {
  positionals: [],
  options: { ...restoreOptions(usualPace), ...deploymentOptions },
  notes: [
    'To be run after a restore, when the stage was deployed with its new generation and restoredAt. Erases again what the log of',
    'erasures or a tombstone says was erased; then has every device list and fetch all of its passes, and wakes it.',
    'May be repeated: what is done is passed over. Passes may be issued, changed and fetched meanwhile.',
    deployedNote,
    deploymentNote,
  ],
  async run(args, terminal): Promise<ExitCode> {
    const perSecond = paceOf(args, usualPace)
    const isDry = args.has('dry-run')
    const deployed = await openDeployed(args)
    const restoredAt = await restoredAtOf(deployed, Date.now())
    const [{ makeFinish }, { makePace }] = await Promise.all([
      import('../../service/restore/finish.ts'),
      import('../../service/restore/pace.ts'),
    ])
    const finish = await makeFinish(
      { ...deployed.ports, recovery: deployed.recovery },
      {
        ...{ restoredAt, isDry, pace: makePace(perSecond) },
        tell: (what, count) => terminal.progress(count, count + 1, what),
      },
    )
    const { looked: records, erased, lastRestored } = await finish.erase()
    // A device that was given the record of before between the two would be told that it has the newest.
    if (lastRestored > restoredAt * 1000)
      throw notRestored(`records were brought back at ${new Date(lastRestored).toISOString()}, after restoredAt`)
    const { looked: devices, told, known, ended } = await finish.tell()
    if (args.has('json'))
      terminal.print(JSON.stringify({ dryRun: isDry, records, erased, devices, told, known, ended }))
    else {
      terminal.print(`of ${records} passes, ${erased} ${isDry ? 'would be' : 'were'} erased again`)
      terminal.print(
        `of ${devices} devices, ${told} ${isDry ? 'would be told' : 'were told'} all anew, ${known} had been`,
      )
      terminal.print(`${ended} registrations of erased passes ${isDry ? 'would be' : 'were'} ended`)
    }
    return 0
  },
}
