/** Checks of the list of changed passes. */
import { isObject, type Json, parseJson } from '../../../core/format/json.ts'
import type { Answer } from '../../web-service/exchange.ts'
import { type Check, check } from '../check.ts'
import { hasStatus, isBare, quoted, readList, shown, type Verdict } from '../judge.ts'
import { aDevice, aRegistration, aTag, twoRegistrations } from '../preparations.ts'
import { sources } from '../sources.ts'

/** What stands for itself in the query of an address. `+` is read as a space by many, `&` and `#` end the tag. */
const safe = /^[A-Za-z0-9._~!$'()*,;:@/?=-]+$/

const pause = 1100

const jsonOf = ({ body }: Answer): Json | undefined => {
  try {
    return parseJson(body)
  } catch {
    return undefined
  }
}

const faultsOf = (answer: Answer): readonly string[] => {
  const value = jsonOf(answer)
  if (!isObject(value)) return ['the body is no JSON object']
  const { serialNumbers, lastUpdated } = value
  const mediaType = answer.headers.get('Content-Type')?.split(';')[0]?.trim().toLowerCase()
  return [
    ...(mediaType === 'application/json' ? [] : [`Content-Type ${quoted(mediaType ?? 'missing')}`]),
    ...(Array.isArray(serialNumbers) && serialNumbers.every((serial) => typeof serial === 'string')
      ? []
      : ['serialNumbers is no list of strings']),
    ...(typeof lastUpdated === 'string'
      ? []
      : [`lastUpdated is ${lastUpdated === undefined ? 'missing' : 'no string'}`]),
  ]
}

const naming = (answer: Answer, ...serials: readonly string[]): Verdict => {
  const { serialNumbers, got } = readList(answer)
  return { ok: serials.every((serial) => serialNumbers.includes(serial)), got }
}

const first: readonly Check[] = [
  check(
    aDevice,
    {
      id: 'list-unregistered-device',
      what: 'A device that has registered nothing is told of nothing.',
      expected: '204 or 404',
      source: sources.inferred,
    },
    async (device, lab) => hasStatus(await lab.list(device), 204, 404),
  ),
  check(
    aRegistration,
    {
      id: 'list-without-token',
      what: 'The list is given to devices, which send no token here.',
      expected: '200',
      source: sources.list,
    },
    async (device, lab) => hasStatus(await lab.list(device), 200),
  ),
  check(
    aTag,
    {
      id: 'list-first',
      what: 'The first list, which is asked for without a tag, names the pass.',
      expected: '200 and the serial number',
      source: sources.list,
    },
    ({ answer }, lab) => naming(answer, lab.pass.access.serialNumber),
  ),
  check(
    twoRegistrations,
    {
      id: 'list-every-serial',
      what: 'The first list names every pass of the device, whenever each has changed.',
      expected: '200 and both serial numbers',
      source: sources.list,
    },
    async ({ device, other }, lab) =>
      naming(await lab.list(device), lab.pass.access.serialNumber, other.access.serialNumber),
  ),
  check(
    aTag,
    {
      id: 'list-shape',
      what: 'The list is JSON: serialNumbers a list of strings, lastUpdated a string.',
      expected: 'application/json with both',
      source: sources.list,
    },
    ({ answer }) => {
      const faults = faultsOf(answer)
      return { ok: faults.length === 0, got: faults.length === 0 ? 'application/json with both' : faults.join(', ') }
    },
  ),
  check(
    aRegistration,
    {
      id: 'list-other-type',
      what: 'The list of another pass type does not name the pass.',
      expected: '204 (or 4xx)',
      source: sources.list,
    },
    async ({ deviceLibraryIdentifier }, lab) => {
      const answer = await lab.service.list({ deviceLibraryIdentifier, passTypeIdentifier: 'pass.invalid.conformance' })
      return { ok: answer.status === 204 || (answer.status >= 400 && answer.status < 500), got: shown(answer) }
    },
  ),
]

const tags: readonly Check[] = [
  check(
    aTag,
    {
      id: 'list-equal-tag',
      what: 'Asked with the tag that it gave, and nothing changed meanwhile, the server says that nothing has.',
      expected: '204 without a body',
      source: sources.list,
    },
    async ({ device, tag }, lab) => isBare(await lab.list(device, tag), 204),
  ),
  check(
    aTag,
    {
      id: 'list-steady-tag',
      what: 'The tag tells what has changed, not what time it is: as long as nothing does, it stays.',
      expected: 'the same tag a second later',
      source: sources.inferred,
    },
    async ({ device, tag }, lab) => {
      await lab.sleep(pause)
      const { tag: later = 'none' } = readList(await lab.list(device))
      return {
        ok: later === tag,
        got: later === tag ? 'the same tag a second later' : `first ${quoted(tag)}, then ${quoted(later)}`,
      }
    },
  ),
  check(
    aTag,
    {
      id: 'list-tag-url-safe',
      what: 'The tag comes through the query of an address as it is.',
      expected: 'no spaces, + & # % or others that stand for something else',
      source: sources.query,
    },
    ({ tag }) => ({ ok: safe.test(tag), got: quoted(tag) }),
  ),
  check(
    aRegistration,
    {
      id: 'list-garbage-tag',
      what: 'A tag that the server never gave is no fault of the server; best, it counts as none.',
      expected: '200, 204 or 400',
      source: sources.inferred,
    },
    async (device, lab) => hasStatus(await lab.list(device, '(null) %zz'), 200, 204, 400),
  ),
]

/** The checks. */
export const listChecks: readonly Check[] = [...first, ...tags]
