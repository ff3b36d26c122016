/** Signed passes, fetched by links. */
import { awsBuildingPorts } from '../lib/adapters/aws/ports.ts'
import { httpHandler } from '../lib/adapters/lambda/http-handler.ts'
import { logFailure } from '../lib/adapters/lambda/log.ts'
import { serviceSettings } from '../lib/adapters/lambda/settings.ts'
import { downloadApp } from '../lib/http/download/app.ts'
import { makeDownloads } from '../lib/service/make-downloads.ts'

const ports = awsBuildingPorts(process.env)
const downloads = makeDownloads(ports, serviceSettings(process.env))

/** The function. */
export const handler = httpHandler(downloadApp(downloads, { report: logFailure, metrics: ports.metrics }))
