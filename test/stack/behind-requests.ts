/** The AWS calls of what goes on behind a change of a pass. */
import { expect } from 'vitest'
import type { RecordedCall } from '../../infra/local/front/record.ts'
import { aDevice, added } from './a-device.ts'
import { aPass } from './a-pass.ts'
import { type Deployment, passType, untilSettled } from './deployment.ts'
import { type Proof, serverProof } from './proof.ts'
import { countCalls, isExtra, recordedCalls, untilMore } from './recorded.ts'
import { get, notice, put, query, update, writeMany } from './request-kind.ts'
import { tell } from './tell.ts'

/** What reading the stream and the queue takes, whether there is anything in them or not. */
const polling = new Set([
  'dynamodb:GetRecords',
  'dynamodb:GetShardIterator',
  'dynamodb:DescribeStream',
  'sqs:ReceiveMessage',
  'sqs:DeleteMessage',
])

/** Breakers and tallies, which are looked at every few seconds, however much is pushed. */
const isNowAndThen = ({ role, resource }: RecordedCall): boolean =>
  role === 'NotifyRole' && resource.includes('PassesTable')

const behindAChange = async (deployment: Deployment): Promise<void> => {
  const { path, serial } = await aPass(deployment)
  await aDevice(deployment).register(await added(deployment, { path }))
  const change = async (name: string) => {
    const before = recordedCalls(deployment).length
    const pushes = countCalls(deployment, 'NotifyRole', writeMany)
    const steps = countCalls(deployment, 'ChangesRole', writeMany)
    await deployment.api('PATCH', path, { json: { values: { name } } })
    await untilSettled(deployment, serial)
    // The change, and what was built.
    await untilMore(deployment, 'ChangesRole', writeMany, steps + 1)
    await untilMore(deployment, 'NotifyRole', writeMany, pushes)
    return recordedCalls(deployment)
      .slice(before)
      .filter((call) => !(isExtra(call) || polling.has(call.action) || isNowAndThen(call)))
  }
  await change('Grace')
  const calls = await change('Lin')
  const of = (role: string) =>
    calls
      .filter((call) => call.role === role)
      .map(({ action }) => action)
      .sort()
  expect(of('ChangesRole')).toEqual([writeMany, writeMany, notice, 'sqs:SendMessage'])
  // The record; whether anybody holds it, and who; built, marked, and no longer waiting; told.
  const [object, message] = [['s3:DeleteObject', 's3:PutObject'], 'sqs:SendMessage']
  expect(of('BuildRole')).toEqual([writeMany, get, query, query, update, update, update, ...object, message])
  // The device, that it was pushed to, and that this was told.
  expect(of('NotifyRole')).toEqual([writeMany, get, update])
}

const behindAnEvent = async (deployment: Deployment): Promise<void> => {
  const { serial } = await aPass(deployment)
  const change = async (name: string) => {
    const before = recordedCalls(deployment).length
    const taken = countCalls(deployment, 'IngestRole', 'sqs:DeleteMessage')
    await tell(deployment, { passTypeIdentifier: passType, serialNumber: serial, patch: { name } })
    await untilMore(deployment, 'IngestRole', 'sqs:DeleteMessage', taken)
    return recordedCalls(deployment)
      .slice(before)
      .filter((call) => call.role === 'IngestRole' && !(isExtra(call) || polling.has(call.action)))
      .map(({ action }) => action)
      .sort()
  }
  await change('Grace')
  // Whether it came before, the record; both are written.
  expect(await change('Lin')).toEqual([get, get, put, put])
}

/** The calls behind a change. */
export const behindRequests: readonly Proof[] = [
  serverProof('behind a change of a pass on a device: 4 of changes, 10 of build, 3 of notify', behindAChange),
  serverProof('behind an event that changes a pass: 4', behindAnEvent),
]
