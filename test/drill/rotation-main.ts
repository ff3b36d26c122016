/** `npm run drill -- rotation`: the rotation drill at full size, or at that of the options. */
import { parseArgs } from 'node:util'
import { numberOf } from './numbers.ts'
import { runRotationDrill } from './rotation-drill.ts'

const help = `npm run drill -- rotation [--instances 5] [--phones 8] [--step 20] [--seed 1] [--json]

Replaces the certificate, the keys of tokens and links, those of personal data, and the API key, while passes are issued,
handed out, fetched, taken over, changed and pushed by several instances of the service whose caches are of different ages.
Rolls the certificate back after its moment, and another time before it. No request may fail, no pass may carry a certificate
but the one of its moment, and nothing may be pushed but changes. A step is so many seconds of everyday life.
`

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      instances: { type: 'string', default: '5' },
      phones: { type: 'string', default: '8' },
      step: { type: 'string', default: '20' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    process.stdout.write(help)
    return
  }
  const report = await runRotationDrill({
    instances: numberOf(values.instances),
    phones: numberOf(values.phones),
    step: numberOf(values.step),
    seed: numberOf(values.seed),
    say: (line) => process.stderr.write(`${line}\n`),
  })
  const { faults, requests, passes, pushes, changes } = report
  const sum = `${requests} requests, ${passes} passes, ${changes} changes, ${pushes} pushes`
  const verdict = faults.length === 0 ? 'no request failed, and nothing was pushed but changes' : faults.join('\n')
  process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : `${sum}\n${verdict}\n`)
  process.exitCode = faults.length === 0 ? 0 : 1
}

await main()
