/** `npm run drill -- restore`: the restore drill at full size, or at that of the options. */
import { parseArgs } from 'node:util'
import { numberOf } from './numbers.ts'
import { runRestoreDrill } from './restore-drill.ts'

const help = `npm run drill -- restore [--passes 100] [--devices 100] [--changes 150] [--seed 1] [--json]

Puts the tables back to an earlier state while simulated phones keep newer passes, dates and tags; some are switched off, and
passes go on changing. At the end every phone that the backup knows must hold the newest version of every pass, and what was
erased after the backup must be erased.
`

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    passes: { type: 'string', default: '100' },
    devices: { type: 'string', default: '100' },
    changes: { type: 'string', default: '150' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) process.stdout.write(help)
else {
  const report = await runRestoreDrill({
    passes: numberOf(values.passes),
    devices: numberOf(values.devices),
    changes: numberOf(values.changes),
    seed: numberOf(values.seed),
    say: (line) => process.stderr.write(`${line}\n`),
  })
  const { behind, revived, looked } = report
  const faults = [...behind, ...revived.map((serial) => `${serial} was erased, and is there`)]
  const told = faults.length === 0 ? 'all are the newest, and what was erased is erased' : faults.join('\n')
  process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : `${looked} passes on phones: ${told}\n`)
  process.exitCode = faults.length === 0 ? 0 : 1
}
