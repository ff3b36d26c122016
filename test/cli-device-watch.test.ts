/** `passwright device watch`, which hears of pushes by the door of the local stack. */

import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pushesDoor } from '../infra/local/gateway/doors.ts'
import { makePushes } from '../infra/local/phone/pushes.ts'
import { type LocalServer, listen } from '../infra/local/servers/server.ts'
import type { Outcome } from './builders/passwright.ts'
import { aWorkspace } from './builders/workspace.ts'
import { aPkpass, aServer, type FakeServer, theSigner, type } from './device/a-server.ts'

const { folder, run, write } = await aWorkspace()

const pushes = makePushes()
const door = pushesDoor(pushes)
/** Whether it stands in for a deployment in AWS, which has no such door. */
let isElsewhere = false
let http: LocalServer
let webServiceURL: string
let service: FakeServer

/** Answers as the web service does. */
const answerWith = async (url: string, method: string, headers: HeadersInit, body: Uint8Array<ArrayBuffer>) => {
  const request = new Request(`http://127.0.0.1${url}`, { method, headers, ...(body.length > 0 ? { body } : {}) })
  const response = await service.fetch(request)
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) }
}

beforeAll(async () => {
  http = await listen(
    'a local stack',
    createServer((request, response) => {
      if (!isElsewhere && door(request, response)) return
      const chunks: Uint8Array[] = []
      request.on('data', (chunk) => chunks.push(chunk))
      request.on('end', async () => {
        const { url = '', method = 'GET', headers } = request
        const given = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)])
        const answer = await answerWith(url, method, given, new Uint8Array(Buffer.concat(chunks)))
        response.writeHead(answer.response.status, Object.fromEntries(answer.response.headers)).end(answer.bytes)
      })
    }),
  )
  webServiceURL = `${http.endpoint}/wallet`
  service = aServer(await aPkpass('Ada', { webServiceURL }))
  await write('card.pkpass', await aPkpass('Ada', { webServiceURL }))
  await write('root.pem', (await theSigner()).root)
  expect((await run('device', 'add', 'card.pkpass', '--root', 'root.pem')).code).toBe(0)
})

afterAll(() => http.stop())

const tokenOf = async (): Promise<string> =>
  JSON.parse(await readFile(join(folder, 'device.json'), 'utf8')).device.pushToken

/** Pushes until somebody has heard it, for at most twenty seconds. */
const pushTo = async (token: string): Promise<void> => {
  for (let tries = 0; tries < 1000 && pushes.tell({ token, topic: type }) === 0; tries++) await sleep(20)
}

/** Watches for so many pushes while something is done. */
const watching = async (count: number, meanwhile: () => Promise<void>): Promise<Outcome> => {
  const watched = run('device', 'watch', '--count', String(count))
  await meanwhile()
  return await watched
}

describe('a device that is watched', () => {
  it('does what a push makes it do, and shows its lock screen', async () => {
    const token = await tokenOf()
    const { code, stdout, stderr } = await watching(1, async () => {
      service.publish(await aPkpass('Grace', { webServiceURL }))
      await pushTo(token)
    })
    expect([code, stdout.includes('lock screen: You are Grace now')]).toEqual([0, true])
    expect(stderr).toContain('waiting for pushes')
  })

  it('asks first for what it has missed, and remembers what it was told', async () => {
    service.publish(await aPkpass('Alan', { webServiceURL }))
    const { stdout } = await watching(1, async () => pushTo(await tokenOf()))
    expect(stdout.match(/lock screen: .*/g)).toEqual(['lock screen: You are Alan now'])
    expect((await run('device', 'list')).stdout).toContain('Alan')
  })

  it('hears of no push to another device', async () => {
    const token = await tokenOf()
    const { stdout } = await watching(2, async () => {
      await pushTo(token)
      expect(pushes.tell({ token: 'ab'.repeat(32), topic: type })).toBe(0)
      service.publish(await aPkpass('Joan', { webServiceURL }))
      await pushTo(token.toUpperCase())
    })
    expect(stdout).toContain('lock screen: You are Joan now')
  })

  it('says so where nobody tells of pushes', async () => {
    isElsewhere = true
    const { code, stderr } = await run('device', 'watch')
    isElsewhere = false
    expect([code, stderr]).toEqual([1, expect.stringContaining('only a local stack does (npm start)')])
    expect(stderr).toContain('(input/no-pushes)')
  })

  it.each(['0', '-1', 'many'])('is not watched for %s pushes', async (count) => {
    const { code, stderr } = await run('device', 'watch', `--count=${count}`)
    expect([code, stderr]).toEqual([2, expect.stringContaining('--count is no number of pushes')])
  })
})
