/** Takes in what changes passes: events, and files of rows. */
import { readIncomingMessage } from '../lib/adapters/aws/incoming-message.ts'
import { awsIngestPorts } from '../lib/adapters/aws/ports.ts'
import { queueHandler } from '../lib/adapters/lambda/batch.ts'
import { serviceSettings } from '../lib/adapters/lambda/settings.ts'
import { makeIngestWork } from '../lib/service/make-ingest.ts'

const work = makeIngestWork(awsIngestPorts(process.env), serviceSettings(process.env))

/** The function. */
export const handler = queueHandler('ingest/failed', readIncomingMessage, work)
