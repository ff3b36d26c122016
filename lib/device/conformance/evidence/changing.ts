/** Changes the pass twice while devices watch, and keeps what they were told: many checks look at it. */
import type { Answer } from '../../web-service/exchange.ts'
import type { Preparation, Prepared } from '../check.ts'
import { type ListAnswer, readList } from '../judge.ts'
import { type Lab, oncePerLab, type TestDevice } from '../lab.ts'
import { tagged } from '../preparations.ts'
import { type Fetched, fetched } from './fetched.ts'

/** What the first device found when it asked after a change. */
export interface Found {
  /** The list that named the pass, asked with the tag from before; undefined if none did in time. */
  readonly list: ListAnswer | undefined
  /** The pass, asked with the date from before. */
  readonly pass: Fetched
}

/** Everything that was seen. */
export interface ChangeEvidence {
  readonly serialNumber: string
  /** Before the change. */
  readonly before: { readonly tag: string; readonly pass: Fetched }
  readonly first: Found
  /** Of a second change, made at once; missing if it proves nothing. */
  readonly second: Prepared<Found>
  /** With the tag from before the changes, once more; missing if the device was no longer there to be told. */
  readonly oldTagAgain: Prepared<ListAnswer>
  /** With the tag of the last list that named the pass. */
  readonly newTag: ListAnswer
  /** The pass, asked with its newest date; undefined if it came without one. */
  readonly unchanged: Answer | undefined
  /** What another device was told, as before. Its push token was replaced before the changes. */
  readonly otherDevice: Prepared<ListAnswer>
  /** What a device was told that had given the pass up. */
  readonly formerDevice: ListAnswer
  /** The push tokens of the devices, and those that were pushed to; undefined if that cannot be seen. */
  readonly pushes:
    | {
        readonly current: readonly string[]
        readonly replaced: string
        readonly former: string
        readonly seen: readonly string[]
      }
    | undefined
}

const second = 1000
const longestPause = 500

/** Asks again and again, until the answer is good enough or time is up. */
const ask = async <T>(lab: Lab, question: () => Promise<T | undefined>): Promise<T | undefined> => {
  const until = lab.now() + lab.patience
  for (let pause = 25; ; pause = Math.min(pause * 2, longestPause)) {
    const answer = await question()
    if (answer !== undefined || lab.now() >= until) return answer
    await lab.sleep(pause)
  }
}

const naming = (lab: Lab, device: TestDevice, tag: string): Promise<ListAnswer | undefined> =>
  ask(lab, async () => {
    const list = readList(await lab.list(device, tag))
    return list.serialNumbers.includes(lab.pass.access.serialNumber) ? list : undefined
  })

const find = async (lab: Lab, device: TestDevice, tag: string, date: string | undefined): Promise<Found> => {
  const list = await naming(lab, device, tag)
  return { list, pass: await fetched(await lab.latest(date)) }
}

/**
 * Whether the server has ended a registration by itself: one that pushes hears before long that there is no such push token. To
 * register again tells.
 */
const wasEnded = async (lab: Lab, device: TestDevice): Promise<boolean> => (await lab.register(device)).status === 201

const ended = { missing: 'the server has ended the registration of the device meanwhile' } as const

/** A list, unless it does not name the pass because the device was no longer there to be told. */
const toldTo = async (lab: Lab, device: TestDevice, list: ListAnswer): Promise<Prepared<ListAnswer>> =>
  !list.serialNumbers.includes(lab.pass.access.serialNumber) && (await wasEnded(lab, device)) ? ended : { ready: list }

/** The second change, unless it was none, or nobody was there any more to be told: then it proves nothing. */
const changeAgain = async (
  lab: Lab,
  change: () => Promise<void>,
  device: TestDevice,
  known: { readonly tag: string; readonly date: string | undefined; readonly contents: string | undefined },
): Promise<Prepared<Found>> => {
  const noNewPass = { missing: 'the change cannot be made twice: the second time it made no new pass' }
  try {
    await change()
  } catch {
    return noNewPass
  }
  const found = await find(lab, device, known.tag, known.date)
  if (found.list !== undefined) return { ready: found }
  if (await wasEnded(lab, device)) return ended
  const now = await fetched(await lab.latest())
  return now.opened?.contents === known.contents ? noNewPass : { ready: found }
}

/** The list without this pass, as it must be in the end: a change that makes several versions is listed several times. */
const settled = async (lab: Lab, device: TestDevice, from: string): Promise<ListAnswer> => {
  let tag = from
  let list = readList(await lab.list(device, tag))
  for (let times = 0; times < 3 && list.tag !== undefined && list.tag !== tag; times++) {
    await lab.sleep(second)
    tag = list.tag
    list = readList(await lab.list(device, tag))
  }
  return list
}

/** What was pushed to, once all that must be are among it. */
const pushedTokens = async (
  lab: Lab,
  pushes: NonNullable<Lab['pushes']>,
  wanted: readonly string[],
): Promise<readonly string[]> => {
  const seen = await ask(lab, async () => {
    const tokens = await pushes()
    return wanted.every((token) => tokens.includes(token)) ? tokens : undefined
  })
  return seen ?? (await pushes())
}

/** A device that watches, one whose push token is replaced, and one that gives the pass up: all hold it, and have a tag. */
const threeDevices = async (lab: Lab) => {
  const [watching, rotating, leaving] = [await tagged(lab), await tagged(lab), await tagged(lab)]
  if ('missing' in watching) return watching
  if ('missing' in rotating) return rotating
  if ('missing' in leaving) return leaving
  return { ready: { watching: watching.ready, rotating: rotating.ready, leaving: leaving.ready } }
}

const gather = async (lab: Lab, change: () => Promise<void>): Promise<Prepared<ChangeEvidence>> => {
  const devices = await threeDevices(lab)
  if ('missing' in devices) return devices
  const { watching, rotating, leaving } = devices.ready
  const { device, tag } = watching
  const rotated = { ...rotating.device, pushToken: lab.newDevice().pushToken }
  await lab.register(rotated)
  await lab.unregister(leaving.device)
  const before = { tag, pass: await fetched(await lab.latest()) }

  // At the start of a second, so that both changes fall into it if the server is quick.
  await lab.sleep(second - (lab.now() % second))
  await change()
  const first = await find(lab, device, tag, before.pass.date)
  if (first.list === undefined && (await wasEnded(lab, device))) return ended
  const seenTag = first.list?.tag ?? tag
  const seenDate = first.pass.date ?? before.pass.date
  const contents = first.pass.opened?.contents ?? before.pass.opened?.contents
  const toOther = first.list && (await naming(lab, rotated, rotating.tag))
  const otherList = toOther ?? readList(await lab.list(rotated, rotating.tag))
  const otherDevice = await toldTo(lab, rotated, otherList)
  const oldTagAgain = await toldTo(lab, device, readList(await lab.list(device, tag)))
  const known = { tag: seenTag, date: seenDate, contents }
  const secondChange = 'missing' in oldTagAgain ? oldTagAgain : await changeAgain(lab, change, device, known)

  const again = 'ready' in secondChange ? secondChange.ready : undefined
  const newest = again?.pass.date ?? (await fetched(await lab.latest())).date
  return {
    ready: {
      serialNumber: lab.pass.access.serialNumber,
      before,
      first,
      second: secondChange,
      oldTagAgain,
      newTag: await settled(lab, device, again?.list?.tag ?? seenTag),
      unchanged: newest === undefined ? undefined : await lab.latest(newest),
      otherDevice,
      formerDevice: readList(await lab.list(leaving.device, leaving.tag)),
      pushes: lab.pushes && {
        current: [device.pushToken, rotated.pushToken],
        replaced: rotating.device.pushToken,
        former: leaving.device.pushToken,
        seen: await pushedTokens(lab, lab.pushes, [device.pushToken, rotated.pushToken]),
      },
    },
  }
}

const evidence = oncePerLab(async (lab): Promise<Prepared<ChangeEvidence>> => {
  const { change } = lab
  return change === undefined ? { missing: 'the pass cannot be changed' } : await gather(lab, change)
})

/** Two changes of the pass, and what devices saw of them. */
export const aChange: Preparation<ChangeEvidence> = { need: 'change', prepare: evidence }

/** The same, with the second change. */
export const twoChanges: Preparation<Omit<ChangeEvidence, 'second'> & { readonly second: Found }> = {
  need: 'change',
  prepare: async (lab) => {
    const changed = await evidence(lab)
    if ('missing' in changed) return changed
    const { second } = changed.ready
    return 'missing' in second ? second : { ready: { ...changed.ready, second: second.ready } }
  },
}

/** The same, with what was pushed. */
export const pushedChange: Preparation<NonNullable<ChangeEvidence['pushes']>> = {
  need: 'pushes',
  prepare: async (lab) => {
    const changed = await evidence(lab)
    if ('missing' in changed) return changed
    const { pushes } = changed.ready
    return pushes === undefined ? { missing: 'what the server pushes cannot be seen' } : { ready: pushes }
  },
}
