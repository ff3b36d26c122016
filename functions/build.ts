/** Builds passes ahead of the next fetch, tells the devices that hold them, and clears up after erased ones. */
import { readBuildMessage } from '../lib/adapters/aws/build-message.ts'
import { awsWorkPorts } from '../lib/adapters/aws/ports.ts'
import { queueHandler } from '../lib/adapters/lambda/batch.ts'
import { logFailure } from '../lib/adapters/lambda/log.ts'
import { serviceSettings } from '../lib/adapters/lambda/settings.ts'
import { makeBuild } from '../lib/service/make-build.ts'

const build = makeBuild(awsWorkPorts(process.env), serviceSettings(process.env), logFailure)

/** The function. */
export const handler = queueHandler('build/failed', readBuildMessage, (message) => build(message))
