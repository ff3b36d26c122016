/** The API for back ends. */
import { awsPorts } from '../lib/adapters/aws/ports.ts'
import { httpHandler } from '../lib/adapters/lambda/http-handler.ts'
import { iamPrincipal } from '../lib/adapters/lambda/iam-principal.ts'
import { logFailure } from '../lib/adapters/lambda/log.ts'
import { serviceSettings } from '../lib/adapters/lambda/settings.ts'
import { nodePictures } from '../lib/adapters/pictures/node-pictures.ts'
import { apiApp } from '../lib/http/api/app.ts'
import { makeService } from '../lib/service/make-service.ts'

const { env } = process

const service = makeService({ ...awsPorts(env), pictures: nodePictures() }, serviceSettings(env))

const usesIam = env.PASSWRIGHT_API_AUTHORIZATION === 'iam'

/** The function. */
export const handler = httpHandler(
  apiApp(service, {
    report: logFailure,
    authorization: usesIam ? { kind: 'iam', principalOf: iamPrincipal } : { kind: 'keys' },
  }),
)
