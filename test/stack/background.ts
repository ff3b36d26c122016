/** What goes on behind the requests: erasure to the last trace, and work that was lost on the way. */
import { expect } from 'vitest'
import { pendingKey, shardOf } from '../../lib/adapters/aws/shards.ts'
import type { JsonObject } from '../../lib/core/format/json.ts'
import type { Lane } from '../../lib/ports/lane.ts'
import { aDevice, added } from './a-device.ts'
import { aPass, fileOf, type IssuedPass, putImage } from './a-pass.ts'
import { aPicture } from './archives.ts'
import { type Deployment, ownerIn, passType, until } from './deployment.ts'
import { invokeFunction } from './invoke-function.ts'
import { names } from './owner.ts'
import { type Proof, serverProof } from './proof.ts'
import { countCalls, untilMore } from './recorded.ts'

/** A pass with everything that a pass may leave: an image, a signed file, events, and devices, one with another pass. */
const fullPass = async (deployment: Deployment): Promise<IssuedPass> => {
  const pass = await aPass(deployment)
  const held = await added(deployment, pass)
  const devices = [aDevice(deployment), aDevice(deployment)]
  for (const device of devices) expect((await device.register(held)).status).toBe(201)
  await devices[0]?.register(await added(deployment, await aPass(deployment)))
  await putImage(deployment, pass.path, 'thumbnail.png', aPicture(3000))
  await fileOf(deployment, pass.path)
  await until('the events of the pass', async () =>
    (await ownerIn(deployment).events(passType, pass.serial)).length >= 3 ? true : undefined,
  )
  return pass
}

/** Everything that is stored under the name of a pass. */
const traces = async (deployment: Deployment, serial: string): Promise<readonly string[]> => {
  const owner = ownerIn(deployment)
  const [record, events, registrations, images, passes] = await Promise.all([
    owner.record(passType, serial),
    owner.events(passType, serial),
    owner.registrations(),
    owner.keys('passesBucket', `images/${passType}/${serial}/`),
    owner.keys('passesBucket', `passes/${passType}/${serial}/`),
  ])
  return [
    ...(record ? ['record'] : []),
    ...events.map(({ kind }) => `event ${JSON.stringify(kind)}`),
    ...registrations.map((item) => JSON.stringify(item)).filter((text) => text.includes(serial)),
    ...images,
    ...passes,
  ]
}

const erased = async (deployment: Deployment): Promise<void> => {
  const { serial, path } = await fullPass(deployment)
  expect((await traces(deployment, serial)).length).toBeGreaterThan(5)
  const before = countCalls(deployment, 'BuildRole', 'dynamodb:BatchWriteItem')
  expect((await deployment.api('DELETE', path)).status).toBe(204)
  // The last event, that it was erased, is removed by the build function.
  await untilMore(deployment, 'BuildRole', 'dynamodb:BatchWriteItem', before)
  await until('nothing is left', async () => ((await traces(deployment, serial)).length === 0 ? true : undefined))
  const { Items } = await ownerIn(deployment).call('dynamodb', 'Scan', {
    TableName: names.passes,
    FilterExpression: 'begins_with(pk, :kind)',
    ExpressionAttributeValues: { ':kind': { S: 'TOMBSTONE#' } },
  })
  expect(JSON.stringify(Items)).toContain('TOMBSTONE#')
  expect(JSON.stringify(Items)).not.toContain(serial)
}

const brokenOff = async (deployment: Deployment): Promise<void> => {
  const { serial } = await fullPass(deployment)
  await ownerIn(deployment).call('dynamodb', 'DeleteItem', {
    TableName: names.passes,
    Key: { pk: { S: `PASS#${passType}#${serial}` }, sk: { S: 'RECORD' } },
  })
  await until('nothing is left', async () => ((await traces(deployment, serial)).length === 0 ? true : undefined))
}

const isWaiting = (record: JsonObject | undefined): true | undefined =>
  record !== undefined && 'pendingVersion' in record ? true : undefined

/** The function that reads the queue of each lane. */
const builders = { live: 'BuildRole', rollout: 'RolloutRole' } as const

const lostMessage =
  (lane: Lane) =>
  async (deployment: Deployment): Promise<void> => {
    const owner = ownerIn(deployment)
    const { serial, path } = await aPass(deployment)
    await aDevice(deployment).register(await added(deployment, { path }))
    await until('the pass waits, and no message tells of it', async () => {
      // It waits for version 5 since long. Its message comes while the record is at another version, and is dropped.
      const dealtWith = countCalls(deployment, builders[lane], 'sqs:DeleteMessage')
      await owner.changeRecord(passType, serial, {
        version: { N: '2' },
        pendingVersion: { N: '5' },
        pendingSince: { N: '1000' },
        pendingShard: { S: pendingKey(shardOf(`PASS#${passType}#${serial}`), lane) },
      })
      await untilMore(deployment, builders[lane], 'sqs:DeleteMessage', dealtWith)
      await owner.changeRecord(passType, serial, { version: { N: '5' } })
      return isWaiting(await owner.record(passType, serial))
    })
    expect(await invokeFunction(deployment, 'schedule')).toEqual({ sent: 1 })
    await until('the pass waits no more', async () => !isWaiting(await owner.record(passType, serial)) || undefined)
    // The key of what was built begins with its version.
    expect(JSON.stringify((await owner.record(passType, serial))?.built)).toContain('/5-')
  }

/** What goes on behind the requests. */
export const background: readonly Proof[] = [
  serverProof(
    'an erased pass leaves nothing: no record, image, signed file, registration or event, and no serial number',
    erased,
  ),
  serverProof('an erasure that broke off half-way is brought to its end', brokenOff),
  serverProof('a pass whose message was lost is built at the next run of the schedule', lostMessage('live')),
  serverProof('so is one that a rollout has changed', lostMessage('rollout')),
]
