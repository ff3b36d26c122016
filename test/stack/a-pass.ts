/** A pass to try things with. */
import { expect } from 'vitest'
import type { Json } from '../../lib/core/format/json.ts'
import { sealedCardArchive } from './archives.ts'
import { aSerial, type Deployment, passType } from './deployment.ts'
import { type Answer, send } from './http.ts'

/** A pass that was issued. */
export interface IssuedPass {
  readonly serial: string
  /** Its address below `/api/v1`. */
  readonly path: string
  readonly answer: Answer
}

/** Publishes an archive. */
export const publish = (deployment: Pick<Deployment, 'api'>, archive: Uint8Array): Promise<Answer> =>
  deployment.api('POST', '/templates', { body: archive, headers: { 'content-type': 'application/zip' } })

const published = new WeakMap<Deployment, Promise<void>>()

/** Publishes the template `card`, whose barcode is sealed, once in each deployment. */
const withCard = (deployment: Deployment): Promise<void> => {
  const before = published.get(deployment)
  if (before) return before
  const now = publish(deployment, sealedCardArchive()).then(({ status }) => expect(status).toBe(201))
  published.set(deployment, now)
  return now
}

/** Uploads an archive; where it is published or inspected, below `/api/v1`. */
export const upload = async (
  deployment: Pick<Deployment, 'api'>,
  archive: Uint8Array,
  use: 'publish' | 'inspect' = 'publish',
): Promise<string> => {
  const { status, json } = await deployment.api('POST', '/uploads', { json: { bytes: archive.length } })
  expect(status).toBe(201)
  const { url, method, headers } = json.upload
  const { origin, pathname, search } = new URL(url)
  const stored = await send(origin, method, pathname + search, { body: archive, headers })
  expect(stored.status).toBe(200)
  return json.links[use].slice('/api/v1'.length)
}

/** Where a pass lies below `/api/v1`. */
export const pathOf = (serial: string): string => `/passes/${passType}/${serial}`

/** Issues a pass of the template `card`. */
export const aPass = async (
  deployment: Deployment,
  values: Json = { name: 'Ada' },
  serial: string = aSerial(),
): Promise<IssuedPass> => {
  await withCard(deployment)
  const path = pathOf(serial)
  const answer = await deployment.api('PUT', path, { json: { template: 'card', values } })
  expect(answer.status).toBe(201)
  return { serial, path, answer }
}

/** The signed bytes of a pass. */
export const fileOf = async (deployment: Deployment, path: string): Promise<Buffer> => {
  const { status, bytes } = await deployment.api('GET', `${path}/file`)
  expect(status).toBe(200)
  return bytes
}

const png = { 'content-type': 'image/png' }

/** Gives a pass an image of its own. */
export const putImage = (
  { api }: Pick<Deployment, 'api'>,
  path: string,
  name: string,
  body: Uint8Array,
): Promise<Answer> => api('PUT', `${path}/images/${name}`, { body, headers: png })
