/** Defects of registering and unregistering. */
import { right } from '../reference/behaviour.ts'
import { bare, calls, type Defect, deviceIn, instead, ofDevice } from './defect.ts'

/** Waits until other requests have had their turn. */
const laterOn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1))

const registering: readonly Defect[] = [
  {
    name: 'a re-registration keeps the old push token',
    from: "Apple's sample server of 2012, Vapor wallet, django-walletpass",
    behaviour: {
      register: (name, serial, pushToken, state) =>
        right.register(name, serial, state.devices.get(name)?.pushToken ?? pushToken, state),
    },
    fails: ['push-current-tokens', 'push-no-former-tokens'],
  },
  {
    name: 'parameters of a request are kept where other requests find them',
    from: 'frozon Rack app',
    around: async (request, next, { notes }) => {
      notes.set('device', deviceIn(request) ?? '')
      await laterOn()
      return await next(await ofDevice(request, notes.get('device') ?? ''))
    },
    fails: ['register-at-once'],
  },
  {
    name: 'a new registration is answered with 200',
    around: instead(calls.register, async (_, right) => {
      const { status } = await right()
      return bare(status === 201 ? 200 : status)
    }),
    fails: ['register-new', 'register-at-once', 'register-after-unregister'],
  },
  {
    name: 'a repeated registration is a conflict',
    around: instead(calls.register, async (_, right) => {
      const { status } = await right()
      return bare(status === 200 ? 409 : status)
    }),
    fails: ['register-again', 'register-new-push-token', 'register-twice-at-once'],
  },
  {
    name: 'two requests of one device at once are a failure',
    around: async (request, next, { notes }) => {
      if (notes.has(request.url)) return bare(500)
      notes.set(request.url, 'busy')
      await laterOn()
      notes.delete(request.url)
      return await next(request)
    },
    fails: ['register-twice-at-once'],
  },
  {
    name: 'a push token may be missing',
    around: instead(calls.register, async (request, right) =>
      (await request.clone().text()) === '{}' ? bare(201) : await right(),
    ),
    fails: ['register-no-push-token'],
  },
  {
    name: 'a body may be as large as it likes',
    around: instead(calls.register, async (request, right) =>
      (await request.clone().text()).length > 100_000 ? bare(201) : await right(),
    ),
    fails: ['register-large-body'],
  },
]

const unregistering: readonly Defect[] = [
  {
    name: 'unregistering deletes nothing',
    from: 'coorasse/passkit',
    behaviour: { unregister: () => undefined },
    fails: ['unregister-ends', 'register-after-unregister', 'change-not-listed-to-former', 'push-no-former-tokens'],
  },
  {
    name: 'unregistering is not implemented',
    around: instead(calls.unregister, async (_, right) => {
      const { status } = await right()
      return bare(status === 200 ? 204 : status)
    }),
    fails: ['unregister', 'unregister-again'],
  },
  {
    name: 'what is not registered cannot be unregistered',
    around: (request, next, { devices }) => {
      const device = deviceIn(request) ?? ''
      return request.method === 'DELETE' && !devices.has(device) ? Promise.resolve(bare(404)) : next(request)
    },
    fails: ['unregister-again'],
  },
  {
    name: 'anybody ends a registration',
    around: (request, next, { passes }) => {
      if (request.method !== 'DELETE') return next(request)
      const { token } = passes.get(request.url.slice(-3)) ?? {}
      return next(new Request(request.url, { method: 'DELETE', headers: { Authorization: `ApplePass ${token}` } }))
    },
    fails: ['unregister-wrong-token'],
  },
]

/** The defects. */
export const registrationDefects: readonly Defect[] = [...registering, ...unregistering]
