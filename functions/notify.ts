/** Pushes to devices that are owed a push. */
import { readNotification } from '../lib/adapters/aws/notification-message.ts'
import { awsNotifyPorts } from '../lib/adapters/aws/ports.ts'
import { queueHandler } from '../lib/adapters/lambda/batch.ts'
import { logFailure } from '../lib/adapters/lambda/log.ts'
import { makeNotify } from '../lib/service/work/notify.ts'

const notify = makeNotify(awsNotifyPorts(process.env), logFailure)

/** The function. */
export const handler = queueHandler('notify/failed', readNotification, notify)
