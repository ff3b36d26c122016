/** What a simulated device posts to the log of a web service that has one defect. */
import { describe, expect, it } from 'vitest'
import { logLinesOf, type Report } from '../../lib/device/index.ts'
import { aDevice, deviceLibraryIdentifier } from './a-device.ts'
import { aPkpass, aServer, type Behaviour, listAnswer, named, passAnswer, token, type, url } from './a-server.ts'

const failing = (status: number) => () => new Response(null, { status })

const ofPass = `pass type ${type}, serial number S-1`
const ofDevice = `for device ${deviceLibraryIdentifier}, ${ofPass}; with web service url ${url}`
const ofFetch = (since = '(null)') =>
  `Get pass task (${ofPass}, if-modified-since ${since}; with web service url ${url})`
const ofList = (tag = '(null)') =>
  `Get serial #s task (for device ${deviceLibraryIdentifier}, pass type ${type}, last updated ${tag}; with web service url ${url})`
const complaint = (text: string) => `Web service error for ${type} (${url}): ${text}`

/** A device that holds a pass, which the server has changed `changes` times; it has seen all changes but the last. */
const woken = async (behaviour: Partial<Behaviour>, changes = 1) => {
  const server = aServer(await aPkpass(), behaviour)
  const device = await aDevice({ fetch: server.fetch })
  await device.add(await aPkpass())
  const reports: Report[] = []
  for (let change = 1; change <= changes; change++) {
    server.publish(await aPkpass(`Ada ${change}`))
    reports.push(await device.wake(type))
  }
  return { server, device, lines: reports.map(logLinesOf) }
}

describe('registering', () => {
  it.each([
    [401, 'Authentication failure'],
    [500, 'Unexpected response code 500'],
    [302, 'Unexpected response code 302'],
  ])('that is answered %i is logged', async (status, error) => {
    const server = aServer(await aPkpass(), { register: failing(status) })
    const device = await aDevice({ fetch: server.fetch })
    await device.add(await aPkpass())
    expect(server.logged).toEqual([
      `[2026-11-21 12:00:00 +0000] Register task (${ofDevice}) encountered error: ${error}`,
    ])
  })

  it('that fails does not say what the token is', async () => {
    const server = aServer(await aPkpass(), { register: failing(401) })
    await (await aDevice({ fetch: server.fetch })).add(await aPkpass())
    expect(server.logged.join()).not.toContain(token)
  })
})

it('unregistering that fails is logged, and the pass is gone all the same', async () => {
  const { device } = await woken({ unregister: failing(500) })
  const report = await device.remove(named())
  expect(logLinesOf(report)).toEqual([`Unregister task (${ofDevice}) encountered error: Unexpected response code 500`])
  expect(device.passes).toEqual([])
})

describe('a list', () => {
  it('that wants a token is logged', async () => {
    const { lines } = await woken({
      list: ({ headers }) => (headers.has('authorization') ? listAnswer(['S-1'], '9') : failing(401)()),
    })
    expect(lines).toEqual([[`${ofList()} encountered error: Authentication failure`]])
  })

  it.each([
    '',
    '[]',
    '{"serialNumbers":["S-1"]}',
    '{"serialNumbers":["S-1"],"lastUpdated":1}',
    '{"serialNumbers":"S-1"}',
    '{"serialNumbers":["S-1"],"lastUpdated":"\\ud800"}',
  ])('of %j is logged', async (body) => {
    const { lines } = await woken({ list: () => new Response(body) })
    expect(lines).toEqual([[`${ofList()} encountered error: Server response was malformed`]])
  })

  it('whose tag stays the same is logged', async () => {
    const { lines } = await woken({ list: () => listAnswer(['S-1'], '7') }, 2)
    expect(lines[1]).toEqual([
      complaint(
        "Response to 'What changed?' request included 1 serial numbers but the lastUpdated tag (7) remained the same.",
      ),
    ])
  })

  it('of a pass that is not registered is logged, and the pass is not asked for', async () => {
    const { server, lines } = await woken({ list: () => listAnswer(['S-9'], '7') })
    expect(lines).toEqual([[complaint('Update requested for unregistered serial number S-9')]])
    expect(server.asked.some((asked) => asked.includes('S-9'))).toBe(false)
  })

  it('of a pass that has not changed is logged, if it was asked for changes after a tag', async () => {
    let tag = 0
    const list = () => listAnswer(['S-1'], `${++tag}`)
    const server = aServer(await aPkpass(), { list })
    const device = await aDevice({ fetch: server.fetch })
    await device.add(await aPkpass())
    server.publish(await aPkpass('Grace'))
    expect(logLinesOf(await device.wake(type))).toEqual([])
    expect(logLinesOf(await device.wake(type))).toEqual([
      complaint("Server requested update to serial number 'S-1', but the pass was unchanged."),
    ])
  })

  it('of all passes is not logged, if it was asked for without a tag', async () => {
    const { server, device } = await woken({})
    const state = { ...device.state(), tags: [] }
    const report = await (await aDevice({ state, fetch: server.fetch })).reboot()
    expect([server.asked.at(-1), logLinesOf(report)]).toEqual([`GET passes/${type}/S-1`, []])
  })
})

describe('a pass', () => {
  it.each([
    [401, 'Authentication failure'],
    [404, 'Unexpected response code 404'],
    [304, 'Unexpected response code 304'],
  ])('that is answered %i at first is logged', async (status, error) => {
    const { lines } = await woken({ latest: failing(status) })
    expect(lines).toEqual([[`${ofFetch()} encountered error: ${error}`]])
  })

  it('without Last-Modified is logged', async () => {
    const { lines } = await woken({ latest: async () => passAnswer(await aPkpass('Grace'), {}) })
    expect(lines).toEqual([
      [
        complaint(
          "Server returned the pass data for serial number 'S-1' but did not provide a 'last-modified' header.",
        ),
      ],
    ])
  })

  it('that is sent again although it has not changed is logged, twice', async () => {
    const { lines } = await woken({ latest: async () => passAnswer(await aPkpass('Grace')) }, 2)
    expect(lines).toEqual([
      [],
      [
        complaint(
          "Server ignored the 'if-modified-since' header (Sat, 21 Nov 2026 12:01:00 GMT) and returned the full unchanged pass data for serial number 'S-1'.",
        ),
        complaint("Server requested update to serial number 'S-1', but the pass was unchanged."),
      ],
    ])
  })

  it('that Wallet refuses is logged, and the one before stays', async () => {
    const { device, lines } = await woken({ latest: () => passAnswer('no archive') })
    expect(lines).toEqual([[`${ofFetch()} encountered error: Received invalid pass data`]])
    expect(device.passes[0]?.fields[0]?.value).toBe('Ada')
  })

  it('that is another one is logged, and the one before stays', async () => {
    const { device, lines } = await woken({
      latest: async () => passAnswer(await aPkpass('Grace', { serialNumber: 'S-2' })),
    })
    expect(lines).toEqual([[`${ofFetch()} encountered error: Received invalid pass data`]])
    expect(device.passes.map(({ serialNumber }) => serialNumber)).toEqual(['S-1'])
  })
})

it('all lines of a task are posted at once, when it is over', async () => {
  let posts = 0
  const server = aServer(await aPkpass(), { list: () => listAnswer(['S-8', 'S-9'], '7') })
  const fetch = (request: Request) => {
    if (request.url.endsWith('/log')) posts++
    return server.fetch(request)
  }
  const device = await aDevice({ fetch })
  await device.add(await aPkpass())
  await device.wake(type)
  expect([posts, server.logged.length]).toEqual([1, 2])
})
