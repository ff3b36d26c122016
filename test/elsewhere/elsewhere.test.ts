/** The service where there is no Lambda: `npm run serve`, and its Workers in workerd, on the same local servers. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readMappings } from '../../infra/local/pollers/mapping.ts'
import { readSchedules } from '../../infra/local/pollers/schedule.ts'
import { queueSources, scheduled, streamSource } from '../../infra/serve/work/sources.ts'
import type { WorkerName } from '../../infra/worker/bundle.ts'
import { needs } from '../setup/programs.ts'
import { until } from '../stack/deployment.ts'
import { send } from '../stack/http.ts'
import { credentialsOf } from './cloud.ts'
import { aPhone } from './phone.ts'
import { aServer, type ServeProcess } from './serve-process.ts'
import { beginRequest } from './slow-request.ts'
import { startWorkers, type Workers, workerdMissing } from './workerd.ts'
import { conformance, issue, publishTemplates, rename, startWorld, type World } from './world.ts'

const started = /"serve\/started"/
const noWorkerd = workerdMissing()
const needsWorkerd =
  noWorkerd === undefined ? { skip: false } : { skip: true, meta: { reason: `needs workerd, which is ${noWorkerd}` } }

const roles = { wallet: 'WalletRole', download: 'DownloadRole', page: 'PageRole' } as const

describe('elsewhere than in Lambda', needs('java'), () => {
  let world: World
  let server: ServeProcess
  let workers: Workers

  beforeAll(async () => {
    world = await startWorld()
    server = aServer(world.env, '--port', String(world.port))
    // A Worker needs no more than the function of its name.
    const envOf = (name: WorkerName) => ({ ...world.env, ...credentialsOf(roles[name]) })
    const starting = noWorkerd === undefined ? startWorkers(world.folder, envOf) : undefined
    await server.wrote(started)
    await publishTemplates(world)
    if (starting) workers = await starting
  }, 180_000)
  afterAll(async () => {
    await Promise.all([server?.stop('SIGKILL'), workers?.stop()])
    await world?.stop()
  })

  describe.concurrent('the service', () => {
    it('passes every check of the device as npm run serve', { timeout: 90_000 }, async () => {
      const { results, leftBehind } = await conformance(world)
      expect(results.filter(({ outcome }) => outcome !== 'passed')).toEqual([])
      expect(leftBehind).toBe(0)
    })

    it('passes every check of the device in workerd', { timeout: 90_000, ...needsWorkerd }, async () => {
      const { results, leftBehind } = await conformance(world, () => workers.originOf('wallet'))
      expect(results.filter(({ outcome }) => outcome !== 'passed')).toEqual([])
      expect(leftBehind).toBe(0)
    })

    it('brings a change to a phone by push', { timeout: 60_000 }, async () => {
      const path = await issue(world, 'card')
      const phone = await aPhone(world, path)
      await rename(world, path, 'Grace')
      await until('the phone is pushed to', () => phone.wasPushed() || undefined)
      expect(await phone.wake()).toEqual(['You are Grace now'])
    })

    it('answers download links in workerd, to many at once right after its start', needsWorkerd, async () => {
      const path = await issue(world, 'card')
      const { json } = await world.api('POST', `${path}/links`)
      const { pathname } = new URL(json.url)
      const origin = workers.originOf('download')
      const hungUp = fetch(`${origin}${pathname}/pass.pkpass`, { signal: AbortSignal.timeout(5) }).catch(
        () => undefined,
      )
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => send(origin, 'GET', `${pathname}/pass.pkpass`)),
      )
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
      expect(new Set(answers.map(({ bytes }) => bytes.toString('base64'))).size).toBe(1)
      expect((await send(origin, 'GET', '/p/forged/pass.pkpass')).status).toBe(403)
      await hungUp
    })

    it('shows the pages of links in workerd, with pictures and documents', needsWorkerd, async () => {
      const path = await issue(world, 'card')
      const { json } = await world.api('POST', `${path}/links`)
      const { pathname } = new URL(json.url)
      const origin = workers.originOf('page')
      const typeOf = async (file: string) => (await send(origin, 'GET', `${pathname}${file}`)).headers['content-type']
      expect(await typeOf('')).toContain('text/html')
      expect(await typeOf('/front.svg')).toBe('image/svg+xml')
      const picture = await send(origin, 'GET', `${pathname}/image.png`)
      expect([picture.status, picture.bytes.toString('latin1', 1, 4)]).toEqual([200, 'PNG'])
      const document = await send(origin, 'GET', `${pathname}/pass.pdf`)
      expect([document.status, document.bytes.toString('latin1', 0, 5)]).toEqual([200, '%PDF-'])
      expect((await send(origin, 'GET', '/p/forged')).status).toBe(403)
    })
  })

  it('is fed as serverless.yml has its functions fed', () => {
    const { template, references } = world.cloud
    const arnOf = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:passwright-local-${name}`
    const mappings = readMappings(template, references)
    const queues = mappings.filter(({ source }) => source.includes(':sqs:'))
    const urlOf = (arn: string) =>
      Object.entries(world.env).find(([, value]) => value.endsWith(`/${arn.split(':').at(-1)}`))
    expect(
      queueSources.map(({ function: { name }, variable, batchSize }) => [arnOf(name), variable, batchSize]).sort(),
    ).toEqual(queues.map(({ source, functionName, batchSize }) => [functionName, urlOf(source)?.[0], batchSize]).sort())
    const { function: changes, ...stream } = streamSource
    expect(mappings.find(({ source }) => source.includes(':dynamodb:'))).toMatchObject({
      ...stream,
      functionName: arnOf(changes.name),
    })
    const schedules = readSchedules(template, references).map(({ functionArn, every, event }) => {
      const { task } = JSON.parse(event())
      return [functionArn, every, task]
    })
    expect(
      scheduled.map(({ function: { name }, every, event }) => [arnOf(name), every, Reflect.get(event, 'task')]),
    ).toEqual(schedules)
  })

  it('finishes what it has begun when it is stopped, and leaves the rest to others', { timeout: 90_000 }, async () => {
    const beside = aServer(world.env, '--only', 'work')
    await beside.wrote(started)
    const paths = await Promise.all(Array.from({ length: 12 }, () => issue(world, 'card')))
    const phones = await Promise.all(paths.map((path) => aPhone(world, path)))
    const { request } = world
    const upload = JSON.stringify({ bytes: 100 })
    const slow = await beginRequest(new URL(`${world.baseUrl}/api/v1/uploads`), request.headers, upload)
    await Promise.all(paths.map((path) => rename(world, path, 'Grace')))
    const ended = server.stop()
    await server.wrote(/"serve\/stopping"/)
    expect(await slow.finish()).toMatch(/^HTTP\/1\.1 201 Created\r\n(?:.*\r\n)*connection: close\r\n/i)
    expect(await ended).toBe(0)
    expect(server.output()).toContain('"serve/stopped"')
    await expect(send(world.baseUrl, 'GET', '/health')).rejects.toThrow('ECONNREFUSED')
    await until('all phones are pushed to', () => phones.every(({ wasPushed }) => wasPushed()) || undefined)
    expect(await beside.stop()).toBe(0)
  })

  it('asks AWS for nothing that it is not allowed', () => {
    expect(world.cloud.denied).toEqual([])
  })
})
