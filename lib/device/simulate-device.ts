/** A simulated device with Wallet. */
import { type Bytes, copyBytes, hex } from '../core/bytes.ts'
import type { DeviceOptions, PassView, SimulatedDevice } from './device.ts'
import { shownFields } from './lock-screen/changes.ts'
import { add } from './tasks/add.ts'
import { pullToRefresh, reboot, remove, rotatePushToken, setUpdates, type Task, wake } from './tasks/everyday.ts'
import { personalize } from './tasks/personalize.ts'
import { type Phone, pushTokenBytes } from './tasks/phone.ts'
import { Errand, type ErrandSettings } from './wallet/errand.ts'
import { HeldPasses } from './wallet/held-passes.ts'
import { readState, writeState } from './wallet/state.ts'
import type { Report } from './wallet/steps.ts'

const identifierBytes = 16

const systemRandom = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length))

const systemSleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })

const defaultWaits = [1000, 2000, 4000]

const settingsOf = ({
  waits = defaultWaits,
  sleep = systemSleep,
  now = Date.now,
  ...rest
}: DeviceOptions): ErrandSettings => ({
  ...(rest.fetch ? { fetch: rest.fetch } : {}),
  ...(rest.maxBytes === undefined ? {} : { maxBytes: rest.maxBytes }),
  ...(rest.maxMilliseconds === undefined ? {} : { maxMilliseconds: rest.maxMilliseconds }),
  waits,
  sleep,
  now,
})

const phoneOf = async (options: DeviceOptions): Promise<Phone> => {
  const { trust, state, random = systemRandom, language = 'en', locale = language } = options
  const memory = state === undefined ? undefined : await readState(state)
  const timeZone = options.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone
  return {
    deviceLibraryIdentifier:
      options.deviceLibraryIdentifier ?? memory?.deviceLibraryIdentifier ?? hex(random(identifierBytes)),
    pushToken: options.pushToken ?? memory?.pushToken ?? hex(random(pushTokenBytes)),
    held: memory?.held ?? new HeldPasses(),
    trust,
    reader: { language, locale, timeZone },
    random,
  }
}

const viewsOf = ({ held, reader }: Phone, now: number): readonly PassView[] =>
  held.all.map(({ content, registered, updates, lastModified }) => {
    const { name, pass, service, form } = content
    return {
      ...name,
      organizationName: String(pass.organizationName),
      description: String(pass.description),
      ...(service ? { webServiceURL: service.webServiceURL } : {}),
      registered,
      updates,
      ...(form ? { form } : {}),
      ...(lastModified === undefined ? {} : { lastModified }),
      fields: shownFields(content, { ...reader, now }),
    }
  })

/**
 * Simulates a device with Wallet: it behaves towards web services as an iPhone does, and says what it did and what it made of
 * the answers.
 *
 * @throws DeviceError `device/state-invalid`
 * @example
 * ```ts
 * const device = await simulateDevice({ trust: { roots: [root] } })
 * await device.add(pkpass)
 * const { steps } = await device.wake('pass.com.example.card')
 * ```
 */
export const simulateDevice = async (options: DeviceOptions): Promise<SimulatedDevice> => {
  const settings = settingsOf(options)
  const phone = await phoneOf(options)
  const run = async (task: Task): Promise<Report> => {
    const errand = new Errand(settings)
    await task(phone, errand)
    return await errand.finish()
  }
  return {
    deviceLibraryIdentifier: phone.deviceLibraryIdentifier,
    get pushToken() {
      return phone.pushToken
    },
    get passes() {
      return viewsOf(phone, settings.now())
    },
    pkpassOf: (name) => copyBytes(phone.held.get(name).pkpass),
    state: () => writeState(phone),
    add: (bytes) => run((to, errand) => add(to, errand, bytes)),
    wake: (passTypeIdentifier) => run(wake(passTypeIdentifier)),
    pullToRefresh: (name) => run(pullToRefresh(name)),
    reboot: () => run(reboot),
    rotatePushToken: () => run(rotatePushToken),
    setUpdates: (name, on) => run(setUpdates(name, on)),
    personalize: (name, answers, how = {}) =>
      run((to, errand) => personalize(to, errand, to.held.get(name), answers, how)),
    remove: (name) => run(remove(name)),
  }
}
