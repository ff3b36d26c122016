/** What happens seldom behind the requests: lost tokens, broken certificates, work that stands still. */
import { expect } from 'vitest'
import { apnsVariables } from '../../lib/adapters/apns/settings.ts'
import { awsBreakers } from '../../lib/adapters/aws/breakers.ts'
import { awsImports } from '../../lib/adapters/aws/imports.ts'
import { issueThrowawayCertificate } from '../../lib/core/signing/throwaway.ts'
import type { BreakerName } from '../../lib/ports/breakers.ts'
import { aDevice, added, type Device } from './a-device.ts'
import { aPass } from './a-pass.ts'
import { aPushService, authorityOf, invokeNotify, owePush, passesTable } from './beside.ts'
import { type Deployment, ownerIn, passType, until } from './deployment.ts'
import { invokeFunction } from './invoke-function.ts'
import { type Proof, serverProof } from './proof.ts'
import { countCalls } from './recorded.ts'

/** A device that is owed a push nobody has made. */
const owedDevice = async (deployment: Deployment): Promise<Device> => {
  const device = aDevice(deployment)
  await device.register(await added(deployment, await aPass(deployment)))
  await owePush(deployment, device)
  return device
}

const gone = async (deployment: Deployment): Promise<void> => {
  const apns = await aPushService(deployment)
  try {
    const device = await owedDevice(deployment)
    // One that is gone may be believed where so many others are not.
    await awsBreakers(passesTable(deployment)).tally(passType, { answered: 100, gone: 0 })
    apns.answers.plan(device.pushToken, { kind: 'refuse', reason: 'Unregistered', timestamp: Date.now() + 1000 })
    await invokeNotify(deployment, device, apns)
    const rows = await ownerIn(deployment).registrations()
    expect(rows.filter((row) => JSON.stringify(row).includes(device.id))).toEqual([])
  } finally {
    await apns.stop()
  }
}

const broken = async (deployment: Deployment): Promise<void> => {
  const breakers = awsBreakers(passesTable(deployment))
  const name: BreakerName = `push ${passType}`
  const apns = await aPushService(deployment)
  try {
    const device = await owedDevice(deployment)
    const now = Date.now()
    await breakers.open({ name, reason: 'BadCertificate', since: now, probeAt: now + 3_600_000 })
    const before = countCalls(deployment, 'NotifyRole', 'sqs:SendMessage')
    await invokeNotify(deployment, device, apns)
    // What else happens in the stack may be put off meanwhile, too: the breaker is one for all.
    expect(countCalls(deployment, 'NotifyRole', 'sqs:SendMessage')).toBeGreaterThan(before)
    expect(apns.log.total()).toBe(0)
    await breakers.open({ name, reason: 'BadCertificate', since: now, probeAt: 1 })
    await invokeNotify(deployment, device, apns)
    await until('the breaker is closed', async () => ((await breakers.find(name)) ? undefined : true))
    expect(apns.log.total()).toBe(1)
  } finally {
    await breakers.close(name)
    await apns.stop()
  }
}

const day = 24 * 60 * 60 * 1000

const expiring = async (deployment: Deployment): Promise<void> => {
  const owner = ownerIn(deployment)
  const type = 'pass.com.example.passwright.coupon'
  const before = await owner.secret(`signers/${type}`)
  const now = Date.now()
  const { certificate, key, intermediate } = await issueThrowawayCertificate(authorityOf(deployment), {
    ...{ passTypeIdentifier: type, teamIdentifier: 'ABCDE12345' },
    ...{ validFrom: new Date(now - day), validTo: new Date(now + 7 * day) },
  })
  await owner.putSecret(`signers/${type}`, JSON.stringify({ certificate, key, intermediate }))
  const apns = await aPushService(deployment)
  const look = () =>
    invokeFunction(deployment, 'schedule', {
      event: { task: 'certificates' },
      variables: { [apnsVariables.origin]: apns.origin, [apnsVariables.roots]: apns.roots },
    })
  const answers = [await look(), await look()]
  await owner.putSecret(`signers/${type}`, before)
  await apns.stop()
  // Another process, which knows by what is stored alone that it was told.
  expect(answers).toEqual([{ sent: 1 }, { sent: 0 }])
  expect(apns.log.connections()).toBeGreaterThan(0)
  expect(apns.log.total()).toBe(0)
}

const stuckImport = async (deployment: Deployment): Promise<void> => {
  await aPass(deployment)
  const imports = awsImports(passesTable(deployment))
  const { json } = await deployment.api('POST', '/imports', { json: { bytes: 10, format: 'csv', template: 'card' } })
  const work = await imports.get(json.id)
  if (!work) throw new Error('there is no such import')
  // Somebody has begun with it, and it stands still since; its file is gone.
  expect(await imports.save({ ...work, step: work.step + 1, status: 'running', updatedAt: 1 })).toBe(true)
  expect(await invokeFunction(deployment, 'schedule')).toEqual({ sent: 1 })
  const ended = await until('the import has ended', async () => {
    const { json: now } = await deployment.api('GET', `/imports/${json.id}`)
    return now.status === 'running' ? undefined : now
  })
  expect([ended.status, ended.failure?.code]).toEqual(['failed', 'import/file-missing'])
}

/** What happens seldom. */
export const seldom: readonly Proof[] = [
  serverProof('a device whose push token is gone is removed', gone),
  serverProof('what cannot be pushed waits in the queue, and is pushed when it is mended', broken),
  serverProof('a certificate that is about to expire is told of once, and the push service is tried', expiring),
  serverProof('an import that stands still is gone on with, and fails if its file is gone', stuckImport),
]
