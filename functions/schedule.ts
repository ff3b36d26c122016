/** What is to be done at set times: sending again what has waited too long, and looking after certificates and the push service. */
import { awsSchedulePorts } from '../lib/adapters/aws/ports.ts'
import { logFailure } from '../lib/adapters/lambda/log.ts'
import { passTypeSettings } from '../lib/adapters/lambda/settings.ts'
import { taskHandler } from '../lib/adapters/lambda/task-handler.ts'
import { makeResumeImports } from '../lib/service/imports/resume-imports.ts'
import { makeResumeRollouts } from '../lib/service/rollouts/open-rollouts.ts'
import { makeCertificateWatch } from '../lib/service/work/certificates.ts'
import { makeMeasurePending } from '../lib/service/work/oldest-pending.ts'
import { makePushServiceWatch } from '../lib/service/work/push-service.ts'
import { makeRedrive } from '../lib/service/work/redrive.ts'

const ports = awsSchedulePorts(process.env)

const passTypes = passTypeSettings(process.env)

const redrive = makeRedrive(ports)
const resumeRollouts = makeResumeRollouts(ports)
const resumeImports = makeResumeImports(ports)

const measurePending = makeMeasurePending(ports)
const watchCertificates = makeCertificateWatch(ports, passTypes)
const watchPushService = makePushServiceWatch(ports, passTypes, logFailure)

/** All of them, whatever comes of the others; what one throws is thrown at the end. */
const sumOf = async (works: readonly (() => Promise<number>)[]): Promise<number> => {
  const outcomes = await Promise.allSettled(works.map((work) => work()))
  const failed = outcomes.find((outcome) => outcome.status === 'rejected')
  if (failed) throw failed.reason
  return outcomes.reduce((sum, outcome) => sum + (outcome.status === 'fulfilled' ? outcome.value : 0), 0)
}

/** Work that sends nothing. */
const silent = (work: () => Promise<void>) => async (): Promise<number> => {
  await work()
  return 0
}

/** Each says how many messages or notices it has sent. */
const tasks: Readonly<Record<string, () => Promise<number>>> = {
  redrive: () => sumOf([redrive, resumeRollouts, resumeImports, silent(measurePending)]),
  certificates: () => sumOf([watchCertificates, silent(watchPushService)]),
}

/** The function. The schedule says which task it is for; what it sends by itself says none, and is for the first. */
export const handler = taskHandler(
  'schedule/failed',
  async ({ task = 'redrive' }: { readonly task?: string }): Promise<{ readonly sent: number }> => {
    const work = tasks[task]
    if (!work) throw new Error(`there is no task ${task}: see serverless.yml`)
    return { sent: await work() }
  },
)
