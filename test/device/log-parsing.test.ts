/** The log of a deployment understands what the simulated device posts. */
import { expect, it } from 'vitest'
import { complained, complaints, failed, stamped, taskErrors, tasks } from '../../lib/device/wallet/log-lines.ts'
import { parseDeviceLog } from '../../lib/service/device-logs/parse.ts'
import { named, noon, type, url } from './a-server.ts'

const pass = named()
const list = { deviceLibraryIdentifier: 'd1', passTypeIdentifier: type, tag: '1.e.7' }
const since = 'Sat, 21 Nov 2026 12:00:00 GMT'
const refused = taskErrors.status({ status: 401, headers: new Headers(), body: new Uint8Array() })
const crashed = taskErrors.status({ status: 500, headers: new Headers(), body: new Uint8Array() })
const complaint = (text: string) => complained(type, url, text)

it.each([
  [failed(tasks.register('d1', pass, url), refused), 'register-unauthorized', 'register'],
  [failed(tasks.unregister('d1', pass, url), refused), 'unregister-unauthorized', 'unregister'],
  [failed(tasks.list(list, url), refused), 'list-demands-token', 'list'],
  [failed(tasks.list(list, url), taskErrors.malformed), 'response-malformed', 'list'],
  [failed(tasks.latest(pass, undefined, url), crashed), 'server-failed', 'fetch'],
  [failed(tasks.latest(pass, since, url), taskErrors.invalidPass), 'pass-unreadable', 'fetch'],
  [failed(tasks.personalize(pass, url), refused), 'personalize-unauthorized', 'personalize'],
  [failed(tasks.personalize(pass, url), taskErrors.invalidSignature), 'token-signature-refused', 'personalize'],
  [complaint(complaints.tagRemained(2, '1.e.7')), 'tag-unchanged', undefined],
  [complaint(complaints.unchanged('S-1')), 'pass-unchanged', undefined],
  [complaint(complaints.ignoredDate(since, 'S-1')), 'condition-ignored', undefined],
  [complaint(complaints.noLastModified('S-1')), 'last-modified-missing', undefined],
  [complaint(complaints.notRegistered('S-1')), 'serial-number-not-registered', undefined],
])('%s', (line, cause, task) => {
  const parsed = parseDeviceLog(stamped(line, noon))
  expect(parsed).toMatchObject({ cause, level: 'error', passTypeIdentifier: type })
  if (task !== undefined) expect(parsed.task).toBe(task)
  if (line.includes('S-1')) expect(parsed.serialNumber).toBe('S-1')
})
