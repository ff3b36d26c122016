/** Where checks start from: a device, a registration, a tag, a pass that was fetched. */
import { secondsOfHttpDate } from '../../core/format/http-date.ts'
import type { Answer } from '../web-service/exchange.ts'
import type { Preparation, Prepared } from './check.ts'
import { readList, shown } from './judge.ts'
import type { Lab, TestDevice } from './lab.ts'
import type { TestPass } from './test-pass.ts'

const missing = (reason: string): { readonly missing: string } => ({ missing: reason })

/** Nothing but the pass. */
export const nothing: Preparation<undefined> = { prepare: async () => ({ ready: undefined }) }

/** A device that holds no pass. */
export const aDevice: Preparation<TestDevice> = { prepare: async (lab) => ({ ready: lab.newDevice() }) }

const register = async (lab: Lab, pass?: TestPass): Promise<Prepared<TestDevice>> => {
  const device = lab.newDevice()
  const answer = await lab.register(device, {}, pass?.access)
  if (answer.status === 200 || answer.status === 201) return { ready: device }
  return missing(`registering the pass was answered with ${answer.status}`)
}

/** A device that holds the pass. */
export const aRegistration: Preparation<TestDevice> = { prepare: (lab) => register(lab) }

/** A device and what it was told first. */
export interface Tagged {
  readonly device: TestDevice
  readonly tag: string
  readonly answer: Answer
}

/** Registers a device and asks for its first list. */
export const tagged = async (lab: Lab): Promise<Prepared<Tagged>> => {
  const registered = await register(lab)
  if ('missing' in registered) return registered
  const answer = await lab.list(registered.ready)
  const { tag, got } = readList(answer)
  if (tag === undefined) return missing(`the first list is of no use: ${got}`)
  return { ready: { device: registered.ready, tag, answer } }
}

/** A device that holds the pass and has a tag. */
export const aTag: Preparation<Tagged> = { prepare: tagged }

/** A fetched pass. */
export const aServedPass: Preparation<Answer> = {
  prepare: async (lab) => {
    const answer = await lab.latest()
    return answer.status === 200 ? { ready: answer } : missing(`fetching the pass was answered with ${shown(answer)}`)
  },
}

/** A fetched pass, and the date that came with it. */
export interface Dated {
  readonly answer: Answer
  /** As it was sent. */
  readonly date: string
  /** Whole seconds since 1970. */
  readonly seconds: number
}

/** A fetched pass with a date. */
export const aDatedPass: Preparation<Dated> = {
  prepare: async (lab) => {
    const fetched = await aServedPass.prepare(lab)
    if ('missing' in fetched) return fetched
    const date = fetched.ready.headers.get('Last-Modified') ?? ''
    const seconds = secondsOfHttpDate(date)
    return seconds === undefined
      ? missing('the pass came without a Last-Modified that could be sent back')
      : { ready: { answer: fetched.ready, date, seconds } }
  },
}

/** Another pass of the same server. */
export const anotherPass: Preparation<TestPass> = {
  need: 'other',
  prepare: ({ pass, other }) => {
    const isSibling =
      other?.webServiceURL === pass.webServiceURL && other.access.passTypeIdentifier === pass.access.passTypeIdentifier
    return Promise.resolve(isSibling ? { ready: other } : missing('the other pass is of another service or type'))
  },
}

/** A device that holds both passes. */
export const twoRegistrations: Preparation<{ readonly device: TestDevice; readonly other: TestPass }> = {
  need: 'other',
  prepare: async (lab) => {
    const other = await anotherPass.prepare(lab)
    if ('missing' in other) return other
    const registered = await register(lab)
    if ('missing' in registered) return registered
    const answer = await lab.register(registered.ready, {}, other.ready.access)
    return answer.status < 300
      ? { ready: { device: registered.ready, other: other.ready } }
      : missing(`registering the other pass was answered with ${answer.status}`)
  },
}
