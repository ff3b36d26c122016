/** Checks of registering a pass, and of bodies that are none. */
import { DeviceError } from '../../errors.ts'
import type { Answer } from '../../web-service/exchange.ts'
import { type Check, check } from '../check.ts'
import { hasStatus, isRefused, readList, refused } from '../judge.ts'
import type { Lab } from '../lab.ts'
import { aDevice, aRegistration } from '../preparations.ts'
import { sources } from '../sources.ts'

const atOnce = 8
const tooManyBytes = 1024 * 1024

const counted = (statuses: readonly number[]): string =>
  [...new Set(statuses)].map((status) => `${statuses.filter((one) => one === status).length} × ${status}`).join(', ')

/** Whether each of these devices is told of the pass that it has registered. */
const allListed = async (lab: Lab, devices: readonly ReturnType<Lab['newDevice']>[]): Promise<number> => {
  const lists = await Promise.all(devices.map(async (device) => readList(await lab.list(device))))
  return lists.filter(({ serialNumbers }) => serialNumbers.includes(lab.pass.access.serialNumber)).length
}

/** A connection that the server closes rather than read so much is a refusal, too. */
const large = async (lab: Lab): Promise<Answer | 'closed'> => {
  try {
    return await lab.register(lab.newDevice(), { body: `{"pushToken":"${'ab'.repeat(tooManyBytes / 2)}"}` })
  } catch (error) {
    if (error instanceof DeviceError && error.code === 'device/no-answer') return 'closed'
    throw error
  }
}

const good: readonly Check[] = [
  check(
    aDevice,
    { id: 'register-new', what: 'A new registration is created.', expected: '201', source: sources.register },
    async (device, lab) => hasStatus(await lab.register(device), 201),
  ),
  check(
    aRegistration,
    {
      id: 'register-again',
      what: 'A registration that is there already is accepted once more.',
      expected: '200',
      source: sources.register,
    },
    async (device, lab) => hasStatus(await lab.register(device), 200),
  ),
  check(
    aRegistration,
    {
      id: 'register-new-push-token',
      what: 'A device registers again with a new push token.',
      expected: '200',
      source: sources.register,
    },
    async (device, lab) => hasStatus(await lab.register({ ...device, pushToken: lab.newDevice().pushToken }), 200),
  ),
  check(
    aDevice,
    {
      id: 'register-at-once',
      what: 'Several devices register the same pass at once, and each of them holds it.',
      expected: `${atOnce} × 201, ${atOnce} hold it`,
      source: sources.register,
    },
    async (_, lab) => {
      const devices = Array.from({ length: atOnce }, lab.newDevice)
      const statuses = (await Promise.all(devices.map((device) => lab.register(device)))).map(({ status }) => status)
      const holding = await allListed(lab, devices)
      const ok = holding === atOnce && statuses.every((status) => status === 201)
      return { ok, got: `${counted(statuses)}, ${holding} hold it` }
    },
  ),
  check(
    aDevice,
    {
      id: 'register-twice-at-once',
      what: 'A device registers twice at the same time, as after a lost answer.',
      expected: '200 or 201 each',
      source: sources.inferred,
    },
    async (device, lab) => {
      const answers = await Promise.all([lab.register(device), lab.register(device)])
      const statuses = answers.map(({ status }) => status)
      return { ok: statuses.every((status) => status === 200 || status === 201), got: counted(statuses) }
    },
  ),
]

const malformed: readonly Check[] = [
  check(
    aDevice,
    {
      id: 'register-malformed-json',
      what: 'A registration whose body is no JSON is refused, and is no fault of the server.',
      expected: '400 (any 4xx)',
      source: sources.inferred,
    },
    async (device, lab) => refused(await lab.register(device, { body: '{"pushToken":' })),
  ),
  check(
    aDevice,
    {
      id: 'register-no-push-token',
      what: 'A registration without a push token is refused.',
      expected: '400 (any 4xx)',
      source: sources.register,
    },
    async (device, lab) => refused(await lab.register(device, { body: '{}' })),
  ),
  check(
    aDevice,
    {
      id: 'register-large-body',
      what: 'A registration of a megabyte is refused.',
      expected: '413 (any 4xx), or the connection closed',
      source: sources.inferred,
    },
    async (_, lab) => {
      const answer = await large(lab)
      if (answer === 'closed') return { ok: true, got: 'the connection closed' }
      return { ok: isRefused(answer), got: String(answer.status) }
    },
  ),
]

/** The checks. */
export const registrationChecks: readonly Check[] = [...good, ...malformed]
