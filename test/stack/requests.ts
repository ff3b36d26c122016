/** The AWS calls of each kind of request, once everything that can be kept is kept. */
import { expect } from 'vitest'
import { aPass, fileOf, pathOf, publish, putImage, upload } from './a-pass.ts'
import { aPicture, cardArchive } from './archives.ts'
import { behindRequests } from './behind-requests.ts'
import { aSerial, type Deployment, ownerIn, passType, until } from './deployment.ts'
import type { Answer } from './http.ts'
import { linkRequests } from './link-requests.ts'
import { type Proof, serverProof } from './proof.ts'
import { isExtra, recordedCalls } from './recorded.ts'
import { get, put, query, type RequestKind, remove, update, writeMany } from './request-kind.ts'
import { walletRequests } from './wallet-requests.ts'
import { workRequests } from './work-requests.ts'

const content = { template: 'card', values: { name: 'Ada' } }

/** Resolves when so many steps of a pass's life are told. */
const untilTold = async (deployment: Deployment, serial: string, steps: number): Promise<void> => {
  await until(`${steps} steps of the pass`, async () =>
    (await ownerIn(deployment).events(passType, serial)).length === steps ? true : undefined,
  )
}

/** Requests that need nothing. */
const ready =
  (ask: (deployment: Deployment) => Promise<Answer>): RequestKind['prepare'] =>
  (deployment) =>
    Promise.resolve(() => ask(deployment))

/** Requests about a pass that is there. */
const onPass =
  (ask: (deployment: Deployment, path: string) => Promise<Answer>, fetched = false): RequestKind['prepare'] =>
  async (deployment) => {
    const { path } = await aPass(deployment)
    if (fetched) await fileOf(deployment, path)
    return () => ask(deployment, path)
  }

const writes: readonly RequestKind[] = [
  {
    name: 'POST /passes',
    role: 'ApiRole',
    prepare: ready((deployment) => deployment.api('POST', '/passes', { json: content })),
    status: 201,
    calls: [put, query],
  },
  {
    name: 'POST /passes with Idempotency-Key',
    role: 'ApiRole',
    prepare: ready((deployment) =>
      deployment.api('POST', '/passes', { json: content, headers: { 'idempotency-key': aSerial('key') } }),
    ),
    status: 201,
    calls: [get, put, put, query],
  },
  {
    name: 'POST /passes with Idempotency-Key, repeated',
    role: 'ApiRole',
    prepare: async (deployment) => {
      const sent = { json: content, headers: { 'idempotency-key': aSerial('key') } }
      await deployment.api('POST', '/passes', sent)
      return () => deployment.api('POST', '/passes', sent)
    },
    status: 201,
    calls: [get, get],
  },
  {
    name: 'PUT /passes/{type}/{serial}',
    role: 'ApiRole',
    prepare: ready((deployment) => deployment.api('PUT', pathOf(aSerial()), { json: content })),
    status: 201,
    calls: [get, put, query],
  },
  {
    name: 'PUT /passes/{type}/{serial} of a template version (card@1)',
    role: 'ApiRole',
    prepare: ready((deployment) =>
      deployment.api('PUT', pathOf(aSerial()), { json: { ...content, template: 'card@1' } }),
    ),
    status: 201,
    calls: [get, put],
  },
  {
    name: 'PATCH /passes/{type}/{serial}',
    role: 'ApiRole',
    prepare: onPass(({ api }, path) => api('PATCH', path, { json: { values: { name: 'Grace' } } })),
    status: 200,
    calls: [get, put],
  },
  {
    name: 'PUT …/images/{name}',
    role: 'ApiRole',
    prepare: onPass((deployment, path) => putImage(deployment, path, 'logo.png', aPicture(1000))),
    status: 200,
    calls: [get, put, 's3:PutObject'],
  },
  {
    name: 'POST …/void',
    role: 'ApiRole',
    prepare: onPass(({ api }, path) => api('POST', `${path}/void`)),
    status: 200,
    calls: [get, put],
  },
  {
    name: 'DELETE /passes/{type}/{serial}',
    role: 'ApiRole',
    prepare: async (deployment) => {
      const { path, serial } = await aPass(deployment)
      await fileOf(deployment, path)
      await untilTold(deployment, serial, 2)
      return () => deployment.api('DELETE', path)
    },
    status: 204,
    calls: [
      ...[writeMany, remove, get, put, query, query, query],
      ...['s3:DeleteObject', 's3:ListBucket', 's3:ListBucket', 's3:PutObject'],
    ],
  },
]

const reads: readonly RequestKind[] = [
  {
    name: 'GET /passes/{type}/{serial}',
    role: 'ApiRole',
    prepare: onPass(({ api }, path) => api('GET', path)),
    status: 200,
    calls: [get],
  },
  {
    name: 'GET /passes/{type}/{serial} of no pass',
    role: 'ApiRole',
    prepare: ready((deployment) => deployment.api('GET', pathOf(aSerial()))),
    status: 404,
    calls: [get, get],
  },
  {
    name: 'anything with a wrong key',
    role: 'ApiRole',
    prepare: ready((deployment) =>
      deployment.api('GET', '/templates', { headers: { authorization: `Bearer ${deployment.key.slice(0, -1)}` } }),
    ),
    status: 401,
    calls: [],
  },
  {
    name: 'GET /passes?template=… (a page)',
    role: 'ApiRole',
    prepare: ready((deployment) => deployment.api('GET', '/passes?template=listed&limit=200')),
    status: 200,
    calls: ['dynamodb:BatchGetItem', ...Array.from({ length: 8 }, () => query)],
  },
  {
    name: 'GET …/file, the first time',
    role: 'ApiRole',
    prepare: onPass(({ api }, path) => api('GET', `${path}/file`)),
    status: 200,
    calls: [get, update, 's3:PutObject'],
  },
  {
    name: 'GET …/file, from then on',
    role: 'ApiRole',
    prepare: onPass(({ api }, path) => api('GET', `${path}/file`), true),
    status: 200,
    calls: [get, 's3:GetObject'],
  },
  {
    name: 'POST /bundles of passes that were fetched',
    role: 'ApiRole',
    prepare: async (deployment) => {
      const passes = await Promise.all([aPass(deployment), aPass(deployment)])
      for (const { path } of passes) await fileOf(deployment, path)
      const json = { passes: passes.map(({ serial }) => ({ passTypeIdentifier: passType, serialNumber: serial })) }
      return () => deployment.api('POST', '/bundles', { json })
    },
    status: 200,
    calls: [get, get, 's3:GetObject', 's3:GetObject'],
  },
  {
    name: 'POST …/links',
    role: 'ApiRole',
    prepare: onPass(({ api }, path) => api('POST', `${path}/links`)),
    status: 201,
    calls: [get],
  },
  {
    name: 'GET /templates',
    role: 'ApiRole',
    prepare: ready((deployment) => deployment.api('GET', '/templates')),
    status: 200,
    calls: [query],
  },
  {
    name: 'GET /templates/{name}',
    role: 'ApiRole',
    prepare: ready((deployment) => deployment.api('GET', '/templates/card')),
    status: 200,
    calls: [query],
  },
  {
    name: 'POST /inspect',
    role: 'ApiRole',
    prepare: ready((deployment) =>
      deployment.api('POST', '/inspect', { body: cardArchive(), headers: { 'content-type': 'application/zip' } }),
    ),
    status: 200,
    calls: [],
  },
  {
    name: 'POST /uploads/{id}/inspect',
    role: 'ApiRole',
    prepare: async (deployment) => {
      const address = await upload(deployment, cardArchive(), 'inspect')
      return () => deployment.api('POST', address)
    },
    status: 200,
    calls: ['s3:DeleteObject', 's3:GetObject'],
  },
  {
    name: 'POST /uploads',
    role: 'ApiRole',
    prepare: ready((deployment) => deployment.api('POST', '/uploads', { json: { bytes: 5_000_000 } })),
    status: 201,
    calls: [],
  },
  {
    name: 'POST /uploads/{id}/publish',
    role: 'ApiRole',
    prepare: async (deployment) => {
      const archive = cardArchive({ name: aSerial('template').toLowerCase() })
      const address = await upload(deployment, archive)
      return () => deployment.api('POST', address)
    },
    status: 201,
    calls: [put, put, query, 's3:DeleteObject', 's3:GetObject', 's3:PutObject'],
  },
  {
    name: 'POST /templates',
    role: 'ApiRole',
    prepare: (deployment) => {
      const archive = cardArchive({ name: aSerial('template').toLowerCase() })
      return Promise.resolve(() => publish(deployment, archive))
    },
    status: 201,
    calls: [put, put, query, 's3:PutObject'],
  },
]

/** All kinds of requests with their calls. */
const kinds: readonly RequestKind[] = [...writes, ...reads, ...workRequests, ...walletRequests, ...linkRequests]

const measure = async (deployment: Deployment, { role, prepare }: RequestKind) => {
  const request = await prepare(deployment)
  const before = recordedCalls(deployment).length
  const { status } = await request()
  const made = recordedCalls(deployment)
    .slice(before)
    .filter((call) => call.role === role && !isExtra(call))
  return { status, calls: made.map(({ action }) => action).sort() }
}

const eachKind = kinds.map((kind) =>
  serverProof(`${kind.name}: ${kind.calls.length === 0 ? 'none' : kind.calls.join(', ')}`, async (deployment) => {
    await deployment.stack.wrote(flightsAreIssued)
    // The first one may still load what the second one keeps.
    const first = await measure(deployment, kind)
    const second = await measure(deployment, kind)
    expect([first.status, second]).toEqual([kind.status, { status: kind.status, calls: kind.calls }])
  }),
)

const flightsAreIssued = /(issued|found) \d+ flights/

/** The calls of each kind of request. */
export const requests: readonly Proof[] = [...eachKind, ...behindRequests]
