/** Download links and their pages as a Worker. */
import { awsBuildingPorts } from '../../lib/adapters/aws/ports.ts'
import { logFailure } from '../../lib/adapters/lambda/log.ts'
import { serviceSettings } from '../../lib/adapters/lambda/settings.ts'
import { downloadApp } from '../../lib/http/download/app.ts'
import { makeLinks } from '../../lib/service/make-links.ts'
import { worker } from './worker.ts'

/** The Worker. */
export const download = worker((env, config) => {
  const ports = awsBuildingPorts(env, config)
  const links = makeLinks(ports, serviceSettings(env))
  return { app: downloadApp(links, { report: logFailure, metrics: ports.metrics }) }
})
