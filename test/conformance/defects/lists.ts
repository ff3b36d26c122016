/** Defects of the list of changed passes. */
import { type Behaviour, type ChangedPasses, right } from '../reference/behaviour.ts'
import type { StoredPass } from '../reference/passes.ts'
import { bare, calls, type Defect, deviceIn, instead, tagIn } from './defect.ts'

/** The right list, with something done to it. */
const listed =
  (doctor: (list: ChangedPasses, state: Parameters<Behaviour['list']>[2]) => ChangedPasses): Behaviour['list'] =>
  (held, tag, state) => {
    const list = right.list(held, tag, state)
    return list && doctor(list, state)
  }

const named = (held: readonly StoredPass[], lastUpdated: string): ChangedPasses | undefined =>
  held.length === 0 ? undefined : { serialNumbers: held.map(({ serialNumber }) => serialNumber), lastUpdated }

const asTag = (changed: number): string => `2026-11-21 10:00:0${changed} +0000`

const day = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10)

const listing: readonly Defect[] = [
  {
    name: 'only the serial numbers with the newest time are listed',
    from: 'django-walletpass',
    behaviour: {
      list: (held, tag, state) => {
        const newest = Math.max(...held.map(({ changed }) => changed))
        return right.list(
          held.filter(({ changed }) => changed === newest),
          tag,
          state,
        )
      },
    },
    fails: ['list-every-serial'],
  },
  {
    name: 'the list demands a token',
    from: 'what users of such servers complain about',
    around: instead(calls.list, async (request, right) =>
      request.headers.has('Authorization') ? await right() : bare(401),
    ),
    fails: [
      'register-at-once',
      'list-unregistered-device',
      'list-without-token',
      'list-every-serial',
      'list-garbage-tag',
      'unregister-wrong-token',
      'unregister-ends',
    ],
  },
  {
    name: 'an equal tag is answered with 200',
    from: "Apple's sample server of 2012",
    behaviour: { list: (held, tag, state) => right.list(held, tag, state) ?? { serialNumbers: [], lastUpdated: tag } },
    fails: ['list-equal-tag', 'change-listed-once'],
  },
  {
    name: 'a garbage tag is a failure',
    from: 'django-walletpass',
    around: instead(calls.list, async (request, right) =>
      Number.isNaN(Number(tagIn(request) ?? 0)) ? bare(500) : await right(),
    ),
    fails: ['list-garbage-tag'],
  },
  {
    name: 'an unknown device is a failure',
    around: (request, next, { devices }) => {
      const isKnown = request.method !== 'GET' || devices.has(deviceIn(request) ?? 'S-1')
      return isKnown || !request.url.includes('/devices/') ? next(request) : Promise.resolve(bare(500))
    },
    fails: ['list-unregistered-device', 'unregister-ends', 'change-not-listed-to-former'],
  },
  {
    name: 'serial numbers are numbers, and so is the tag',
    behaviour: {
      list: listed(({ serialNumbers, lastUpdated }) => ({ serialNumbers, lastUpdated: Number(lastUpdated) })),
    },
    fails: ['list-shape'],
  },
  {
    name: 'passes of other types are listed',
    around: (request, next) =>
      next(new Request(request.url.replace('pass.invalid.conformance', 'pass.com.example.card'), request)),
    fails: ['list-other-type'],
  },
  {
    name: 'the first list is empty',
    behaviour: {
      list: (held, tag, state) =>
        tag === null ? { serialNumbers: [], lastUpdated: '3' } : right.list(held, tag, state),
    },
    fails: ['register-at-once', 'list-first', 'list-every-serial', 'unregister-wrong-token'],
  },
]

const tags: readonly Defect[] = [
  {
    name: 'the tag is what time it is',
    from: 'coorasse/passkit',
    behaviour: {
      list: (held, tag, { time }) =>
        named(
          held.filter(({ at }) => at > Number(tag)),
          `${time.now}`,
        ),
    },
    fails: ['list-steady-tag', 'change-twice'],
  },
  {
    name: 'the tag is a day',
    from: 'coorasse/passkit',
    behaviour: {
      list: (held, tag, { time }) =>
        named(
          held.filter(({ seconds }) => tag === null || day(seconds) >= tag),
          day(time.now / 1000),
        ),
    },
    fails: ['list-equal-tag', 'change-new-tag', 'change-listed-once'],
  },
  {
    name: 'the tag is a time in seconds',
    from: 'what users of such servers complain about',
    behaviour: {
      stamp: (pass, state) => {
        right.stamp(pass, state)
        pass.changed = Math.floor(state.time.now / 1000)
      },
    },
    fails: ['change-twice'],
  },
  {
    name: 'the tag holds a plus sign and spaces',
    from: "Apple's sample server of 2012",
    behaviour: {
      list: (held, tag) => {
        const changed = held.filter((pass) => tag === null || asTag(pass.changed) > tag)
        return named(changed, asTag(Math.max(...changed.map((pass) => pass.changed))))
      },
    },
    fails: ['list-tag-url-safe'],
  },
  {
    name: 'the tag stays the same, whatever changes',
    from: 'what devices log',
    behaviour: {
      list: (held, tag, state) => {
        const changed = held.filter((pass) => tag === null || pass.changed > 3)
        return tag !== null && changed.length === 0 ? right.list([], tag, state) : named(changed, '3')
      },
    },
    fails: ['change-new-tag', 'change-listed-once'],
  },
]

const changes: readonly Defect[] = [
  {
    name: 'a change is never listed',
    behaviour: {
      list: (held, tag, state) =>
        right.list(
          held.filter(({ gate }) => tag === null || gate === 1),
          tag,
          state,
        ),
    },
    fails: ['change-listed', 'change-twice'],
  },
  {
    name: 'a change is listed once for each tag, even if the answer is lost',
    around: async (request, next, { notes }) => {
      const answer = await next(request)
      if (tagIn(request) === undefined || answer.status !== 200) return answer
      if (notes.has(request.url)) return bare(204)
      notes.set(request.url, 'told')
      return answer
    },
    fails: ['change-listed-to-old-tag'],
  },
  {
    name: 'a change is listed for the device that asks first',
    around: async (request, next, { notes, passes }) => {
      const device = deviceIn(request) ?? ''
      if (tagIn(request) === undefined || passes.get('S-1')?.gate === 1) return await next(request)
      const first = notes.get('first') ?? device
      notes.set('first', first)
      return device === first ? await next(request) : bare(204)
    },
    fails: ['change-listed-to-all'],
  },
]

/** The defects. */
export const listDefects: readonly Defect[] = [...listing, ...tags, ...changes]
