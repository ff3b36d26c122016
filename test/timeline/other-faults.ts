/** More that keeps a pass from updating, or seems to. */
import { UnavailableError } from '../../lib/ports/errors.ts'
import { putSigner } from '../builders/put-signer.ts'
import { aChain } from '../builders/signer.ts'
import { aDevice, aPass, put } from '../service/world.ts'
import { aHeldStage, aStage, type Stage, telling, type } from './a-stage.ts'
import type { StagedFault } from './faults.ts'

const grace = { name: 'Grace' }

const pushed = async (push: Stage['push'], others = 0): Promise<Stage> => {
  const stage = await aHeldStage()
  await stage.world.memory.breakers.tally(type, { answered: others, gone: 0 })
  stage.push = push
  await stage.change(grace)
  return stage
}

const gone = { kind: 'gone', reason: 'Unregistered', since: Date.UTC(2027, 0) } as const

const changedWhile = async (call: string): Promise<Stage> => {
  const stage = await aHeldStage()
  stage.world.interfere((made) => {
    if (made === call) throw new UnavailableError('down')
  })
  await stage.change(grace)
  stage.world.interfere(undefined)
  return stage
}

const unsigned = async (): Promise<Stage> => {
  const stage = await aHeldStage()
  const chain = await aChain({ algorithm: 'P-256', validTo: new Date('2026-11-01T00:00:00Z') })
  await putSigner(stage.world.memory.admin, type, chain)
  stage.world.time.now += 16 * 60_000
  await stage.change(grace)
  return stage
}

/** Everything besides the ten. */
export const otherFaults: readonly StagedFault[] = [
  {
    fault: 'the pass was erased',
    stage: async () => {
      const stage = await aHeldStage()
      await stage.world.service.passes.erase(aPass(), {})
      await stage.world.memory.settled()
      return stage
    },
    code: 'pass-erased',
    says: /^The pass was erased\.$/,
    kinds: [],
  },
  {
    fault: 'registering is refused',
    stage: async () => {
      const stage = await aStage()
      stage.between = (request, send) => {
        const headers = new Headers(request.headers)
        headers.delete('authorization')
        return send(new Request(request, { headers }))
      }
      await stage.add(stage.device)
      return stage
    },
    code: 'registration-refused',
    says: /is registered for the pass: a request to register was refused at 2026-11-21 12:00:00 UTC/,
    kinds: ['refused'],
  },
  {
    fault: 'the pass was taken off the phone',
    stage: async () => {
      const stage = await aHeldStage()
      await stage.device.remove(aPass())
      await stage.change(grace)
      return stage
    },
    code: 'not-registered',
    says: /the last one ended its registration at 2026-11-21 12:00:01 UTC: the pass was removed, or its updates/,
    kinds: ['unregistered'],
  },
  {
    fault: 'the push token is gone, and the device was removed',
    stage: () => pushed(gone, 100),
    code: 'not-registered',
    says: /the last one was removed at 2026-11-21 12:01:01 UTC, because the push service said that its push token is gone\.$/,
    kinds: ['unregistered'],
  },
  {
    fault: 'nothing was changed',
    stage: () => aHeldStage(),
    code: 'never-changed',
    says: /^The pass has not changed since it was issued at 2026-11-21 12:00:00 UTC\.$/,
    kinds: ['created'],
  },
  {
    fault: 'nothing can be signed',
    stage: unsigned,
    code: 'signer-broken',
    says: /^Version 2 cannot be signed \(signer\/expired, since 2026-11-21 12:17:01 UTC\): phones are served version 1/,
    kinds: [],
  },
  {
    fault: 'nobody builds',
    stage: async () => {
      const stage = await aHeldStage()
      stage.world.memory.onBuilds(() => Promise.resolve())
      await stage.change(grace)
      return stage
    },
    code: 'build-waiting',
    says: /^Version 2 waits to be built since 2026-11-21 12:01:01 UTC\.$/,
    kinds: [],
  },
  {
    fault: 'the build was forgotten',
    stage: async () => {
      const stage = await aHeldStage()
      stage.world.memory.onBuilds(() => Promise.resolve())
      await stage.change(grace)
      await stage.world.memory.records.clearPending(aPass(), 2)
      return stage
    },
    code: 'build-forgotten',
    says: /^Version 2 was not built, and does not wait to be: phones are served version 1 meanwhile\.$/,
    kinds: [],
  },
  {
    fault: 'the device was not marked',
    stage: () => changedWhile('registrations.mark'),
    code: 'not-marked',
    says: /^Version 2 is built, but was not announced to the device yet\.$/,
    kinds: ['built'],
  },
  {
    fault: 'the certificate does not push',
    stage: () => pushed({ kind: 'misconfigured', reason: 'BadCertificate' }),
    code: 'push-held',
    says: /^The push service takes no push of this pass type \(BadCertificate\) at 2026-11-21 12:01:01 UTC\.$/,
    kinds: ['pushed'],
  },
  {
    fault: 'pushes are held since another one',
    stage: async () => {
      const stage = await pushed({ kind: 'misconfigured', reason: 'BadCertificate' })
      await put(stage.world, { name: 'Joan' })
      await stage.world.memory.settled()
      return stage
    },
    code: 'push-held',
    says: /^Pushes of this pass type are held \(BadCertificate\) at 2026-11-21 12:01:01 UTC\.$/,
    kinds: ['pushed'],
  },
  {
    fault: 'APNs is busy',
    stage: () => pushed({ kind: 'later', scope: 'service', reason: 'TooManyRequests' }),
    code: 'push-delayed',
    says: /^The push service put the push off \(TooManyRequests\)/,
    kinds: ['pushed'],
  },
  {
    fault: 'everybody is gone, and is kept',
    stage: () => pushed(gone),
    code: 'push-token-gone',
    says: /^The push service says that the push token is gone \(Unregistered\)/,
    kinds: ['pushed'],
  },
  {
    fault: 'it is too long ago',
    stage: async () => {
      const stage = await pushed('no push')
      const device = await stage.world.memory.registrations.find(aDevice(stage.device.deviceLibraryIdentifier))
      if (device) await stage.world.memory.registrations.setNotified({ ...device, device }, device.seq)
      stage.world.time.now += 91 * 24 * 3_600_000
      return stage
    },
    code: 'steps-expired',
    says: /^Version 2 came to be at 2026-11-21 12:01:01 UTC; its steps are not kept any more\.$/,
    kinds: [],
  },
  {
    fault: 'something before the service demands a token for lists',
    stage: async () => {
      const stage = await pushed({ kind: 'accepted' })
      stage.between = (request, send) =>
        request.method === 'GET' && request.url.includes('/devices/')
          ? Promise.resolve(new Response(null, { status: 401 }))
          : send(request)
      await stage.wake()
      return stage
    },
    code: 'not-asked',
    says: /has not asked what has changed since; it complained: your list call demanded a token: devices send none/,
    kinds: ['pushed', 'device-log'],
  },
  {
    fault: 'the phone gives up',
    stage: async () => {
      const stage = await pushed({ kind: 'accepted' })
      stage.between = (request, send) =>
        request.url.includes('/passes/') ? Promise.resolve(new Response(null, { status: 500 })) : send(request)
      await stage.wake()
      return stage
    },
    code: 'not-fetched',
    says: /^The device was told of version 2 at 2026-11-21 12:01:02 UTC, but has not fetched it\.$/,
    kinds: ['listed'],
  },
  {
    fault: 'the last change changed nothing',
    stage: async () => {
      const stage = await pushed({ kind: 'accepted' })
      await stage.wake()
      await stage.change(grace)
      return stage
    },
    code: 'change-without-effect',
    says: /^The last change at 2026-11-21 12:02:02 UTC left the pass as it was, so that it is still version 2\.$/,
    kinds: ['changed', 'changed'],
  },
  {
    fault: 'the only change changed nothing',
    stage: async () => {
      const stage = await aHeldStage()
      await stage.change({ name: 'Ada' })
      return stage
    },
    code: 'change-without-effect',
    says: /left the pass as it was, so that it is still version 1\.$/,
    kinds: ['created', 'changed'],
  },
  {
    fault: 'the pass is for many',
    stage: async () => {
      const stage = await aHeldStage({ ...telling, settings: { audience: 'many' } })
      await stage.change(grace)
      await stage.wake()
      await put(stage.world, grace)
      return stage
    },
    code: 'steps-not-kept',
    says: /^Version 2 was announced, and pushes were sent; of a pass for many, no more is kept\.$/,
    kinds: [],
  },
]
