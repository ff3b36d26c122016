/** `npm run drill`: the fault drill at full size, or at that of the options. */
import { parseArgs } from 'node:util'
import { runDrill } from './drill.ts'
import { faultsOf } from './judge.ts'
import { numberOf } from './numbers.ts'

const help = `npm run drill -- [--passes 500] [--devices 200] [--changes 60] [--seed 1] [--speed 20] [--json]

Changes passes on simulated phones while processes are killed, files, database and queues fail, the push service answers
500 and 503, resets, says goodbye and falls silent, messages come twice, late and in no order, and the signer is away. At
the end every phone must hold the newest version of every pass.

npm run drill -- restore --help tells of the restore drill, npm run drill -- rotation --help of the rotation drill.
`

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      passes: { type: 'string', default: '500' },
      devices: { type: 'string', default: '200' },
      changes: { type: 'string', default: '60' },
      seed: { type: 'string', default: '1' },
      speed: { type: 'string', default: '20' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(help)
    return
  }
  const report = await runDrill({
    passes: numberOf(values.passes),
    devices: numberOf(values.devices),
    changes: numberOf(values.changes),
    seed: numberOf(values.seed),
    speed: numberOf(values.speed),
    say: (line) => process.stderr.write(`${line}\n`),
  })
  const faults = faultsOf(report)
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ ...report, faults }, null, 2)}\n`
      : `${report.marks} marks in ${report.windows} windows, ${report.pushes} pushes\n${faults.length === 0 ? 'every phone holds the newest version of every pass\n' : `${faults.join('\n')}\n`}`,
  )
  process.exitCode = faults.length === 0 ? 0 : 1
}

/** Drills of their own, by the word behind `--`. */
const others: Readonly<Record<string, () => Promise<unknown>>> = {
  restore: () => import('./restore-main.ts'),
  rotation: () => import('./rotation-main.ts'),
}

const other = others[process.argv[2] ?? '']
await (other ? other() : main())
