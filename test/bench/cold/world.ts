/** What the stand-in of AWS holds in the benchmark: a stage in use, put up in memory and written down as AWS would keep it. */
import { unzipSync, zipSync } from 'fflate/browser'
import { deviceItem, holderItem } from '../../../lib/adapters/aws/device-item.ts'
import type { Item } from '../../../lib/adapters/aws/item.ts'
import { keyRingText } from '../../../lib/adapters/aws/key-ring-text.ts'
import { recordItem } from '../../../lib/adapters/aws/record-item.ts'
import { apiKeysText, signersText } from '../../../lib/adapters/aws/secret-values.ts'
import { secretNames } from '../../../lib/adapters/aws/secrets-client.ts'
import { versionItem } from '../../../lib/adapters/aws/template-item.ts'
import { type MemoryPorts, memoryPorts } from '../../../lib/adapters/memory/ports.ts'
import { utf8 } from '../../../lib/core/bytes.ts'
import {
  type DeviceLibraryIdentifier,
  isDeviceLibraryIdentifier,
  isSerialNumber,
} from '../../../lib/core/format/identifiers.ts'
import type { PassId } from '../../../lib/ports/records.ts'
import { storableSigner } from '../../../lib/service/secrets/stored-signer.ts'
import { type Deployment, deploy } from '../service/deployment.ts'
import type { Request } from '../service/event.ts'
import { must } from '../service/operation.ts'
import { type Order, orderOf } from '../worker/order.ts'
import type { Setup } from '../worker/setup.ts'
import { names } from './names.ts'

/** A pass as its holder knows it. */
export interface KnownPass extends PassId {
  readonly authenticationToken: string
  /** The path of its download link. */
  readonly link: string
}

/** Everything that the stand-in answers with, and what requests need to know. */
export interface World {
  readonly tables: Readonly<Record<string, readonly Item[]>>
  /** By bucket and key, with a slash between them. */
  readonly objects: ReadonlyMap<string, Uint8Array>
  readonly secrets: ReadonlyMap<string, string>
  readonly apiKey: string
  readonly device: DeviceLibraryIdentifier
  /** One that was built before, and that the device holds. */
  readonly built: KnownPass
  /** One that is to be built. */
  readonly fresh: KnownPass
}

/** Where the model of another library lies, beside the templates. */
export const modelKey = 'models/small.zip'

const device = 'c01d'.repeat(8)

const keyRing = (key: string) => ({ current: '1', keys: new Map([['1', utf8(key.repeat(64))]]) })

/** Ports in memory that note what is put into the store of files. */
const notedPorts = (objects: Map<string, Uint8Array>): MemoryPorts => {
  const ports = memoryPorts({ keyRing: keyRing('t'), personalDataKeys: keyRing('p'), barcodeKeys: keyRing('b') })
  const put: MemoryPorts['assets']['put'] = (area, key, bytes, options) => {
    const bucket = area === 'templates' || area === 'uploads' ? names.templatesBucket : names.passesBucket
    objects.set(`${bucket}/${area}/${key}`, bytes.slice())
    return ports.assets.put(area, key, bytes, options)
  }
  return { ...ports, assets: { ...ports.assets, put } }
}

/** Issues a pass; the item of its record before anything was built, and what its holder knows. */
const issue = async (ports: MemoryPorts, { api, apiKey, passTypeIdentifier, template }: Deployment, order: Order) => {
  const { serialNumber, values } = order
  if (!isSerialNumber(serialNumber)) throw new Error(`${serialNumber} is no serial number`)
  const pass = { passTypeIdentifier, serialNumber }
  const path = `/api/v1/passes/${passTypeIdentifier}/${serialNumber}`
  const ask = (method: string, at: string, status: number, body: object): Promise<string> => {
    const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' }
    return must(api, { method, path: at, headers, ...(method === 'GET' ? {} : { body: JSON.stringify(body) }) }, status)
  }
  await ask('PUT', path, 201, { template, values })
  const unbuilt = await ports.records.get(pass)
  const link = new URL(JSON.parse(await ask('POST', `${path}/links`, 201, {})).url).pathname
  const file = unzipSync(Buffer.from(await ask('GET', `${path}/file`, 200, {}), 'base64'))
  const { authenticationToken } = JSON.parse(new TextDecoder().decode(file['pass.json']))
  const built = await ports.records.get(pass)
  if (!(unbuilt && built)) throw new Error('a pass that was issued is not there')
  return { known: { ...pass, authenticationToken, link }, unbuilt: recordItem(unbuilt), built: recordItem(built) }
}

const registration = ({ passTypeIdentifier, serialNumber, authenticationToken }: KnownPass): Request => ({
  method: 'POST',
  path: `/wallet/v1/devices/${device}/registrations/${passTypeIdentifier}/${serialNumber}`,
  headers: { authorization: `ApplePass ${authenticationToken}` },
  body: JSON.stringify({ pushToken: 'ab'.repeat(32) }),
})

/** The rows of the one device, which was told of everything. */
const deviceItems = async (ports: MemoryPorts, passes: readonly KnownPass[]): Promise<readonly Item[]> => {
  const [pass] = passes
  if (!(pass && isDeviceLibraryIdentifier(device))) throw new Error('there is no device')
  const id = { deviceLibraryIdentifier: device, passTypeIdentifier: pass.passTypeIdentifier }
  const found = await ports.registrations.find(id)
  if (!found) throw new Error('the device is not registered')
  const holders = passes.map(({ serialNumber }) => {
    const entry = found.passes.get(serialNumber)
    return holderItem(serialNumber, { device: id, epoch: found.epoch, issue: entry?.issue ?? '' })
  })
  return [deviceItem({ ...found, notified: found.seq }), ...holders]
}

const secretsOf = async (
  { secrets }: MemoryPorts,
  { passTypeIdentifier }: PassId,
): Promise<ReadonlyMap<string, string>> => {
  const paths = secretNames(names.secretsPrefix)
  const signers = await secrets.signers(passTypeIdentifier)
  if (!signers) throw new Error('there is no signer')
  const { stored } = await storableSigner(signers.current)
  return new Map([
    [paths.signer(passTypeIdentifier), signersText({ current: stored })],
    [paths.keyRing('hmac-keys'), keyRingText(await secrets.keyRing())],
    [paths.keyRing('personal-data-keys'), keyRingText(await secrets.personalDataKeys())],
    [paths.keyRing('barcode-keys'), keyRingText(await secrets.barcodeKeys())],
    [paths.apiKeys, apiKeysText(await secrets.apiKeys())],
  ])
}

/** Puts a stage up: a template, a pass that was built, one that was not, and a device that holds both. */
export const makeWorld = async (setup: Setup): Promise<World> => {
  const objects = new Map<string, Uint8Array>()
  const ports = notedPorts(objects)
  const deployment = await deploy(setup, ports)
  const fresh = await issue(ports, deployment, orderOf(0, setup.fresh))
  const built = await issue(ports, deployment, orderOf(1, setup.fresh))
  for (const { known } of [fresh, built]) await must(deployment.wallet, registration(known), 201)
  objects.set(`${names.templatesBucket}/${modelKey}`, zipSync(Object.fromEntries(setup.model()), { level: 0 }))
  const version = await ports.templates.get({ name: deployment.template, version: 1 })
  if (!(version && isDeviceLibraryIdentifier(device))) throw new Error('the template was not published')
  return {
    tables: {
      [names.passesTable]: [fresh.unbuilt, built.built, versionItem(version)],
      [names.registrationsTable]: await deviceItems(ports, [fresh.known, built.known]),
    },
    objects,
    secrets: await secretsOf(ports, fresh.known),
    apiKey: deployment.apiKey,
    device,
    ...{ built: built.known, fresh: fresh.known },
  }
}
