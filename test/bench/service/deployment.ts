/** The service with everything it needs in memory, behind the handlers that Lambda calls. */
import { zipSync } from 'fflate/browser'
import { type Env, Hono } from 'hono'
import { httpHandler } from '../../../lib/adapters/lambda/http-handler.ts'
import { type MemoryPorts, memoryPorts } from '../../../lib/adapters/memory/ports.ts'
import { copyBytes } from '../../../lib/core/bytes.ts'
import { isPassTypeIdentifier, isSerialNumber, type PassTypeIdentifier } from '../../../lib/core/format/identifiers.ts'
import { apiApp } from '../../../lib/http/api/app.ts'
import { downloadApp } from '../../../lib/http/download/app.ts'
import { walletApp } from '../../../lib/http/wallet/app.ts'
import type { PassId } from '../../../lib/ports/records.ts'
import { scopes } from '../../../lib/ports/secrets.ts'
import { makeService } from '../../../lib/service/make-service.ts'
import type { WorkService } from '../../../lib/service/work/work-service.ts'
import { putSigner } from '../../builders/put-signer.ts'
import { start as startBare } from '../contenders/bare.ts'
import type { Setup } from '../worker/setup.ts'
import { eventOf, type Request } from './event.ts'

/** What a handler answered. */
export interface Answer {
  readonly statusCode: number
  readonly body: string
}

/** Calls a handler with a request. */
export type Call = (request: Request) => Promise<Answer>

/** The handlers, and what requests need to know. */
export interface Deployment {
  /** A bare Hono app: what a request costs before anything is done for it. */
  readonly floor: Call
  readonly api: Call
  readonly download: Call
  readonly wallet: Call
  /** Builds and announces a version of a pass: the path is its serial number, a slash and the version. */
  readonly build: Call
  /** The version of a pass that was built last. */
  readonly builtVersion: (serial: string) => Promise<number | undefined>
  /** One bare signature with the key of the signer. */
  readonly signature: Call
  readonly apiKey: string
  readonly passTypeIdentifier: PassTypeIdentifier
  readonly template: string
}

const apiKey = `pwk_bench000_${'b'.repeat(43)}`

const sha256 = async (text: string): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).toString('hex')

const failed = ({ code, error }: { readonly code: string; readonly error: unknown }): void => {
  throw new Error(`the service answered with ${code}`, { cause: error })
}

const callOf = <E extends Env>(app: Hono<E>): Call => {
  const handler = httpHandler(app)
  return async (request) => {
    const { statusCode, body } = await handler(eventOf(request))
    return { statusCode, body: body ?? '' }
  }
}

const okay: Answer = { statusCode: 200, body: '' }

const passOf = (passTypeIdentifier: PassTypeIdentifier, serial: string): PassId => {
  if (isSerialNumber(serial)) return { passTypeIdentifier, serialNumber: serial }
  throw new Error(`${serial} is no serial number`)
}

const builder =
  (work: WorkService, passTypeIdentifier: PassTypeIdentifier): Call =>
  async ({ path }) => {
    const [serial = '', version] = path.split('/')
    await work.build({ kind: 'build', pass: passOf(passTypeIdentifier, serial), version: Number(version) })
    return okay
  }

const bareSigner = async (setup: Setup): Promise<Call> => {
  const sign = await startBare(setup)
  return async ({ path }) => {
    await sign({ serialNumber: path, values: {} })
    return okay
  }
}

const floorApp = (): Hono => new Hono().get('/floor', (context) => context.json({ floor: true }))

/**
 * Sets everything up as an operator would: a signer, an API key, a template.
 *
 * @param ports for who looks into them. Default: new ones
 */
export const deploy = async (setup: Setup, ports: MemoryPorts = memoryPorts()): Promise<Deployment> => {
  const template = setup.template()
  const { passTypeIdentifier, name } = JSON.parse(String(template.get('template.json')))
  if (!isPassTypeIdentifier(passTypeIdentifier)) throw new Error('the template has no pass type')
  await putSigner(ports.admin, passTypeIdentifier, {
    certificate: setup.pem('certificate'),
    key: setup.pem('key'),
    intermediate: setup.pem('intermediate'),
  })
  const stored = { id: 'bench000', hash: await sha256(apiKey), scopes, createdAt: '2026-11-21T00:00:00Z' }
  await ports.admin.changeApiKeys(() => [stored])
  const settings = { publicBaseUrl: 'https://passes.example.com', passTypeIdentifiers: [passTypeIdentifier] }
  const service = makeService(ports, settings)
  await service.templates.publish(copyBytes(zipSync(Object.fromEntries(template))))
  return {
    floor: callOf(floorApp()),
    api: callOf(apiApp(service, { report: failed, authorization: { kind: 'keys' } })),
    download: callOf(downloadApp(service.downloads, { report: failed })),
    wallet: callOf(walletApp(service.wallet, { report: failed })),
    build: builder(service.work, passTypeIdentifier),
    builtVersion: async (serial) => (await ports.records.get(passOf(passTypeIdentifier, serial)))?.built?.version,
    signature: await bareSigner(setup),
    apiKey,
    passTypeIdentifier,
    template: name,
  }
}
