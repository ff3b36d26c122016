/** `npm run deploy`: packages a stage and deploys it, after saying what it will do. */
import { parseArgs } from 'node:util'
import { paramHelp, readParams, stageOptions } from '../package/arguments.ts'
import { osls } from '../package/osls.ts'
import { builtHere, packageFolder, packageService } from '../package/package-service.ts'
import { runProgram } from '../package/program.ts'
import { packageReport } from '../package/report.ts'
import { readStage, type StageSettings } from '../package/stage-settings.ts'
import { confirm } from './confirm.ts'
import { DeployError } from './deploy-error.ts'
import { findIdentity } from './identity.ts'
import { deploymentPlan } from './plan.ts'
import { assertReachable } from './reachable.ts'

const help = `usage: npm run deploy -- --stage NAME [OPTIONS]

Checks the stage, the credentials and the region, packages, says what it will do, asks, and deploys.

  --stage NAME        infra/stages/NAME.yml
${paramHelp}
  --yes               deploy without asking
  --help              print this (also -h)

Credentials and region come from where all AWS tools take them: AWS_PROFILE, or AWS_ACCESS_KEY_ID,
AWS_SECRET_ACCESS_KEY and AWS_REGION. The stage may name the region itself.
`

const addressing = ({ domain }: StageSettings): string => {
  if (domain?.hostedZoneId) return 'Nothing for the address: Route 53 knows it.'
  if (domain)
    return 'Make the host of publicBaseUrl an alias, or a CNAME, of the output DomainTarget: osls info --verbose shows it.'
  return 'Point the host of publicBaseUrl at the HTTP API: the setting domain makes it a custom domain of API Gateway.'
}

const afterwards = (
  stage: string,
  region: string,
  settings: StageSettings,
): string => `Deployed. What remains, in this order:
  1. ${addressing(settings)}
  2. export AWS_REGION=${region}, which the next two read
  3. passwright signer upload DIR --stage ${stage}, for each pass type
  4. passwright keys create --stage ${stage} --scope …
`

const options = { ...stageOptions, yes: { type: 'boolean' } } as const

const deploy = async (stage: string, pairs: readonly string[], mayProceed: boolean): Promise<void> => {
  const params = readParams(pairs)
  const { publicBaseUrl, region } = readStage(stage, params)
  assertReachable(publicBaseUrl)
  const identity = await findIdentity(region)
  const packaged = await packageService({ stage, params: { ...params, region: identity.region } })
  process.stdout.write(`${packageReport(packaged)}\n\n${deploymentPlan(packaged, identity)}\n\n`)
  if (!mayProceed) await confirm('Deploy this?')
  const words = ['deploy', '--stage', stage, '--region', identity.region, '--package', packageFolder, ...builtHere]
  const { code } = await osls(words, { folder: packaged.outDir, env: process.env, show: true })
  if (code !== 0) throw new DeployError('deploy/failed', 'osls could not deploy: its message stands above')
  process.stdout.write(`\n${afterwards(stage, identity.region, packaged.settings)}`)
}

await runProgram('deploy', async () => {
  const { values } = parseArgs({ options })
  if (values.help) process.stdout.write(help)
  else if (values.stage === undefined) throw new DeployError('deploy/stage-missing', 'which stage? Say --stage NAME')
  else await deploy(values.stage, values.param ?? [], values.yes === true)
})
