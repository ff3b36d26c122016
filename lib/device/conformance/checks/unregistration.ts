/** Checks of ending a registration. */
import { type Check, check } from '../check.ts'
import { hasStatus, readList } from '../judge.ts'
import { aRegistration } from '../preparations.ts'
import { sources } from '../sources.ts'
import { wrongToken } from './authorization.ts'

/** The checks. */
export const unregistrationChecks: readonly Check[] = [
  check(
    aRegistration,
    { id: 'unregister', what: 'A device gives a pass up.', expected: '200', source: sources.unregister },
    async (device, lab) => hasStatus(await lab.unregister(device), 200),
  ),
  check(
    aRegistration,
    {
      id: 'unregister-again',
      what: 'Giving it up once more, as after a lost answer, is no fault.',
      expected: '200',
      source: sources.inferred,
    },
    async (device, lab) => {
      await lab.unregister(device)
      return hasStatus(await lab.unregister(device), 200)
    },
  ),
  check(
    aRegistration,
    {
      id: 'unregister-wrong-token',
      what: 'With a wrong token nobody ends a registration.',
      expected: '401, still listed',
      source: sources.unregister,
    },
    async (device, lab) => {
      const headers = { Authorization: `ApplePass ${wrongToken(lab.pass.access.authenticationToken)}` }
      const { status } = await lab.unregister(device, { headers })
      const listed = readList(await lab.list(device)).serialNumbers.includes(lab.pass.access.serialNumber)
      return { ok: status === 401 && listed, got: `${status}, ${listed ? 'still' : 'not'} listed` }
    },
  ),
  check(
    aRegistration,
    {
      id: 'unregister-ends',
      what: 'A pass that was given up is not listed any more.',
      expected: '204 or 404',
      source: sources.unregister,
    },
    async (device, lab) => {
      await lab.unregister(device)
      const { status, got } = readList(await lab.list(device))
      return { ok: status === 204 || status === 404, got }
    },
  ),
  check(
    aRegistration,
    {
      id: 'register-after-unregister',
      what: 'A pass that was given up can be registered anew, as when updates are switched on again.',
      expected: '201',
      source: sources.register,
    },
    async (device, lab) => {
      await lab.unregister(device)
      return hasStatus(await lab.register(device), 201)
    },
  ),
]
