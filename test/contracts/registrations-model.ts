/** The promises of Registrations about order: whatever devices do, it goes as in a model of a few lines. */
import fc from 'fast-check'
import { expect } from 'vitest'
import type { Device, Holding, PushedDevice, Registration, Registrations } from '../../lib/ports/registrations.ts'
import { effort, type Sentence } from './contract.ts'
import {
  aHolding,
  anIssue,
  anIssueForMany,
  entryOf,
  expectAgreement,
  type RegistrationsWorld,
  registering,
  then,
} from './registrations-samples.ts'
import { unique } from './samples.ts'

/** What happens next to one of two passes of a device. */
interface Step {
  readonly does: 'register' | 'unregister' | 'mark' | 'notify' | 'remove'
  readonly pass: 0 | 1
  /** Of the two lives of the pass, which have issues of their own. */
  readonly life: 0 | 1
  /** A version, a `seq`, the number of a push token, or a time. */
  readonly number: number
  /** Whether what is known of the device is out of date. */
  readonly isStale: boolean
}

const step = fc.record<Step>({
  does: fc.constantFrom('register', 'register', 'register', 'unregister', 'mark', 'mark', 'notify', 'remove'),
  pass: fc.constantFrom(0, 1),
  life: fc.constantFrom(0, 0, 0, 1),
  number: fc.integer({ min: 1, max: 4 }),
  isStale: fc.constantFrom(false, false, false, true),
})

const registerInModel = (before: Device | undefined, given: Registration): Device => {
  const { epoch, seq, notified, pushToken, passes } = before ?? { ...given, seq: 0, notified: 0, passes: new Map() }
  const entry = passes.get(given.serialNumber)
  if (before && entry && ![given.issue, given.replaces].includes(entry.issue)) return before
  const said = { pushToken: given.pushToken, tokenRegisteredAt: given.now }
  const { pushToken: pushTo, tokenRegisteredAt } = before && given.keepsToken ? before : said
  return {
    ...given.device,
    ...{ epoch, seq, pushToken: pushTo, tokenRegisteredAt },
    notified: pushToken === pushTo ? notified : 0,
    passes: new Map(passes).set(given.serialNumber, entry?.issue === given.issue ? entry : entryOf(given)),
  }
}

const unregisterInModel = (before: Device | undefined, { serialNumber, issue }: Holding): Device | undefined => {
  if (before?.passes.get(serialNumber)?.issue !== issue) return before
  const passes = new Map([...before.passes].filter(([serial]) => serial !== serialNumber))
  return passes.size === 0 ? undefined : { ...before, passes }
}

const markInModel = (before: Device | undefined, holding: Holding, version: number): Device | undefined => {
  const entry = before?.passes.get(holding.serialNumber)
  if (!before || entry?.issue !== holding.issue || entry.v >= version) return before
  const seq = before.seq + 1
  const marked = entryOf(holding, { n: seq, v: version })
  return { ...before, seq, passes: new Map(before.passes).set(holding.serialNumber, marked) }
}

/** One device with two passes, each of two lives: one for a few, the other for many. */
class Play {
  #model: Device | undefined
  readonly #registrations: Registrations
  readonly #holdings: readonly (readonly [Holding, Holding])[]

  constructor(registrations: Registrations) {
    this.#registrations = registrations
    const { device } = aHolding()
    this.#holdings = [aHolding({ device }), aHolding({ device })].map((holding) => [
      { ...holding, issue: anIssue() },
      { ...holding, issue: anIssueForMany() },
    ])
  }

  async take({ does, pass, life, number, isStale }: Step): Promise<void> {
    const holding = this.#holdings[pass]?.[life] ?? aHolding()
    if (does === 'register') await this.#register(holding, number, isStale)
    else if (does === 'unregister') await this.#unregister(holding)
    else if (does === 'mark') await this.#mark(holding, number)
    else if (does === 'notify') await this.#notify(this.#pushed(holding, isStale), number)
    else await this.#remove(this.#pushed(holding, isStale), then + number)
    expect(await this.#registrations.find(holding.device)).toStrictEqual(this.#model)
  }

  async end(): Promise<void> {
    await expectAgreement({ registrations: this.#registrations }, this.#holdings.flat().filter(this.#isCurrent))
  }

  /** Of the lives of a pass the one that the device holds, or both if it holds neither. */
  readonly #isCurrent = ({ serialNumber, issue }: Holding): boolean =>
    (this.#model?.passes.get(serialNumber)?.issue ?? issue) === issue

  #pushed({ device }: Holding, isStale: boolean): PushedDevice {
    const { epoch = 'none', pushToken = 'none' } = this.#model ?? {}
    return { device, epoch, pushToken: isStale ? 'token-0' : pushToken }
  }

  async #register(holding: Holding, number: number, isStale: boolean): Promise<void> {
    const entry = this.#model?.passes.get(holding.serialNumber)
    const given = registering(holding, {
      ...{ pushToken: `token-${number % 2}`, now: then + number, keepsToken: number === 4 },
      ...(entry && !isStale && { replaces: entry.issue }),
    })
    await this.#registrations.register(given)
    this.#model = registerInModel(this.#model, given)
  }

  async #unregister(holding: Holding): Promise<void> {
    await this.#registrations.unregister(holding)
    this.#model = unregisterInModel(this.#model, holding)
  }

  async #mark(holding: Holding, version: number): Promise<void> {
    await this.#registrations.mark(holding, version)
    this.#model = markInModel(this.#model, holding, version)
  }

  async #notify(pushed: PushedDevice, seq: number): Promise<void> {
    await this.#registrations.setNotified(pushed, seq)
    const before = this.#model
    if (before?.pushToken !== pushed.pushToken) return
    this.#model = { ...before, notified: Math.max(before.notified, seq) }
  }

  async #remove(pushed: PushedDevice, until: number): Promise<void> {
    await this.#registrations.removeDevice(pushed, until)
    const before = this.#model
    if (before?.pushToken === pushed.pushToken && before.tokenRegisteredAt <= until) this.#model = undefined
  }
}

/** What is done at the same time to one device and two of its passes, each with one issue. */
const doAtOnce = ({ registrations }: RegistrationsWorld, holdings: readonly Holding[], epoch: string) => {
  return async ({ does, pass, number }: Step): Promise<void> => {
    const holding = holdings[pass] ?? aHolding()
    const pushToken = `token-${number % 2}`
    const pushed = { device: holding.device, epoch, pushToken }
    if (does === 'register') await registrations.register(registering(holding, { pushToken }))
    else if (does === 'unregister') await registrations.unregister(holding)
    else if (does === 'mark') await registrations.mark(holding, number)
    else if (does === 'notify') await registrations.setNotified(pushed, number)
    else await registrations.removeDevice(pushed, then)
  }
}

/** What all methods of Registrations promise together. */
export const registrationOrderSentences: readonly Sentence<RegistrationsWorld>[] = [
  {
    sentence: 'whatever happens to a device and two passes one after the other goes as in the model',
    check: ({ registrations }) =>
      fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 16 }), async (steps) => {
          const play = new Play(registrations)
          for (const each of steps) await play.take(each)
          await play.end()
        }),
        { numRuns: effort.plays },
      ),
  },
  {
    sentence:
      'whatever happens to a device and two passes at the same time, both sides say the same, and no number twice',
    check: (world) =>
      fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), async (steps) => {
          const { device } = aHolding()
          const holdings = [aHolding({ device }), aHolding({ device })]
          const first = registering(holdings[0] ?? aHolding(), { pushToken: 'token-1', epoch: unique() })
          await world.registrations.register(first)
          await Promise.all(steps.map(doAtOnce(world, holdings, first.epoch)))
          await expectAgreement(world, holdings)
          const { seq = 0, passes = new Map() } = (await world.registrations.find(device)) ?? {}
          const numbers = [...passes.values()].map(({ n }) => n).filter((n) => n > 0)
          expect(new Set(numbers).size).toBe(numbers.length)
          expect(Math.max(0, ...numbers)).toBeLessThanOrEqual(seq)
        }),
        { numRuns: effort.plays },
      ),
  },
]
