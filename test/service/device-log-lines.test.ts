import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { complaints, failed, taskErrors } from '../../lib/device/wallet/log-lines.ts'
import { deviceLogCauses } from '../../lib/service/device-logs/causes.ts'
import { parseDeviceLog } from '../../lib/service/device-logs/parse.ts'
import { at, fetchLine, fetchTask, listLine, phone, registerLine, serviceLine, type, url } from './log-lines.ts'

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
