import { describe, expect, it } from 'vitest'
import { utf8 } from '../../core/bytes.ts'
import { isDeviceLibraryIdentifier, isPassTypeIdentifier, isSerialNumber } from '../../core/format/identifiers.ts'
import { UnavailableError } from '../../ports/errors.ts'
import type { BuildMessage } from '../../ports/queues.ts'
import type { PassId, PassRecord } from '../../ports/records.ts'
import type { DeviceId } from '../../ports/registrations.ts'
import { memoryPorts } from './ports.ts'
import type { StoredChange } from './records.ts'

const pass = (serial = 'A1'): PassId => {
  const type = 'pass.com.example.memory'
  if (!(isPassTypeIdentifier(type) && isSerialNumber(serial))) throw new TypeError('identifiers')
  return { passTypeIdentifier: type, serialNumber: serial }
}

const deviceOf = (text: string): DeviceId['deviceLibraryIdentifier'] => {
  if (!isDeviceLibraryIdentifier(text)) throw new TypeError('identifier')
  return text
}

const record = (parts: Partial<PassRecord> = {}): PassRecord => ({
  ...pass(),
  template: { name: 'card', version: 1 },
  values: { gate: 'B12' },
  images: {},
  voided: false,
  revision: 1,
  version: 1,
  contentHash: '00',
  lastModified: 1,
  token: { keyId: '1', issue: 'issue' },
  hasRandomSerial: false,
  createdAt: 1,
  updatedAt: 1,
  writeId: 'first',
  ...parts,
})

const built = { version: 1, key: 'key', bytes: 1, signer: 'signer', lastModified: 1 }

describe('the stream of a world in memory', () => {
  it('tells of each change of a record, in order: created, changed, built, erased', async () => {
    const { records, onChanges, settled } = memoryPorts()
    const changes: StoredChange[] = []
    onChanges((batch) => {
      changes.push(...batch)
      return Promise.resolve()
    })
    const [first, second] = [record(), record({ revision: 2, writeId: 'second' })]
    await records.write({ record: first, replaces: 'absent', now: 1 })
    await records.write({ record: second, replaces: 1, now: 1 })
    await records.setBuilt(record(), built)
    await records.erase({ pass: pass(), revision: 2, tombstone: '1.mac', erasedAt: 1 })
    await settled()
    expect(changes).toEqual([
      { after: first },
      { before: first, after: second },
      { before: second, after: { ...second, built } },
      { before: { ...second, built } },
    ])
  })

  it('tells nothing of what was refused, or was in place already', async () => {
    const { records, onChanges, settled } = memoryPorts()
    await records.write({ record: record(), replaces: 'absent', now: 1 })
    const changes: StoredChange[] = []
    onChanges((batch) => {
      changes.push(...batch)
      return Promise.resolve()
    })
    await records.write({ record: record(), replaces: 'absent', now: 1 })
    await records.write({ record: record({ writeId: 'other' }), replaces: 'absent', now: 1 })
    await records.setBuilt(record(), { ...built, version: 2 })
    await records.erase({ pass: pass(), revision: 2, tombstone: '1.mac', erasedAt: 1 })
    await settled()
    expect(changes).toEqual([])
  })

  it('is settled when what came of the changes is done too', async () => {
    const { records, queues, onChanges, onBuilds, settled } = memoryPorts()
    const done: BuildMessage[] = []
    onChanges((changes) =>
      queues.sendBuilds(
        changes.flatMap(({ after }) => (after?.built ? [] : { kind: 'build', pass: pass(), version: 1 })),
      ),
    )
    onBuilds(async (message) => {
      await records.setBuilt({ ...message.pass, createdAt: record().createdAt }, built)
      done.push(message)
    })
    await records.write({ record: record(), replaces: 'absent', now: 1 })
    await settled()
    expect(done).toEqual([{ kind: 'build', pass: pass(), version: 1 }])
    expect((await records.get(pass()))?.built).toEqual(built)
  })

  it('says which listener failed, and whether it was the last attempt', async () => {
    const failures: string[] = []
    const { queues, onBuilds, settled } = memoryPorts({
      failed: ({ listener, givenUp }) => failures.push(`${listener} ${givenUp}`),
    })
    onBuilds(() => Promise.reject(new RangeError('broken')))
    await queues.sendBuilds([{ kind: 'build', pass: pass(), version: 1 }])
    await settled()
    expect(failures).toEqual(['builds false', 'builds false', 'builds false', 'builds false', 'builds true'])
  })

  it('is silent when it is closed', async () => {
    const { queues, onBuilds, close, settled } = memoryPorts()
    let calls = 0
    onBuilds(() => {
      calls++
      return Promise.resolve()
    })
    await close()
    await queues.sendBuilds([{ kind: 'build', pass: pass(), version: 1 }])
    await settled()
    expect(calls).toBe(0)
  })
})

describe('uploads to a world in memory', () => {
  const grant = { bytes: 3, contentType: 'application/zip', expiresIn: 60 }

  it('without an address there is nowhere to upload to', async () => {
    await expect(memoryPorts().assets.presignUpload('uploads', 'a.zip', grant)).rejects.toThrow(UnavailableError)
  })

  it('an upload is sent to the address that was given, with the content type of the file', async () => {
    const { assets } = memoryPorts({ uploadUrl: (place) => `http://127.0.0.1:4100/${place}` })
    expect(await assets.presignUpload('uploads', 'a.zip', grant)).toEqual({
      method: 'PUT',
      url: 'http://127.0.0.1:4100/uploads/a.zip',
      headers: { 'content-type': 'application/zip' },
    })
  })

  it('exactly as many bytes are taken as were presigned, until the time is over, and only for that place', async () => {
    let time = 0
    const { assets, receiveUpload } = memoryPorts({ clock: { now: () => time }, uploadUrl: (place) => place })
    await assets.presignUpload('uploads', 'a.zip', grant)
    expect(await receiveUpload('uploads/b.zip', utf8('abc'))).toBe('refused')
    expect(await receiveUpload('imports/a.zip', utf8('abc'))).toBe('refused')
    expect(await receiveUpload('uploads/a.zip', utf8('ab'))).toBe('refused')
    expect(await receiveUpload('uploads/a.zip', utf8('abcd'))).toBe('refused')
    time = 59_999
    expect(await receiveUpload('uploads/a.zip', utf8('abc'))).toBe('stored')
    time = 60_000
    expect(await receiveUpload('uploads/a.zip', utf8('xyz'))).toBe('refused')
    expect(await assets.get('uploads', 'a.zip', { maxBytes: 10 })).toEqual(utf8('abc'))
  })
})

describe('downloads from a world in memory', () => {
  const grant = { fileName: 'passes.pkpasses', expiresIn: 60 }
  const type = { contentType: 'application/vnd.apple.pkpasses' }

  it('without an address there is nowhere to get them', async () => {
    await expect(memoryPorts().assets.presignDownload('bundles', 'a.pkpasses', grant)).rejects.toThrow(UnavailableError)
  })

  it('what was presigned is sent until the time is over, and nothing else', async () => {
    let time = 0
    const { assets, sendDownload } = memoryPorts({
      clock: { now: () => time },
      downloadUrl: (place) => `http://x/${place}`,
    })
    await assets.put('bundles', 'a.pkpasses', utf8('abc'), type)
    await assets.put('bundles', 'b.pkpasses', utf8('xyz'), type)
    expect(await assets.presignDownload('bundles', 'a.pkpasses', grant)).toBe('http://x/bundles/a.pkpasses')
    expect(await sendDownload('bundles/b.pkpasses')).toBeUndefined()
    time = 59_999
    expect(await sendDownload('bundles/a.pkpasses')).toEqual({
      bytes: utf8('abc'),
      fileName: 'passes.pkpasses',
      ...type,
    })
    time = 60_000
    expect(await sendDownload('bundles/a.pkpasses')).toBeUndefined()
  })
})

describe('the queue of notifications of a world in memory', () => {
  it('brings each device that is owed a push, and what waited before anybody listened', async () => {
    const { queues, onNotifications, settled } = memoryPorts()
    const device = { deviceLibraryIdentifier: deviceOf('D1'), passTypeIdentifier: pass().passTypeIdentifier }
    await queues.sendNotifications([device, device])
    const brought: DeviceId[] = []
    onNotifications((each) => {
      brought.push(each)
      return Promise.resolve()
    })
    await settled()
    expect(brought).toEqual([device, device])
  })
})

describe('the metrics of a world in memory', () => {
  it('add up, each name with its dimensions', () => {
    const { metrics, counts } = memoryPorts()
    metrics.count('DeviceLogLines', { cause: 'unknown', known: 'no' })
    metrics.count('DeviceLogLines', { known: 'no', cause: 'unknown' }, 2)
    metrics.count('DeviceLogLines', { cause: 'tag' })
    expect(counts()).toEqual([
      { name: 'DeviceLogLines', dimensions: { cause: 'unknown', known: 'no' }, count: 3 },
      { name: 'DeviceLogLines', dimensions: { cause: 'tag' }, count: 1 },
    ])
  })
})

describe('what a world in memory is made of', () => {
  it('each world has keys of its own for tokens and for personal data, of 32 bytes', async () => {
    const rings = await Promise.all(
      [memoryPorts(), memoryPorts()].flatMap(({ secrets }) => [secrets.keyRing(), secrets.personalDataKeys()]),
    )
    const keys = rings.map(({ current, keys }) => keys.get(current))
    expect(keys.map((key) => key?.length)).toEqual([32, 32, 32, 32])
    expect(new Set(keys.map(String)).size).toBe(4)
  })

  it('the key rings, the clock and the chance may be given', async () => {
    const keyRing = { current: '3', keys: new Map([['3', new Uint8Array(32).fill(3)]]) }
    const clock = { now: () => 7 }
    const random = { bytes: (length: number) => new Uint8Array(length) }
    const personalDataKeys = { current: '4', keys: new Map([['4', new Uint8Array(32).fill(4)]]) }
    const ports = memoryPorts({ keyRing, personalDataKeys, clock, random })
    expect(await ports.secrets.keyRing()).toEqual(keyRing)
    expect(await ports.secrets.personalDataKeys()).toEqual(personalDataKeys)
    expect(ports.clock).toBe(clock)
    expect(ports.random).toBe(random)
  })
})
