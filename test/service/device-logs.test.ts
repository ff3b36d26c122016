import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memoryEvents } from '../../lib/adapters/memory/events.ts'
import { memoryMetrics } from '../../lib/adapters/memory/metrics.ts'
import { memoryRegistrations } from '../../lib/adapters/memory/registrations.ts'
import type { DeviceLibraryIdentifier, PassTypeIdentifier, SerialNumber } from '../../lib/core/format/identifiers.ts'
import { issueFor } from '../../lib/core/links/issue.ts'
import { complaints, failed, taskErrors } from '../../lib/device/wallet/log-lines.ts'
import { UnavailableError } from '../../lib/ports/errors.ts'
import type { PassEvent } from '../../lib/ports/events.ts'
import { deviceLogCauses } from '../../lib/service/device-logs/causes.ts'
import { type LogPorts, makeLog } from '../../lib/service/device-logs/log.ts'
import { parseDeviceLog } from '../../lib/service/device-logs/parse.ts'

const type = 'pass.com.example.card' as PassTypeIdentifier
const phone = '0123456789abcdef0123456789abcdef'
const watch = 'fedcba9876543210fedcba9876543210'
const url = 'https://passes.example.com/wallet'
const at = '[2026-11-21 12:34:56 +0100]'

const of = (device: string, serial: string) => `for device ${device}, pass type ${type}, serial number ${serial}`
const registerLine = (device: string, serial: string, complaint = 'Authentication failure') =>
  `${at} Register task (${of(device, serial)}; with web service url ${url}) encountered error: ${complaint}`
const listLine = (device: string, complaint = 'Unexpected response code 401', tag = '(null)') =>
  `${at} Get serial #s task (for device ${device}, pass type ${type}, last updated ${tag}; with web service url ${url}) encountered error: ${complaint}`
const fetchLine = (serial: string, complaint = 'The request timed out.', since = '(null)') =>
  `${at} Get pass task (pass type ${type}, serial number ${serial}, if-modified-since ${since}; with web service url ${url}) encountered error: ${complaint}`
const serviceLine = (complaint: string) => `${at} Web service error for ${type} (${url}): ${complaint}`

const fetchTask = `Get pass task (pass type ${type}, serial number A-1, if-modified-since (null); with web service url ${url})`

const few = issueFor('few', 'AAECAwQFBgcICQoL')
const many = issueFor('many', 'AAECAwQFBgcICQoL')

/** 2026-11-21, some minutes after noon. */
const now = Date.UTC(2026, 10, 21, 12, 34, 56)

interface Held {
  readonly device?: string
  readonly serials: readonly string[]
  readonly issue?: string
}

const aStore = async (held: readonly Held[], ports: Partial<LogPorts> = {}) => {
  const registrations = memoryRegistrations()
  for (const { device = phone, serials, issue = few } of held) {
    const id = { deviceLibraryIdentifier: device as DeviceLibraryIdentifier, passTypeIdentifier: type }
    for (const serial of serials) {
      const serialNumber = serial as SerialNumber
      await registrations.register({ device: id, serialNumber, issue, pushToken: 'ab'.repeat(32), now, epoch: 'e' })
    }
  }
  const time = { now }
  const events = memoryEvents()
  const { metrics, counts } = memoryMetrics()
  const finds: string[] = []
  const watched = {
    find: (id: Parameters<typeof registrations.find>[0]) => {
      finds.push(id.deviceLibraryIdentifier)
      return registrations.find(id)
    },
  }
  const log = makeLog({ registrations: watched, events, metrics, clock: { now: () => time.now }, ...ports })
  const eventsOf = async (serial: string): Promise<readonly PassEvent[]> =>
    (await events.list({ passTypeIdentifier: type, serialNumber: serial as SerialNumber }, { limit: 50 })).items
  return { log, eventsOf, counts, finds, time }
}

describe('a log line', () => {
  it.each([
    ['list-demands-token', listLine(phone)],
    ['list-demands-token', listLine(phone, 'Authentication failure', '1.abc.7')],
    ['register-unauthorized', registerLine(phone, 'A-1')],
    ['unregister-unauthorized', registerLine(phone, 'A-1').replace('Register', 'Unregister')],
    ['fetch-unauthorized', fetchLine('A-1', 'Authentication failure', 'Sat, 21 Nov 2026 11:00:00 GMT')],
    ['personalize-unauthorized', fetchLine('A-1', 'Unexpected response code 403').replace('Get pass', 'Personalize')],
    ['token-signature-refused', fetchLine('A-1', 'Invalid signature.').replace('Get pass', 'Personalize pass')],
    ['server-failed', registerLine(phone, 'A-1', 'Unexpected response code 500').replace('Register', 'Unregister')],
    ['server-failed', fetchLine('A-1', 'Unexpected response code 503')],
    ['endpoint-missing', listLine(phone, 'Unexpected response code 404')],
    ['response-unexpected', fetchLine('A-1', 'Unexpected response code 302')],
    [
      'tag-unchanged',
      serviceLine(
        "Response to 'What changed?' request included 3 serial numbers but the lastUpdated tag (17) remained the same.",
      ),
    ],
    ['pass-unchanged', serviceLine("Server requested update to serial number 'A-1', but the pass was unchanged.")],
    [
      'condition-ignored',
      serviceLine(
        "Server ignored the 'if-modified-since' header (Sat, 21 Nov 2026 11:00:00 GMT) and returned the full unchanged pass data for serial number 'A-1'.",
      ),
    ],
    [
      'last-modified-missing',
      serviceLine(
        "Server returned the pass data for serial number 'A-1' but did not provide a 'last-modified' header.",
      ),
    ],
    ['serial-number-not-registered', serviceLine('Update requested for unregistered serial number A-1')],
    [
      'pass-unreadable',
      fetchLine('A-1', 'Received invalid pass data (The pass cannot be read because it isn’t valid.)'),
    ],
    ['response-malformed', listLine(phone, 'Server response was malformed (Missing response data)')],
    ['connection-failed', fetchLine('A-1')],
    ['connection-failed', listLine(phone, 'The Internet connection appears to be offline.')],
    ['connection-failed', listLine(phone, 'A server with the specified hostname could not be found.')],
    [
      'connection-insecure',
      listLine(phone, 'An SSL error has occurred and a secure connection to the server cannot be made.'),
    ],
    ['unknown', fetchLine('A-1', 'Lorem ipsum')],
    ['unknown', ''],
  ])('is known as %s: %s', (cause, line) => {
    expect(parseDeviceLog(line).cause).toBe(cause)
  })

  it('of the simulated Wallet is known, whatever it complains of', () => {
    const lines = [
      ...Object.values(complaints).map((complaint) => serviceLine(complaint('7' as never, 'A-1' as never))),
      ...[taskErrors.invalidPass, taskErrors.malformed].map((error) => failed(fetchTask, error)),
      failed(fetchTask.replace('Get pass', 'Personalize'), taskErrors.invalidSignature),
    ]
    expect(lines.map((line) => parseDeviceLog(line).cause)).not.toContain('unknown')
  })

  it('tells task, device, pass type and serial number', () => {
    expect(parseDeviceLog(registerLine(phone, 'A-1.b~c_d'))).toEqual({
      cause: 'register-unauthorized',
      level: 'error',
      task: 'register',
      deviceLibraryIdentifier: phone,
      passTypeIdentifier: type,
      serialNumber: 'A-1.b~c_d',
      message: 'Authentication failure',
    })
  })

  it.each([
    [
      `${at} REGISTER Task ( Device: "${phone}"; Pass Type: '${type}'; Serial Number: “A-1” ) encountered an error. Authentication Failure`,
    ],
    [`Passbook error ${registerLine(phone, 'A-1')}`],
    [
      `Registering with device library identifier ${phone} of pass type identifier ${type}, serial number: A-1, failed: Authentication failure`,
    ],
  ])('is understood in other words, too: %s', (line) => {
    expect(parseDeviceLog(line)).toMatchObject({
      cause: 'register-unauthorized',
      deviceLibraryIdentifier: phone,
      passTypeIdentifier: type,
      serialNumber: 'A-1',
    })
  })

  it('may be a warning', () => {
    expect(parseDeviceLog(listLine(phone).replace('error', 'warning')).level).toBe('warning')
    expect(parseDeviceLog(serviceLine('x').replace('error', 'warning')).level).toBe('warning')
    expect(parseDeviceLog(listLine(phone, 'a warning')).level).toBe('error')
  })

  it('takes a full stop behind a serial number for the end of the sentence', () => {
    expect(parseDeviceLog(serviceLine('Update requested for unregistered serial number A-1.')).serialNumber).toBe('A-1')
  })

  it('names no serial number that only begins like one of ours', () => {
    expect(
      parseDeviceLog(serviceLine("update to serial number 'A/1', but the pass was unchanged")).serialNumber,
    ).toBeUndefined()
    expect(parseDeviceLog(serviceLine('included 3 serial numbers but')).serialNumber).toBeUndefined()
  })

  it('is about what the device did, whatever the address looks like', () => {
    const line = fetchLine('A-1', 'Authentication failure').replace(url, 'https://x.example/unregister/personalize')
    expect(parseDeviceLog(line).task).toBe('fetch')
  })

  it('keeps a short message without addresses, tokens and whatever else is no plain word', () => {
    const secrets = [
      phone,
      'ab'.repeat(32),
      '1.AAECAwQFBgcICQoL.j9ivSi',
      'vxwxd7J8AlNNFPS8k0a0FfUFtq0ewzFdc',
      'ada@example.com',
    ]
    const line = listLine(
      phone,
      `no luck with ${url}?passesUpdatedSince=7 ${secrets.join(' ')} x=1 \u001b[31m '${phone}'.`,
    )
    const { message = '' } = parseDeviceLog(line)
    expect(message).toBe('no luck with … … … … … … … … …')
  })

  it('keeps no short device identifier either', () => {
    expect(parseDeviceLog('for device abc: no entry for abc today').message).not.toContain('abc')
  })

  it('keeps at most 200 characters', () => {
    expect(parseDeviceLog(listLine(phone, 'word '.repeat(300))).message).toHaveLength(200)
  })

  const words = fc.constantFrom(
    'Register task (',
    'for device ',
    phone,
    ' pass type ',
    type,
    ' serial number ',
    "'",
    'A-1',
    ' encountered error: ',
    'Web service error for ',
    '(',
    ')',
    ' ',
    ',',
    ' '.repeat(30),
    'pass.',
    'x'.repeat(40),
  )

  it.each<[string, fc.Arbitrary<string>]>([
    ['any text', fc.string({ unit: 'binary', maxLength: 3000 })],
    ['any words of such lines', fc.array(words, { maxLength: 200 }).map((parts) => parts.join(''))],
  ])('never makes the reader throw, nor tells more than it may: %s', (_, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        const { cause, message = '' } = parseDeviceLog(text)
        expect(deviceLogCauses).toHaveProperty(cause)
        expect(message.length).toBeLessThanOrEqual(200)
        expect(message).not.toContain(phone)
      }),
    )
  })

  it.each([
    'device ',
    'serial number ',
    ' pass.',
    'web service error for ',
    '!',
    ' ',
    'encountered error ',
    '(',
    'last-modified',
    'x.',
    "'“‘",
  ])('is read in a time that does not grow with the square of its length: %s…', (unit) => {
    const line = unit.repeat(500_000 / unit.length)
    const begun = performance.now()
    for (let count = 0; count < 20; count++) parseDeviceLog(line)
    expect(performance.now() - begun).toBeLessThan(1000)
  })
})

describe('the causes', () => {
  it.each(Object.entries(deviceLogCauses))('say of %s what it means and what to do', (_, { what, remedy }) => {
    expect(what).toMatch(/^[A-Z].*\.$/)
    expect(remedy).toMatch(/^[a-z].*[^.]$/)
  })
})

describe('what devices log', () => {
  it('is on the timeline of the pass that the device holds, with cause and remedy', async () => {
    const { log, eventsOf } = await aStore([{ serials: ['A-1'] }])
    await log([registerLine(phone, 'A-1')])
    expect(await eventsOf('A-1')).toEqual([
      {
        pass: { passTypeIdentifier: type, serialNumber: 'A-1' },
        at: Date.UTC(2026, 10, 21, 12),
        key: expect.stringMatching(/^device-log-register-unauthorized-[0-9a-f]{16}$/),
        kind: 'device-log',
        detail: {
          cause: 'register-unauthorized',
          what: 'A device was not allowed to register the pass: it holds another authentication token than the record.',
          remedy:
            'look whether the pass was erased and issued anew, or comes from a system that it was not adopted from',
          level: 'error',
          message: 'Authentication failure',
        },
      },
    ])
  })

  it('is dropped for a device that does not hold the pass, but counted', async () => {
    const { log, eventsOf, counts } = await aStore([{ serials: ['A-1'] }, { device: watch, serials: ['A-2'] }])
    await log([registerLine(watch, 'A-1'), registerLine('stranger', 'A-1')])
    expect(await eventsOf('A-1')).toEqual([])
    expect(counts()).toEqual([{ name: 'DeviceLogLines', dimensions: { cause: 'register-unauthorized' }, count: 2 }])
  })

  it('is dropped for a pass of another type', async () => {
    const { log, eventsOf } = await aStore([{ serials: ['A-1'] }])
    await log([registerLine(phone, 'A-1').replace(type, 'pass.com.example.other')])
    expect(await eventsOf('A-1')).toEqual([])
  })

  it('without a serial number is told to each pass of the type that the device holds, to ten at most', async () => {
    const serials = Array.from({ length: 12 }, (_, index) => `A-${index}`)
    const { log, eventsOf } = await aStore([{ serials }])
    await log([listLine(phone)])
    const told = await Promise.all(serials.map(async (serial) => (await eventsOf(serial)).length))
    expect(told.reduce((sum, count) => sum + count)).toBe(10)
    expect(await eventsOf('A-0')).toMatchObject([{ detail: { cause: 'list-demands-token' } }])
  })

  it('without a device is told only if another line names a device that holds the pass', async () => {
    const { log, eventsOf } = await aStore([{ serials: ['A-1'] }, { device: watch, serials: ['A-2'] }])
    await log([fetchLine('A-1'), registerLine(watch, 'A-2')])
    expect(await eventsOf('A-1')).toEqual([])
    await log([fetchLine('A-1'), listLine(phone)])
    expect((await eventsOf('A-1')).map(({ detail }) => detail.cause).sort()).toEqual([
      'connection-failed',
      'list-demands-token',
    ])
  })

  it('without a device is about the one that holds the pass, whichever is named first', async () => {
    const { log, eventsOf } = await aStore([{ serials: ['A-1'] }, { device: watch, serials: ['A-2'] }])
    await log([listLine(phone), listLine(watch), fetchLine('A-2')])
    expect((await eventsOf('A-2')).map(({ detail }) => detail.cause)).toContain('connection-failed')
  })

  it('without device and serial number is told to the passes of a device that another line names', async () => {
    const { log, eventsOf } = await aStore([{ serials: ['A-1'] }])
    await log([
      serviceLine('the lastUpdated tag (17) remained the same.'),
      listLine(phone, 'Unexpected response code 500'),
    ])
    expect((await eventsOf('A-1')).map(({ detail }) => detail.cause)).toContain('tag-unchanged')
  })

  it('of the same cause and device is one event an hour', async () => {
    const { log, eventsOf, time } = await aStore([{ serials: ['A-1'] }])
    await log([registerLine(phone, 'A-1')])
    time.now += 25 * 60 * 1000
    await log([registerLine(phone, 'A-1')])
    expect(await eventsOf('A-1')).toHaveLength(1)
    time.now += 60 * 1000
    await log([registerLine(phone, 'A-1')])
    expect(await eventsOf('A-1')).toHaveLength(2)
  })

  it('of different causes or devices are different events', async () => {
    const { log, eventsOf } = await aStore([{ serials: ['A-1'] }, { device: watch, serials: ['A-1'] }])
    await log([registerLine(phone, 'A-1'), registerLine(watch, 'A-1'), registerLine(phone, 'A-1', 'Lorem')])
    expect(await eventsOf('A-1')).toHaveLength(3)
  })

  it('says how many lines of a request were alike', async () => {
    const { log, eventsOf } = await aStore([{ serials: ['A-1'] }])
    await log(Array.from({ length: 7 }, () => registerLine(phone, 'A-1')))
    expect(await eventsOf('A-1')).toMatchObject([{ detail: { count: 7 } }])
  })

  it('of a pass for many is counted, and on no timeline', async () => {
    const { log, eventsOf, counts } = await aStore([{ serials: ['A-1'], issue: many }])
    await log([registerLine(phone, 'A-1'), listLine(phone)])
    expect(await eventsOf('A-1')).toEqual([])
    expect(counts().map(({ count }) => count)).toEqual([1, 1])
  })

  it('has each device looked for once, and five of them at most', async () => {
    const { log, finds } = await aStore([])
    const devices = Array.from({ length: 9 }, (_, index) => `device-${index}`)
    await log([...devices, ...devices].map((device) => registerLine(device, 'A-1')))
    expect(finds).toEqual(['device-0', 'device-1', 'device-2', 'device-3', 'device-4'])
  })

  it('tells of 50 events at most', async () => {
    const serials = Array.from({ length: 80 }, (_, index) => `A-${index}`)
    const { log, eventsOf } = await aStore([{ serials }])
    await log(serials.map((serial) => registerLine(phone, serial)))
    const told = await Promise.all(serials.map(async (serial) => (await eventsOf(serial)).length))
    expect(told.reduce((sum, count) => sum + count)).toBe(50)
  })

  it('reads nothing for lines that name no device', async () => {
    const { log, finds } = await aStore([])
    await log([fetchLine('A-1'), serviceLine('x'), '', 'for device x'])
    expect(finds).toEqual([])
  })

  it('tells a timeline neither the device nor anything that opens a pass', async () => {
    const { log, eventsOf } = await aStore([{ serials: ['A-1'] }])
    const token = '1.AAECAwQFBgcICQoL.j9ivSi-IBgRJC8pMIkWF7lx-5SNAjSXngG3AJubhm3A'
    await log([registerLine(phone, 'A-1', `failure (ApplePass ${token}) ${url}?q=1 for ${phone}`)])
    const told = JSON.stringify(await eventsOf('A-1'))
    for (const secret of [phone, token, 'https:', '?q']) expect(told).not.toContain(secret)
  })

  it.each<[string, Partial<LogPorts>]>([
    ['registrations', { registrations: { find: () => Promise.reject(new UnavailableError('no')) } }],
    ['events', { events: { append: () => Promise.reject(new UnavailableError('no')) } }],
  ])('fails no request when the store of %s does; that is counted', async (store, ports) => {
    const { log, counts } = await aStore([{ serials: ['A-1'] }], ports)
    await log([registerLine(phone, 'A-1')])
    expect(counts()).toContainEqual({ name: 'DeviceLogFailures', dimensions: { store }, count: 1 })
  })
})
