/** An export of one deployment, brought into another one by `passwright adopt`: phones go on. */
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { type ExportCounts, exportDeployment } from '../../lib/cli/export/export-deployment.ts'
import { withExportFolder } from '../../lib/cli/export/export-folder.ts'
import { type SimulatedDevice, simulateDevice } from '../../lib/device/index.ts'
import { walletApp } from '../../lib/http/wallet/app.ts'
import type { WalletService } from '../../lib/service/wallet/wallet-service.ts'
import { aFolder, filesBelow, passwright } from '../builders/passwright.ts'
import { aDeployment, type Deployment, theRoot, type } from '../http/a-deployment.ts'
import { serve } from '../http/serve.ts'
import {
  anArchive,
  aPass,
  aPng,
  aReadyWorld,
  connect,
  hold,
  noon,
  put,
  theChain,
  tokenOf,
  type World,
} from '../service/world.ts'

const field = { key: 'name', label: 'Name', value: '${name}', changeMessage: 'You are %@ now' }
const template = { pass: { generic: { primaryFields: [field] } } }

const shown = (device: SimulatedDevice): string | undefined =>
  device.passes[0]?.fields.find(({ key }) => key === 'name')?.value

/** A phone whose requests go to whatever `to.wallet` is. */
const aPhone = async (to: { wallet: WalletService }, now: () => number): Promise<SimulatedDevice> =>
  simulateDevice({
    trust: { roots: [(await theChain()).root, await theRoot()] },
    now,
    sleep: () => Promise.resolve(),
    fetch: async (request) => await walletApp(to.wallet, { report: () => undefined }).fetch(request),
  })

const rowsOf = async (file: string) =>
  (await readFile(file, 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

const folder = await aFolder()
const out = join(folder, 'export')

/** The row of a pass in a file of the export: rows are in no particular order. */
const rowOf = async (file: string, serial: string) =>
  (await rowsOf(join(out, file))).find(({ serialNumber }) => serialNumber === serial)

let world: World
let counts: ExportCounts
let phone: SimulatedDevice
const asked: { wallet: WalletService } = { wallet: {} as WalletService }

/** The old deployment: a template in two versions, Ada on a phone, Grace with a photo on nothing, one pass void. */
beforeAll(async () => {
  world = await aReadyWorld(template)
  connect(world)
  asked.wallet = world.service.wallet
  await put(world, { name: 'Adb' })
  await world.service.templates.publish(anArchive({ ...template, settings: { description: 'second' } }))
  phone = await aPhone(asked, () => world.time.now)
  await phone.add((await world.service.passes.file(aPass())).bytes)
  world.time.now += 60_000
  await put(world, { name: 'Ada' })
  await put(world, { name: 'Grace' }, aPass('A-2'))
  await world.service.passes.putImage(aPass('A-2'), 'thumbnail.png', aPng('grace'), {})
  await put(world, { name: 'Void' }, aPass('A-3'))
  await world.service.passes.setVoided(aPass('A-3'), true, {})
  await hold(world, aPass(), 'watch')
  await world.memory.settled()
  await phone.wake(type)
  await withExportFolder(out, async (files) => {
    counts = await exportDeployment({ ...world.memory, inventory: world.memory.recovery }, files, {
      ...{ personalData: false, restoredAt: 0 },
      tell: () => undefined,
    })
  })
}, 60_000)

describe('an export', () => {
  it('holds everything, and says how much', async () => {
    expect(counts).toEqual({
      ...{ templateVersions: 2, passes: 3, personalizable: 0, registrations: 2 },
      ...{ images: 1, imagesLost: 0, personalData: 0 },
    })
    const { images } = await rowOf(`records/${type}.ndjson`, 'A-2')
    const image = images['thumbnail.png'].file
    expect(await filesBelow(out)).toEqual([
      'README.txt',
      `adopt/${type}.ndjson`,
      'export.json',
      image,
      `records/${type}.ndjson`,
      'templates/card/1.zip',
      'templates/card/2.zip',
      'templates/versions.ndjson',
    ])
  })

  it('is nobody’s but its owner’s', async () => {
    const modes = await Promise.all(
      [...(await filesBelow(out)), '', 'templates', 'adopt'].map(
        async (path) => (await stat(join(out, path))).mode & 0o077,
      ),
    )
    expect(new Set(modes)).toEqual(new Set([0]))
  })

  it('has each pass as adopt takes it, with the token that phones hold', async () => {
    expect(await rowOf(`adopt/${type}.ndjson`, 'A-1')).toEqual({
      ...{ passTypeIdentifier: type, serialNumber: 'A-1', template: 'card@2', values: { name: 'Ada' } },
      authenticationToken: await tokenOf(world),
      lastModified: '2026-11-21T12:01:00.000Z',
      registrations: expect.arrayContaining([
        { deviceLibraryIdentifier: phone.deviceLibraryIdentifier, pushToken: phone.pushToken },
        { deviceLibraryIdentifier: 'watch', pushToken: 'ab'.repeat(32) },
      ]),
    })
  })

  it('tells what adopt does not take: what is void, and images', async () => {
    const records = await rowsOf(join(out, `records/${type}.ndjson`))
    expect(records.map(({ serialNumber, voided }) => [serialNumber, voided])).toEqual(
      expect.arrayContaining([
        ['A-1', false],
        ['A-3', true],
      ]),
    )
  })
})

/** The new deployment, a day later, with the templates and the passes of the export. */
const movedTo = async (): Promise<Deployment> => {
  const deployment = await aDeployment({ adopts: true, now: noon + 86_400_000 })
  for (const { file } of await rowsOf(join(out, 'templates/versions.ndjson'))) {
    const body = new Uint8Array(await readFile(join(out, file)))
    await deployment.call('POST', '/templates', { body, headers: { 'content-type': 'application/zip' } })
  }
  const served = await serve(deployment.api)
  try {
    const key = await deployment.keyWith(['passes:adopt'])
    const file = join(out, 'adopt', `${type}.ndjson`)
    const adopted = await passwright(folder, ['adopt', file, '--url', served.url], { PASSWRIGHT_API_KEY: key })
    expect([adopted.stderr, adopted.stdout]).toEqual([
      '',
      'of 3 rows, 3 adopted, 0 known before, 0 failed; 2 registrations added\n',
    ])
  } finally {
    await served.stop()
  }
  return deployment
}

describe('in another deployment', () => {
  it('a phone goes on with its token: it has the newest, is reached by the next change, and may leave', {
    timeout: 60_000,
  }, async () => {
    const { service, ports } = await movedTo()
    asked.wallet = service.wallet
    ports.onChanges(service.work.follow)
    ports.onBuilds((message) => service.work.build(message))
    expect(shown(phone)).toBe('Ada')
    const first = await phone.wake(type)
    expect(first.steps.map(({ kind }) => kind)).toContain('unchanged')
    expect(first.steps.map(({ kind }) => kind)).not.toContain('failed')
    await service.passes.put(aPass(), { template: 'card', values: { name: 'Countess' } }, {})
    await ports.settled()
    await phone.wake(type)
    expect(shown(phone)).toBe('Countess')
    const [pass] = phone.passes
    await phone.remove(pass!)
    const { items } = await ports.registrations.holders(aPass(), (await ports.records.get(aPass()))!.token.issue, {
      limit: 9,
    })
    expect(items.map(({ device }) => device.deviceLibraryIdentifier)).toEqual(['watch'])
  })
})
