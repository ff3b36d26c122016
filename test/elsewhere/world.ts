/** A deployment whose functions run nowhere: local servers, a signer, a push service, and an API key. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { startApns } from '../../infra/local/apns/apns.ts'
import { localApiKey } from '../../infra/local/samples/api-key.ts'
import { freePort, loopback } from '../../infra/local/servers/server.ts'
import { apnsVariables } from '../../lib/adapters/apns/settings.ts'
import { runConformance } from '../../lib/device/conformance/run.ts'
import { aFolder } from '../builders/passwright.ts'
import { personalizable } from '../builders/personalizable.ts'
import { putSigner } from '../builders/put-signer.ts'
import { aChain } from '../builders/signer.ts'
import { cardArchive } from '../stack/archives.ts'
import { passType } from '../stack/deployment.ts'
import { type Answer, type Sent, send } from '../stack/http.ts'
import { type Cloud, startCloud } from './cloud.ts'

/** A deployment. */
export interface World {
  readonly cloud: Cloud
  readonly folder: string
  /** Where `npm run serve` is to listen: what passes say of their web service. */
  readonly port: number
  readonly baseUrl: string
  /** All variables of a server. */
  readonly env: Readonly<Record<string, string>>
  readonly root: string
  /** A request to the API, with the key. */
  readonly api: (method: string, path: string, sent?: Sent) => Promise<Answer>
  /** What requests to the API carry. */
  readonly request: { readonly headers: Readonly<Record<string, string>> }
  /** Push tokens that were pushed to, in their order. */
  readonly pushes: readonly string[]
  readonly stop: () => Promise<void>
}

const team = 'ABCDE12345'

/** Starts it. */
export const startWorld = async (): Promise<World> => {
  const folder = await aFolder()
  const [port, chain] = [await freePort(), await aChain({ passTypeIdentifier: passType, nfc: true })]
  const baseUrl = `http://${loopback}:${port}`
  const pushes: string[] = []
  const [cloud, apns] = await Promise.all([
    startCloud(folder, { publicBaseUrl: baseUrl, passType, team }),
    startApns({ clientRoots: [chain.root], onPush: ({ token }) => pushes.push(token) }),
  ])
  await putSigner(cloud.secrets, passType, chain)
  const key = await localApiKey(join(folder, 'api-key'), cloud.secrets)
  const authorization = `Bearer ${key}`
  return {
    ...{ cloud, folder, port, baseUrl, pushes, root: chain.root },
    request: { headers: { authorization, 'content-type': 'application/json' } },
    env: { ...cloud.environment, [apnsVariables.origin]: apns.origin, [apnsVariables.roots]: apns.roots },
    api: (method, path, sent = {}) =>
      send(baseUrl, method, `/api/v1${path}`, { ...sent, headers: { authorization, ...sent.headers } }),
    stop: async () => {
      await Promise.all([apns.stop(), cloud.stop()])
    },
  }
}

const expectStatus = ({ status, text }: Answer, expected: number): void => {
  if (status !== expected) throw new Error(`${expected} was expected, not ${status}: ${text.slice(0, 500)}`)
}

/** Publishes the templates of the tests. */
export const publishTemplates = async ({ api }: World): Promise<void> => {
  const headers = { 'content-type': 'application/zip' }
  const told = { primaryFields: [{ key: 'name', label: 'Name', value: '${name}', changeMessage: 'You are %@ now' }] }
  const form = cardArchive({ ...personalizable, name: 'form' })
  for (const body of [cardArchive({ pass: { generic: told } }), form])
    expectStatus(await api('POST', '/templates', { body, headers }), 201)
}

/** Issues a pass; where it lies below `/api/v1`. */
export const issue = async ({ api }: World, template: string): Promise<string> => {
  const values = { name: 'Ada' }
  const answer =
    template === 'card'
      ? await api('PUT', `/passes/${passType}/${randomUUID()}`, { json: { template, values } })
      : await api('POST', '/passes', { json: { template, values } })
  expectStatus(answer, 201)
  return `/passes/${passType}/${answer.json.serialNumber}`
}

/** The signed bytes of a pass. */
export const fileOf = async ({ api }: World, path: string): Promise<Buffer> => {
  const answer = await api('GET', `${path}/file`)
  expectStatus(answer, 200)
  return answer.bytes
}

/** Gives a pass another name. */
export const rename = async ({ api }: World, path: string, name: string): Promise<void> =>
  expectStatus(await api('PATCH', path, { json: { values: { name } } }), 200)

/** Runs all checks of the device. @param to where a request goes, if not to where the pass says */
export const conformance = async (world: World, to: (url: URL) => string = ({ origin }) => origin) => {
  const paths = [await issue(world, 'card'), await issue(world, 'card'), await issue(world, 'form')]
  const [changing = '', other = '', form = ''] = paths
  let version = 1
  return await runConformance({
    pass: await fileOf(world, changing),
    other: await fileOf(world, other),
    personalizable: await fileOf(world, form),
    trust: { roots: [world.root] },
    fetch: (request) => {
      const url = new URL(request.url)
      return fetch(new Request(to(url) + url.pathname + url.search, request))
    },
    change: () => {
      version += 1
      return rename(world, changing, `Version ${version}`)
    },
    pushes: () => world.pushes,
  })
}
