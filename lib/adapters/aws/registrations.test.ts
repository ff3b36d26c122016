import { ConditionalCheckFailedException, DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  isDeviceLibraryIdentifier,
  isPassTypeIdentifier,
  isSerialNumber,
  type SerialNumber,
} from '../../core/format/identifiers.ts'
import { issueFor } from '../../core/links/issue.ts'
import type { Device, DeviceEntry, DeviceId, Registration, Registrations } from '../../ports/registrations.ts'
import { deviceItem, deviceOfItem } from './device-item.ts'
import { type Item, StoredItemError, text } from './item.ts'
import { awsRegistrations } from './registrations.ts'

interface Request {
  readonly command: string
  /** What the client was given, as JSON. */
  readonly input: string
}

type Answer = object | Error

/** Registrations whose client answers request after request as given, then with nothing, and what it was asked. */
const answering = (...answers: readonly Answer[]) => {
  const left = [...answers]
  const requests: Request[] = []
  const client = new DynamoDBClient({ region: 'eu-central-1' })
  client.middlewareStack.add(
    (_, { commandName }) =>
      async (args) => {
        await Promise.resolve()
        requests.push({ command: String(commandName), input: JSON.stringify(args.input) })
        const answer = left.shift() ?? {}
        if (answer instanceof Error) throw answer
        return { output: answer as never, response: undefined }
      },
    { step: 'initialize' },
  )
  const registrations: Registrations = awsRegistrations({ client, name: 'registrations' })
  return { registrations, requests, commands: () => requests.map(({ command }) => command) }
}

const cancelled = (reason: { readonly Code: string; readonly Item?: Item }) =>
  new TransactionCanceledException({ $metadata: {}, message: 'no', CancellationReasons: [reason, { Code: 'None' }] })

const refusedBy = (device?: Device) =>
  cancelled({ Code: 'ConditionalCheckFailed', ...(device && { Item: deviceItem(device) }) })

const serial = (value: string): SerialNumber => {
  if (!isSerialNumber(value)) throw new TypeError('no serial number')
  return value
}

const aDeviceId = (name = 'D1'): DeviceId => {
  const type = 'pass.com.example'
  if (!(isDeviceLibraryIdentifier(name) && isPassTypeIdentifier(type))) throw new TypeError('no identifiers')
  return { deviceLibraryIdentifier: name, passTypeIdentifier: type }
}

const aDevice = (passes: readonly (readonly [string, DeviceEntry])[]): Device => ({
  ...aDeviceId(),
  ...{ epoch: 'epoch-1', seq: 5, pushToken: 'token-1', tokenRegisteredAt: 1000, notified: 4 },
  passes: new Map(passes.map(([name, entry]) => [serial(name), entry])),
})

const holding = { device: aDeviceId(), serialNumber: serial('A1'), issue: 'issue' }

const registration: Registration = { ...holding, pushToken: 'token-1', now: 2000, epoch: 'epoch-2' }

const held: readonly [string, DeviceEntry] = ['A1', { n: 5, v: 7, issue: 'issue' }]

const other: readonly [string, DeviceEntry] = ['B2', { n: 0, v: 1, issue: 'other' }]

afterEach(() => {
  vi.restoreAllMocks()
})

describe('what registrations in DynamoDB cost', () => {
  it('a new device is one transaction', async () => {
    const { registrations, commands } = answering()
    expect(await registrations.register(registration)).toMatchObject({ isNew: true, device: { epoch: 'epoch-2' } })
    expect(commands()).toEqual(['TransactWriteItemsCommand'])
  })

  it('a further pass of a device is a refused transaction, which tells of the device, and one more', async () => {
    const { registrations, commands } = answering(refusedBy(aDevice([other])))
    expect(await registrations.register(registration)).toStrictEqual({
      ...{ kind: 'registered', isNew: true, tokenChanged: false },
      device: { epoch: 'epoch-1', seq: 5, notified: 4 },
    })
    expect(commands()).toEqual(['TransactWriteItemsCommand', 'TransactWriteItemsCommand'])
  })

  it('a pass too many is a refused transaction', async () => {
    const full = aDevice(Array.from({ length: 1000 }, (_, index) => [`S${index}`, other[1]] as const))
    const { registrations, commands } = answering(refusedBy(full))
    expect(await registrations.register(registration)).toEqual({ kind: 'full' })
    expect(commands()).toHaveLength(1)
  })

  it('a mark is one update, whether it is made or not', async () => {
    const Item = deviceItem(aDevice([held]))
    const refusal = new ConditionalCheckFailedException({ $metadata: {}, message: 'no', Item })
    for (const [answer, kind] of [
      [{}, 'marked'],
      [refusal, 'same'],
    ] as const) {
      const { registrations, commands } = answering(answer)
      expect(await registrations.mark(holding, 7)).toEqual({ kind })
      expect(commands()).toEqual(['UpdateItemCommand'])
    }
  })

  it('a registration that ends is a read and a transaction, one that was never there only a read', async () => {
    const { registrations, commands } = answering({ Item: deviceItem(aDevice([held])) }, {}, { Item: undefined })
    expect(await registrations.unregister(holding)).toBe(true)
    expect(await registrations.unregister(holding)).toBe(false)
    expect(commands()).toEqual(['GetItemCommand', 'TransactWriteItemsCommand', 'GetItemCommand'])
  })

  it('a device is one consistent read', async () => {
    const { registrations, requests } = answering({ Item: deviceItem(aDevice([held, other])) })
    expect(await registrations.find(aDeviceId())).toStrictEqual(aDevice([held, other]))
    expect(requests.map(({ command, input }) => [command, input.includes('"ConsistentRead":true')])).toEqual([
      ['GetItemCommand', true],
    ])
  })

  it('the holders of a pass for a few are one consistent query, of one for many sixteen', async () => {
    const pass = { passTypeIdentifier: aDeviceId().passTypeIdentifier, serialNumber: serial('A1') }
    for (const [audience, count] of [
      ['few', 1],
      ['many', 16],
    ] as const) {
      const { registrations, requests } = answering()
      expect(await registrations.holders(pass, issueFor(audience, 'r'.repeat(16)), { limit: 10 })).toEqual({
        items: [],
      })
      expect(requests.filter(({ input }) => input.includes('"ConsistentRead":true'))).toHaveLength(count)
    }
  })
})

describe('registrations that meet in DynamoDB', () => {
  it('are tried again when transactions conflict, as often as it takes when a phone registers all of its passes', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0)
    const conflicts = Array.from({ length: 15 }, () => cancelled({ Code: 'TransactionConflict' }))
    const { registrations, commands } = answering(...conflicts)
    expect(await registrations.register(registration)).toMatchObject({ isNew: true })
    expect(commands()).toHaveLength(16)
  })

  it('are given up when the device is another one each time', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(0)
    const { registrations, commands } = answering(...Array.from({ length: 50 }, () => refusedBy(aDevice([other]))))
    await expect(registrations.register(registration)).rejects.toThrow('the device keeps changing: try again')
    expect(commands()).toHaveLength(12)
  })

  it('make a new device when the one that was there is gone meanwhile', async () => {
    const { registrations, requests } = answering(refusedBy(aDevice([other])), refusedBy())
    expect(await registrations.register(registration)).toMatchObject({ device: { epoch: 'epoch-2', seq: 0 } })
    expect(requests.map(({ input }) => input.includes('attribute_not_exists(pk)'))).toEqual([true, false, true])
  })

  it('see what others wrote meanwhile', async () => {
    const later = { ...aDevice([held]), pushToken: 'token-2', seq: 6 }
    const { registrations } = answering(refusedBy(aDevice([other])), refusedBy(later))
    expect(await registrations.register(registration)).toStrictEqual({
      ...{ kind: 'registered', isNew: false, tokenChanged: true },
      device: { epoch: 'epoch-1', seq: 6, notified: 0 },
    })
  })

  it('let a device that keeps its token keep what it has said since', async () => {
    const later = { ...aDevice([other]), tokenRegisteredAt: 1500 }
    const { registrations, requests } = answering(refusedBy(aDevice([other])), refusedBy(later))
    await registrations.register({ ...registration, now: 0, keepsToken: true })
    const updates = requests.slice(1).map(({ input }) => JSON.parse(input).TransactItems[0].Update)
    expect(updates.map(({ ConditionExpression }) => ConditionExpression)).toEqual(
      [1, 2].map(() => expect.stringContaining(' AND tokenRegisteredAt = :now')),
    )
    expect(updates.map(({ ExpressionAttributeValues }) => ExpressionAttributeValues[':now'])).toEqual([
      { N: '1000' },
      { N: '1500' },
    ])
  })

  it('leave the device when it has taken another pass meanwhile', async () => {
    const answers = [{ Item: deviceItem(aDevice([held])) }, refusedBy(aDevice([held, other]))]
    const { registrations, requests } = answering(...answers)
    expect(await registrations.unregister(holding)).toBe(true)
    expect(requests.map(({ input }) => input.includes('REMOVE passes.#serial'))).toEqual([false, false, true])
  })
})

describe('the rows of a pass for many', () => {
  it('are spread over sixteen partitions', async () => {
    const { registrations, requests } = answering()
    const issue = issueFor('many', 'r'.repeat(16))
    for (let index = 0; index < 200; index++) {
      await registrations.register({ ...registration, device: aDeviceId(`D${index}`), issue })
    }
    const partitions = requests.map(({ input }) => /PASS#[^"]+/.exec(input)?.[0])
    expect(new Set(partitions).size).toBe(16)
  })
})

describe('an item that is no device', () => {
  it.each([
    ['without an epoch', {}, 'epoch'],
    ['with another key', { pk: text('PASS#pass.com.example#A1') }, 'pk'],
    ['with a serial number that is none', { passes: { M: { 'a/b': { M: {} } } } }, 'passes'],
    ['with half an entry', { passes: { M: { A1: { M: { n: { N: '1' } } } } } }, 'v'],
  ])('%s is refused', (_, part, attribute) => {
    const { epoch: _epoch, ...rest } = deviceItem(aDevice([held]))
    const item: Item = attribute === 'epoch' ? rest : { ...deviceItem(aDevice([held])), ...part }
    expect(() => deviceOfItem(item)).toThrow(StoredItemError)
    expect(() => deviceOfItem(item)).toThrow(`no valid attribute ${attribute}:`)
  })
})
