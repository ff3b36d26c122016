/** What each function is asked first in a fresh process, and what then. */

import type { FunctionName } from '../../../infra/package/functions.ts'
import { buildMessageText } from '../../../lib/adapters/aws/build-message.ts'
import { notificationText } from '../../../lib/adapters/aws/notification-message.ts'
import { eventOf, type Request } from '../service/event.ts'
import type { Setup } from '../worker/setup.ts'
import { names } from './names.ts'
import { type KnownPass, modelKey, type World } from './world.ts'

/** The names of those that are measured, as reports order them. */
export const caseNames = [
  'bare list',
  'wallet list',
  'bare pass',
  'wallet fetch',
  'download file',
  'passkit-generator',
  'page',
  'page drawing',
  'page document',
  'api',
  'changes',
  'build',
  'notify',
  'ingest',
  'rollout',
  'schedule',
] as const

/** The name of one that is measured. */
export type CaseName = (typeof caseNames)[number]

/** An event, and members that the answer has to have. */
export interface Step {
  readonly event: object
  readonly good: object
}

/** One that is measured. */
export interface ColdCase {
  readonly name: CaseName
  /** What is bundled. */
  readonly code: FunctionName | 'bare' | 'bare-list' | 'passkit-generator'
  readonly first: Step
  /** The first pass that is signed, after that; what is bare makes its calls alone. */
  readonly sign?: Step
}

const answered = (request: Request, statusCode = 200): Step => ({ event: eventOf(request), good: { statusCode } })

const get = (path: string, headers: Readonly<Record<string, string>> = {}, status = 200): Step =>
  answered({ method: 'GET', path, headers }, status)

const read = (path: string, query: Readonly<Record<string, string>>): Step =>
  answered({ method: 'GET', path, query: new URLSearchParams(query).toString() })

const batch = (...records: readonly object[]): Step => ({
  event: { Records: records },
  good: { batchItemFailures: [] },
})

const message = (body: string): Step => batch({ messageId: 'm', body })

const fetchOf = ({ passTypeIdentifier, serialNumber, authenticationToken }: KnownPass): Step =>
  get(`/wallet/v1/passes/${passTypeIdentifier}/${serialNumber}`, { authorization: `ApplePass ${authenticationToken}` })

const fileOf = ({ link }: KnownPass): Step => get(`${link}/pass.pkpass`)

const recordOf = (world: World, { serialNumber }: KnownPass) => {
  const item = world.tables[names.passesTable]?.find(({ pk }) => pk?.S?.endsWith(`#${serialNumber}`))
  if (!item) throw new Error(`there is no record of ${serialNumber}`)
  return item
}

/** What the bare handlers read: the same secret, item and file as a fetch of the built pass. */
const bareReads = (world: World) => {
  const { pk } = recordOf(world, world.built)
  const key =
    [...world.objects.keys()].find((each) =>
      each.includes(`passes/${world.built.passTypeIdentifier}/${world.built.serialNumber}/`),
    ) ?? ''
  return {
    pass: {
      secret: `${names.secretsPrefix}/hmac-keys`,
      ...{ table: names.passesTable, pk: pk?.S ?? '', sk: 'RECORD' },
      ...{ bucket: names.passesBucket, key: key.slice(names.passesBucket.length + 1) },
    },
    building: {
      secret: `${names.secretsPrefix}/signers/${world.built.passTypeIdentifier}`,
      ...{ table: names.passesTable, pk: recordOf(world, world.fresh).pk?.S ?? '', sk: 'RECORD' },
      ...{ bucket: names.templatesBucket, key: modelKey, to: names.passesBucket },
    },
    device: {
      table: names.registrationsTable,
      ...{ pk: `DEVICE#${world.device}#${world.built.passTypeIdentifier}`, sk: 'DEVICE' },
    },
  }
}

const peerReads = ({ built }: World, { style, fresh, strings }: Setup) => ({
  secret: `${names.secretsPrefix}/signers/${built.passTypeIdentifier}`,
  ...{ bucket: names.templatesBucket, key: modelKey },
  facts: JSON.stringify({ style, fresh, strings }),
})

/** A change of the record of a pass, as the stream of its table tells it. */
const changeOf = (world: World, pass: KnownPass): Step => {
  const NewImage = recordOf(world, pass)
  const Keys = { pk: NewImage.pk, sk: NewImage.sk }
  return batch({ eventName: 'INSERT', dynamodb: { Keys, NewImage, SequenceNumber: '1' } })
}

const changed = ({ passTypeIdentifier, serialNumber }: KnownPass): string =>
  JSON.stringify({
    ...{ passTypeIdentifier, serialNumber, eventId: 'e', source: 'bench' },
    patch: {},
  })

const cases = (world: World, setup: Setup): Readonly<Record<CaseName, Omit<ColdCase, 'name'>>> => {
  const { built, fresh } = world
  const { passTypeIdentifier, serialNumber } = built
  const reads = bareReads(world)
  const path = `/${passTypeIdentifier}/${serialNumber}`
  const build = message(buildMessageText({ kind: 'build', pass: fresh, version: 1 }))
  const device = { deviceLibraryIdentifier: world.device, passTypeIdentifier }
  return {
    'bare list': { code: 'bare-list', first: read('/bare', reads.device) },
    'wallet list': {
      code: 'wallet',
      first: get(`/wallet/v1/devices/${world.device}/registrations/${passTypeIdentifier}`),
      sign: fetchOf(fresh),
    },
    'bare pass': { code: 'bare', first: read('/bare', reads.pass), sign: read('/build', reads.building) },
    'wallet fetch': { code: 'wallet', first: fetchOf(built), sign: fetchOf(fresh) },
    'download file': { code: 'download', first: fileOf(built), sign: fileOf(fresh) },
    'passkit-generator': {
      code: 'passkit-generator',
      first: read('/bare', reads.pass),
      sign: read('/sign', peerReads(world, setup)),
    },
    page: { code: 'page', first: get(built.link) },
    'page drawing': { code: 'page', first: get(`${built.link}/front.svg`) },
    'page document': { code: 'page', first: get(`${built.link}/pass.pdf`) },
    api: { code: 'api', first: get(`/api/v1/passes${path}`, { authorization: `Bearer ${world.apiKey}` }) },
    changes: { code: 'changes', first: changeOf(world, fresh) },
    build: { code: 'build', first: build },
    notify: { code: 'notify', first: message(notificationText(device)) },
    ingest: { code: 'ingest', first: message(changed(built)) },
    rollout: { code: 'rollout', first: build },
    schedule: { code: 'schedule', first: { event: {}, good: { sent: 0 } } },
  }
}

/** All of them, in the order of the reports. */
export const coldCases = (world: World, setup: Setup): readonly ColdCase[] => {
  const all = cases(world, setup)
  return caseNames.map((name) => ({ name, ...all[name] }))
}
