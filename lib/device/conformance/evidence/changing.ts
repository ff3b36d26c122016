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
  /** Of a second change, made at once; undefined if the change could not be made again, or made no new pass. */
  readonly second: Found | undefined
  /** With the tag from before the changes, once more. */
  readonly oldTagAgain: ListAnswer
  /** With the tag of the last list that named the pass. */
  readonly newTag: ListAnswer
  /** The pass, asked with its newest date; undefined if it came without one. */
  readonly unchanged: Answer | undefined
  /** What another device was told. Its push token was replaced before the changes. */
  readonly otherDevice: ListAnswer
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

/** The second change, unless it was none: then it proves nothing. */
const changeAgain = async (
  lab: Lab,
  change: () => Promise<void>,
  device: TestDevice,
  known: { readonly tag: string; readonly date: string | undefined; readonly contents: string | undefined },
): Promise<Found | undefined> => {
  try {
    await change()
  } catch {
    return undefined
  }
  const found = await find(lab, device, known.tag, known.date)
  if (found.list !== undefined) return found
  const now = await fetched(await lab.latest())
  return now.opened?.contents === known.contents ? undefined : found
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

const gather = async (lab: Lab, change: () => Promise<void>): Promise<Prepared<ChangeEvidence>> => {
  const [watching, rotating, leaving] = [await tagged(lab), await tagged(lab), await tagged(lab)]
  if ('missing' in watching) return watching
  if ('missing' in rotating) return rotating
  if ('missing' in leaving) return leaving
  const { device, tag } = watching.ready
  const rotated = { ...rotating.ready.device, pushToken: lab.newDevice().pushToken }
  await lab.register(rotated)
  await lab.unregister(leaving.ready.device)
  const before = { tag, pass: await fetched(await lab.latest()) }

  // At the start of a second, so that both changes fall into it if the server is quick.
  await lab.sleep(second - (lab.now() % second))
  await change()
  const first = await find(lab, device, tag, before.pass.date)
  const seenTag = first.list?.tag ?? tag
  const seenDate = first.pass.date ?? before.pass.date
  const contents = first.pass.opened?.contents ?? before.pass.opened?.contents
  const toOther = first.list && (await naming(lab, rotated, rotating.ready.tag))
  const again = await changeAgain(lab, change, device, { tag: seenTag, date: seenDate, contents })

  const newest = again?.pass.date ?? seenDate
  return {
    ready: {
      serialNumber: lab.pass.access.serialNumber,
      before,
      first,
      second: again,
      oldTagAgain: readList(await lab.list(device, tag)),
      newTag: await settled(lab, device, again?.list?.tag ?? seenTag),
      unchanged: newest === undefined ? undefined : await lab.latest(newest),
      otherDevice: toOther ?? readList(await lab.list(rotated, rotating.ready.tag)),
      formerDevice: readList(await lab.list(leaving.ready.device, leaving.ready.tag)),
      pushes: lab.pushes && {
        current: [device.pushToken, rotated.pushToken],
        replaced: rotating.ready.device.pushToken,
        former: leaving.ready.device.pushToken,
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
export const twoChanges: Preparation<ChangeEvidence & { readonly second: Found }> = {
  need: 'change',
  prepare: async (lab) => {
    const changed = await evidence(lab)
    if ('missing' in changed) return changed
    const { second } = changed.ready
    if (second === undefined) return { missing: 'the change cannot be made twice: the second time it made no new pass' }
    return { ready: { ...changed.ready, second } }
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
