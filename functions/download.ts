/** Download links and their pages. */
import { awsBuildingPorts } from '../lib/adapters/aws/ports.ts'
import { httpHandler } from '../lib/adapters/lambda/http-handler.ts'
import { logFailure } from '../lib/adapters/lambda/log.ts'
import { serviceSettings } from '../lib/adapters/lambda/settings.ts'
import { downloadApp } from '../lib/http/download/app.ts'
import { makeLinks } from '../lib/service/make-links.ts'

const ports = awsBuildingPorts(process.env)
const links = makeLinks(ports, serviceSettings(process.env))

/** The function. */
export const handler = httpHandler(downloadApp(links, { report: logFailure, metrics: ports.metrics }))
