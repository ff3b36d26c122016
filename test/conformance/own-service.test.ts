/** The checks against this project's own web service, with the world in memory and everything behind it at work. */
import { describe, expect, it } from 'vitest'
import { runConformance } from '../../lib/device/conformance/run.ts'
import { walletApp } from '../../lib/http/wallet/app.ts'
import { makeNotify } from '../../lib/service/work/notify.ts'
import { personalizable } from '../builders/personalizable.ts'
import { putSigner } from '../builders/put-signer.ts'
import { theNfcChain } from '../service/personal.ts'
import { aWorld, connect, publish, put, type World } from '../service/world.ts'

/** A deployment in memory: two templates, a signer with NFC, stream and queues connected, pushes taken down. */
const aDeployment = async (): Promise<World & { readonly pushed: readonly string[] }> => {
  const world = aWorld()
  const pushed: string[] = []
  const pusher = {
    push: (_: string, pushToken: string) => {
      pushed.push(pushToken)
      return Promise.resolve({ kind: 'accepted' } as const)
    },
  }
  await publish(world)
  await publish(world, { ...personalizable, settings: { ...personalizable.settings, name: 'membership' } })
  await putSigner(world.memory.admin, 'pass.com.example.card', await theNfcChain())
  connect(world)
  world.memory.onNotifications(makeNotify({ ...world.memory, pusher }))
  return { ...world, pushed }
}

const pass = async ({ service }: World, template: string): Promise<Uint8Array> => {
  const { pass } = await service.passes.create({ template, values: { name: 'You' } }, {})
  return (await service.passes.file(pass)).bytes
}

describe('conformance of our own web service', () => {
  it('every check passes, and nothing is left behind', async () => {
    const world = await aDeployment()
    const { time, memory, service, pushed } = world
    const { pass: changing } = await put(world, { name: 'Version 1' })
    const failures: unknown[] = []
    const app = walletApp(service.wallet, { report: (failure) => failures.push(failure) })
    let version = 1
    const report = await runConformance({
      pass: (await service.passes.file(changing)).bytes,
      other: await pass(world, 'card'),
      personalizable: await pass(world, 'membership'),
      trust: { roots: [(await theNfcChain()).root] },
      fetch: async (request) => await app.fetch(request),
      now: () => time.now,
      sleep: async (milliseconds) => {
        time.now += milliseconds
        await memory.settled()
      },
      change: async () => {
        version += 1
        await put(world, { name: `Version ${version}` })
      },
      pushes: () => pushed,
    })
    expect(report.results.filter(({ outcome }) => outcome !== 'passed')).toEqual([])
    expect(report.leftBehind).toBe(0)
    expect(failures).toEqual([])
    const { items } = await memory.registrations.holders(changing, changing.token.issue, { limit: 100 })
    expect(items).toEqual([])
  })
})
