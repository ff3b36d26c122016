/** Brings all passes of a template to another version, and builds and announces what that changes. */
import { awsRolloutPorts } from '../lib/adapters/aws/ports.ts'
import { readRolloutMessage } from '../lib/adapters/aws/rollout-message.ts'
import { queueHandler } from '../lib/adapters/lambda/batch.ts'
import { logFailure } from '../lib/adapters/lambda/log.ts'
import { serviceSettings } from '../lib/adapters/lambda/settings.ts'
import { makeRollout } from '../lib/service/make-rollout.ts'

const rollout = makeRollout(awsRolloutPorts(process.env), serviceSettings(process.env), logFailure)

/** The function. */
export const handler = queueHandler('rollout/failed', readRolloutMessage, rollout)
