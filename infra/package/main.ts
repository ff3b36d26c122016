/** `npm run package`: everything that a deployment needs, made without credentials and without a network. */
import { parseArgs } from 'node:util'
import { paramHelp, readParams, stageOptions } from './arguments.ts'
import { packageService } from './package-service.ts'
import { runProgram } from './program.ts'
import { packageReport } from './report.ts'

const help = `usage: npm run package -- [OPTIONS]

Checks the settings of a stage, bundles its functions, writes its CloudFormation template to .build/STAGE and has AWS's
own validator look at it.

  --stage NAME        infra/stages/NAME.yml (default: local)
${paramHelp}
  --help              print this (also -h)
`

await runProgram('package', async () => {
  const { values } = parseArgs({ options: stageOptions })
  if (values.help) {
    process.stdout.write(help)
    return
  }
  const packaged = await packageService({ stage: values.stage ?? 'local', params: readParams(values.param ?? []) })
  process.stdout.write(`${packageReport(packaged)}\n`)
})
