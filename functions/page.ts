/** The pages of links, with what they show: drawings, pictures and documents. It signs nothing and writes nothing. */
import { awsBuildingPorts } from '../lib/adapters/aws/ports.ts'
import { readBadges } from '../lib/adapters/badges.ts'
import { httpHandler } from '../lib/adapters/lambda/http-handler.ts'
import { logFailure } from '../lib/adapters/lambda/log.ts'
import { serviceSettings } from '../lib/adapters/lambda/settings.ts'
import { nodePictures } from '../lib/adapters/pictures/node-pictures.ts'
import { pageApp } from '../lib/http/page/app.tsx'
import { makePages } from '../lib/service/make-pages.ts'

const ports = awsBuildingPorts(process.env)
const settings = serviceSettings(process.env)
const { metrics, clock } = ports
const { publicBaseUrl } = settings

/** The function. */
export const handler = httpHandler(
  pageApp(makePages(ports, settings), nodePictures(), {
    ...{ report: logFailure, metrics, clock, publicBaseUrl },
    badges: readBadges(),
  }),
)
