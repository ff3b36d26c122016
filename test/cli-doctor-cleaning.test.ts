/** What `passwright doctor` leaves behind: nothing, whatever happens while it is at work. */
import { describe, expect, it } from 'vitest'
import type { DoctorReport } from '../lib/cli/doctor/examine.ts'
import { isDoctorTemplate } from '../lib/cli/doctor/templates.ts'
import { isObject, parseJson } from '../lib/core/format/json.ts'
import type { PassId } from '../lib/ports/records.ts'
import type { DeviceId } from '../lib/ports/registrations.ts'
import { aClinic, type ClinicOptions, type Lie, type } from './doctor/a-clinic.ts'

/** What the doctor has done to a deployment, seen on the way. */
interface Seen {
  readonly passes: Set<string>
  readonly devices: Set<string>
  requests: number
}

const putPath = /^\/api\/v1\/passes\/pass\.[^/]+\/([^/]+)$/
const devicePath = /^\/wallet\/+v1\/devices\/([^/]+)\//

const serialIn = async (response: Response): Promise<string | undefined> => {
  const json = parseJson(new Uint8Array(await response.clone().arrayBuffer()))
  return isObject(json) && typeof json.serialNumber === 'string' ? json.serialNumber : undefined
}

/** A deployment whose requests are noted; `meddle` comes first, with the number of the request. */
const watched = async (
  meddle: (count: number, request: Request) => void = () => undefined,
  options: ClinicOptions = {},
) => {
  const seen: Seen = { passes: new Set(), devices: new Set(), requests: 0 }
  const lie: Lie = async (request, answer) => {
    const { pathname } = new URL(request.url)
    seen.requests += 1
    const put = request.method === 'PUT' ? putPath.exec(pathname)?.[1] : undefined
    if (put !== undefined) seen.passes.add(decodeURIComponent(put))
    const device = request.method === 'POST' ? devicePath.exec(pathname)?.[1] : undefined
    if (device !== undefined) seen.devices.add(device)
    meddle(seen.requests, request)
    const response = await answer(request)
    const made = request.method === 'POST' && pathname === '/api/v1/passes' ? await serialIn(response) : undefined
    if (made !== undefined) seen.passes.add(made)
    return response
  }
  return { seen, clinic: await aClinic({ lie, ...options }) }
}

const passOf = (serialNumber: string) => ({ passTypeIdentifier: type, serialNumber }) as PassId
const deviceOf = (deviceLibraryIdentifier: string) =>
  ({ passTypeIdentifier: type, deviceLibraryIdentifier }) as unknown as DeviceId

/** Everything of the doctor's that a deployment still holds. */
const leftIn = async ({ seen, clinic }: Awaited<ReturnType<typeof watched>>): Promise<readonly string[]> => {
  const { memory } = clinic
  await memory.settled()
  const left: string[] = []
  for (const serial of seen.passes) {
    if (await memory.records.get(passOf(serial))) left.push(`pass ${serial}`)
    const { items } = await memory.events.list(passOf(serial), { limit: 1 })
    if (items.length > 0) left.push(`events of ${serial}`)
  }
  for (const device of seen.devices) {
    if (await memory.registrations.find(deviceOf(device))) left.push(`registrations of ${device}`)
  }
  return left
}

const versionsIn = async ({ clinic }: Awaited<ReturnType<typeof watched>>): Promise<readonly string[]> => {
  const { items } = await clinic.memory.templates.list({ limit: 100 })
  return items.filter(({ name }) => isDoctorTemplate(name)).map(({ name, version }) => `${name}@${version}`)
}

describe('after the end', () => {
  it('no pass, registration or event is left, and one version of two templates, however often it comes', async () => {
    const world = await watched()
    await world.clinic.examine()
    const first = await versionsIn(world)
    await world.clinic.examine({ quick: true })
    expect(world.seen.passes.size).toBe(9)
    expect(world.seen.devices.size).toBeGreaterThan(30)
    expect(await leftIn(world)).toEqual([])
    expect([first.length, await versionsIn(world)]).toEqual([2, first])
  })
})

/** Runs it and breaks it off at a request. */
const brokenOffAt = async (request: number) => {
  const controller = new AbortController()
  const world = await watched((count) => {
    if (count === request) controller.abort()
  })
  return { world, report: await world.clinic.examine({ signal: controller.signal }) }
}

const wrongIn = ({ checks }: DoctorReport) => checks.filter(({ outcome }) => outcome === 'failed')

describe('broken off', () => {
  // While keys are looked at, passes are issued, limits are tried, devices register, the pass changes.
  it.each([1, 9, 13, 15, 17, 40, 60, 120, 170, 195])(
    'at request %i, nothing is left, and nothing called wrong',
    async (at) => {
      const { world, report } = await brokenOffAt(at)
      expect([report.interrupted, report.ok, wrongIn(report), report.left]).toEqual([true, false, [], []])
      expect(await leftIn(world)).toEqual([])
    },
  )
})

describe('after a failure in the middle', () => {
  it.each([12, 15, 60, 150])(
    'of the deployment, which answers nothing for a while from request %i on, nothing is left',
    async (from) => {
      const world = await watched((count, { method }) => {
        if (count >= from && !(method === 'DELETE' && count > from + 5)) throw new TypeError('fetch failed')
      })
      const report = await world.clinic.examine({ patience: 1 })
      expect(report.ok).toBe(false)
      expect(await leftIn(world)).toEqual([])
    },
  )

  it('of the doctor itself, nothing is left', async () => {
    const world = await watched()
    const examined = world.clinic.examine({
      onDiagnosis: ({ check }) => {
        if (check === 'list-first') throw new RangeError('a fault of ours')
      },
    })
    await expect(examined).rejects.toThrow('a fault of ours')
    expect(world.seen.devices.size).toBeGreaterThan(5)
    expect(await leftIn(world)).toEqual([])
  })
})

describe('what cannot be erased', () => {
  const eraseOfPass = /^\/api\/v1\/passes\/pass\./

  it('is named, and erased by a run that comes an hour later', async () => {
    let works = false
    const world = await watched((_, { method, url }) => {
      if (!works && method === 'DELETE' && eraseOfPass.test(new URL(url).pathname)) throw new TypeError('fetch failed')
    })
    const first = await world.clinic.examine({ quick: true })
    const left = [...world.seen.passes].filter((serial) => serial.length <= 64)
    expect(first.left.map(({ serialNumber }) => serialNumber)).toEqual(left)
    works = true
    world.clinic.time.waited += 3_700_000
    const second = await world.clinic.examine({ quick: true })
    expect(second.left).toEqual([])
    expect(await leftIn(world)).toEqual([])
  })

  it('is not touched by a run within the hour: another doctor may be at work', async () => {
    const world = await watched()
    await world.clinic.examine({ quick: true })
    const [template = ''] = (await versionsIn(world)).filter((name) => !name.includes('personal'))
    const values = { member: 'Somebody', level: 'Else' }
    await world.clinic.service.passes.put(passOf('doctor-other-1'), { template, values }, {})
    await world.clinic.examine({ quick: true })
    expect((await world.clinic.memory.records.get(passOf('doctor-other-1')))?.serialNumber).toBe('doctor-other-1')
  })
})
