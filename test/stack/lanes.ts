/** What the two functions that build passes do when something is wrong, or something else more urgent. */
import { expect } from 'vitest'
import { awsBreakers } from '../../lib/adapters/aws/breakers.ts'
import { buildMessageText } from '../../lib/adapters/aws/build-message.ts'
import { pendingKey, shardOf } from '../../lib/adapters/aws/shards.ts'
import { isPassTypeIdentifier, isSerialNumber } from '../../lib/core/format/identifiers.ts'
import { isObject } from '../../lib/core/format/json.ts'
import type { BreakerName } from '../../lib/ports/breakers.ts'
import { aDevice, added } from './a-device.ts'
import { aPass, pathOf, putImage } from './a-pass.ts'
import { aPicture } from './archives.ts'
import { passesTable } from './beside.ts'
import { type Deployment, ownerIn, passType, untilSettled } from './deployment.ts'
import { invokeFunction } from './invoke-function.ts'
import { names } from './owner.ts'
import { type Proof, serverProof } from './proof.ts'
import { countCalls } from './recorded.ts'

/** A function, its role, and what is said of it. */
interface Builder {
  readonly name: 'build' | 'rollout'
  readonly role: 'BuildRole' | 'RolloutRole'
}

const builders: readonly Builder[] = [
  { name: 'build', role: 'BuildRole' },
  { name: 'rollout', role: 'RolloutRole' },
]

/** A pass on a device, at a version that nobody has built, and of which no message tells. */
const unbuilt = async (deployment: Deployment): Promise<string> => {
  const { path, serial } = await aPass(deployment)
  await aDevice(deployment).register(await added(deployment, { path }))
  await ownerIn(deployment).changeRecord(passType, serial, { version: { N: '5' } })
  return serial
}

/** Has a new instance of the function build the pass. */
const buildWith = async (deployment: Deployment, name: Builder['name'], serialNumber: string): Promise<unknown> => {
  if (!(isPassTypeIdentifier(passType) && isSerialNumber(serialNumber))) throw new Error('no pass')
  const pass = { passTypeIdentifier: passType, serialNumber }
  const body = buildMessageText({ kind: 'build', pass, version: 5 })
  return await invokeFunction(deployment, name, { event: { Records: [{ messageId: 'm', body }] } })
}

const builtVersion = async (deployment: Deployment, serial: string): Promise<string> =>
  JSON.stringify((await ownerIn(deployment).record(passType, serial))?.built)

const taken = { batchItemFailures: [] }

const mended =
  ({ name }: Builder) =>
  async (deployment: Deployment): Promise<void> => {
    const breakers = awsBreakers(passesTable(deployment))
    const breaker: BreakerName = `sign ${passType}`
    const serial = await unbuilt(deployment)
    await breakers.open({ name: breaker, reason: 'signer/missing', since: 1, probeAt: 1 })
    expect(await buildWith(deployment, name, serial)).toEqual(taken)
    expect(await builtVersion(deployment, serial)).toContain('/5-')
    expect(await breakers.find(breaker)).toBeUndefined()
  }

const unbuildable =
  ({ name, role }: Builder) =>
  async (deployment: Deployment): Promise<void> => {
    const owner = ownerIn(deployment)
    const serial = await unbuilt(deployment)
    await putImage(deployment, pathOf(serial), 'logo.png', aPicture(1000))
    await untilSettled(deployment, serial)
    await owner.changeRecord(passType, serial, { version: { N: '5' } })
    for (const key of await owner.keys('passesBucket', `images/${passType}/${serial}/`)) {
      await owner.removeObject('passesBucket', key)
    }
    const notices = countCalls(deployment, role, 'events:PutEvents')
    expect(await buildWith(deployment, name, serial)).toEqual(taken)
    expect(countCalls(deployment, role, 'events:PutEvents')).toBe(notices + 1)
    expect(JSON.stringify(await owner.events(passType, serial))).toContain('pass/image-not-found')
  }

const givesWay = async (deployment: Deployment): Promise<void> => {
  const owner = ownerIn(deployment)
  const [urgent, serial] = [await unbuilt(deployment), await unbuilt(deployment)]
  await owner.changeRecord(passType, urgent, {
    pendingVersion: { N: '9' },
    pendingSince: { N: String(Date.now() - 60_000) },
    pendingShard: { S: pendingKey(shardOf(`PASS#${passType}#${urgent}`)) },
  })
  const sent = countCalls(deployment, 'RolloutRole', 'sqs:SendMessage')
  expect(await buildWith(deployment, 'rollout', serial)).toEqual(taken)
  expect(countCalls(deployment, 'RolloutRole', 'sqs:SendMessage')).toBe(sent + 1)
  expect(await builtVersion(deployment, serial)).not.toContain('/5-')
  await owner.call('dynamodb', 'UpdateItem', {
    TableName: names.passes,
    Key: { pk: { S: `PASS#${passType}#${urgent}` }, sk: { S: 'RECORD' } },
    UpdateExpression: 'REMOVE pendingVersion, pendingSince, pendingShard',
  })
}

/** Leaves behind a row that says that a device holds a pass, which is not there any more. */
const staleRow = async (deployment: Deployment, serial: string): Promise<string> => {
  const owner = ownerIn(deployment)
  const rows = await owner.registrations()
  const row = rows.find(({ pk }) => isObject(pk) && String(pk.S).startsWith(`PASS#${passType}#${serial}#`))
  if (!row) throw new Error('nobody holds the pass')
  const key = `DEVICE#${'cd'.repeat(16)}`
  const Item = { ...row, sk: { S: key }, epoch: { S: 'gone' } }
  await owner.call('dynamodb', 'PutItem', { TableName: names.registrations, Item })
  return key
}

const swept =
  ({ name }: Builder) =>
  async (deployment: Deployment): Promise<void> => {
    const serial = await unbuilt(deployment)
    const key = await staleRow(deployment, serial)
    expect(await buildWith(deployment, name, serial)).toEqual(taken)
    const rows = await ownerIn(deployment).registrations()
    expect(rows.filter((row) => JSON.stringify(row).includes(key))).toEqual([])
  }

/** What is true of both functions, and of the one that gives way. */
export const lanes: readonly Proof[] = [
  ...builders.flatMap((builder) => [
    serverProof(`${builder.name} closes the breaker of a signer that works again`, mended(builder)),
    serverProof(`${builder.name} puts aside what cannot be built, and tells of it`, unbuildable(builder)),
    serverProof(`${builder.name} removes what a device that is gone has left behind`, swept(builder)),
  ]),
  serverProof('rollout gives way to changes that wait', givesWay),
]
