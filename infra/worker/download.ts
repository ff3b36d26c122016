/** Signed passes, fetched by links, as a Worker. */
import { awsBuildingPorts } from '../../lib/adapters/aws/ports.ts'
import { logFailure } from '../../lib/adapters/lambda/log.ts'
import { serviceSettings } from '../../lib/adapters/lambda/settings.ts'
import { downloadApp } from '../../lib/http/download/app.ts'
import { makeDownloads } from '../../lib/service/make-downloads.ts'
import { worker } from './worker.ts'

/** The Worker. */
export const download = worker((env, config) => {
  const ports = awsBuildingPorts(env, config)
  const downloads = makeDownloads(ports, serviceSettings(env))
  return { app: downloadApp(downloads, { report: logFailure, metrics: ports.metrics }) }
})
