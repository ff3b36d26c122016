/** What is to be done at set times: sending again what has waited too long, and telling of certificates that expire. */
import { awsSchedulePorts } from '../lib/adapters/aws/ports.ts'
import { passTypeSettings } from '../lib/adapters/lambda/settings.ts'
import { makeResumeImports } from '../lib/service/imports/resume-imports.ts'
import { makeResumeRollouts } from '../lib/service/rollouts/open-rollouts.ts'
import { makeCertificateWatch } from '../lib/service/work/certificates.ts'
import { makeRedrive } from '../lib/service/work/redrive.ts'

const ports = awsSchedulePorts(process.env)

const redrive = makeRedrive(ports)
const resumeRollouts = makeResumeRollouts(ports)
const resumeImports = makeResumeImports(ports)

/** Each says how many messages or notices it has sent. */
const tasks: Readonly<Record<string, () => Promise<number>>> = {
  redrive: async () => (await redrive()) + (await resumeRollouts()) + (await resumeImports()),
  certificates: makeCertificateWatch(ports, passTypeSettings(process.env)),
}

/** The function. The schedule says which task it is for; what it sends by itself says none, and is for the first. */
export const handler = async ({ task = 'redrive' }: { readonly task?: string }): Promise<{ readonly sent: number }> => {
  const work = tasks[task]
  if (!work) throw new Error(`there is no task ${task}: see serverless.yml`)
  return { sent: await work() }
}
