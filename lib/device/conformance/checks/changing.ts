/** Checks of what devices see when the pass changes. */
import { type Check, check, type Preparation, type Prepared } from '../check.ts'
import { aChange, type ChangeEvidence, pushedChange, twoChanges } from '../evidence/changing.ts'
import { isLater, sameIdentity, sameIdentityText } from '../evidence/fetched.ts'
import { isBare, type ListAnswer, quoted, shown, type Verdict } from '../judge.ts'
import { sources } from '../sources.ts'

const names = ({ serialNumbers }: ListAnswer, { serialNumber }: ChangeEvidence): boolean =>
  serialNumbers.includes(serialNumber)

const isListed = (list: ListAnswer, changed: ChangeEvidence): Verdict => ({ ok: names(list, changed), got: list.got })

const notListed = 'not listed in time'

/** A change that was listed. */
const aListedChange: Preparation<ChangeEvidence & { readonly list: ListAnswer }> = {
  need: 'change',
  prepare: async (lab) => {
    const changed = await aChange.prepare(lab)
    if ('missing' in changed) return changed
    const { list } = changed.ready.first
    return list === undefined ? { missing: 'the change was never listed' } : { ready: { ...changed.ready, list } }
  },
}

/** What a device was told of a change that was listed. */
const told = (pick: (changed: ChangeEvidence) => Prepared<ListAnswer>): Preparation<Verdict> => ({
  need: 'change',
  prepare: async (lab) => {
    const changed = await aListedChange.prepare(lab)
    if ('missing' in changed) return changed
    const list = pick(changed.ready)
    return 'missing' in list ? list : { ready: isListed(list.ready, changed.ready) }
  },
})

/** A change whose pass was sent. */
const aFetchedChange: Preparation<ChangeEvidence> = {
  need: 'change',
  prepare: async (lab) => {
    const changed = await aChange.prepare(lab)
    if ('missing' in changed || changed.ready.first.pass.opened !== undefined) return changed
    return { missing: 'the changed pass was not sent' }
  },
}

/** A change of a pass that came with a date. */
const aDatedChange: Preparation<ChangeEvidence & { readonly date: string }> = {
  need: 'change',
  prepare: async (lab) => {
    const changed = await aChange.prepare(lab)
    if ('missing' in changed) return changed
    const { date } = changed.ready.before.pass
    return date === undefined
      ? { missing: 'the pass came without Last-Modified' }
      : { ready: { ...changed.ready, date } }
  },
}

const lists: readonly Check[] = [
  check(
    aChange,
    {
      id: 'change-listed',
      what: 'A changed pass is listed for a device that asks with its tag from before.',
      expected: '200 and the serial number',
      source: sources.list,
    },
    ({ first, before }) => {
      if (first.list) return { ok: true, got: first.list.got }
      const { answer, opened } = first.pass
      const unchanged = answer.status === 304 || opened?.contents === before.pass.opened?.contents
      return { ok: false, got: unchanged ? `${notListed}; the pass did not change, either` : notListed }
    },
  ),
  check(
    aListedChange,
    {
      id: 'change-new-tag',
      what: 'A list that names a pass comes with another tag than it was asked with.',
      expected: 'another tag',
      source: sources.deviceLog,
    },
    ({ list, before }) => ({
      ok: list.tag !== undefined && list.tag !== before.tag,
      got: list.tag === undefined ? 'no tag' : `${quoted(before.tag)}, then ${quoted(list.tag)}`,
    }),
  ),
  check(
    aListedChange,
    {
      id: 'change-listed-once',
      what: 'A device that has the newest tag is not told of the same change again.',
      expected: '204 without a body',
      source: sources.list,
    },
    ({ newTag }) => ({ ok: newTag.got === '204', got: newTag.got }),
  ),
  check(
    told(({ oldTagAgain }) => oldTagAgain),
    {
      id: 'change-listed-to-old-tag',
      what: 'A device whose answer was lost asks with the old tag once more, and is told again.',
      expected: '200 and the serial number',
      source: sources.inferred,
    },
    (verdict) => verdict,
  ),
  check(
    told(({ otherDevice }) => otherDevice),
    {
      id: 'change-listed-to-all',
      what: 'Every device that holds the pass is told of the change.',
      expected: '200 and the serial number',
      source: sources.list,
    },
    (verdict) => verdict,
  ),
  check(
    aListedChange,
    {
      id: 'change-not-listed-to-former',
      what: 'A device that gave the pass up is not told of the change.',
      expected: '204 or 404',
      source: sources.unregister,
    },
    ({ formerDevice }) => ({ ok: formerDevice.status === 204 || formerDevice.status === 404, got: formerDevice.got }),
  ),
]

const passes: readonly Check[] = [
  check(
    aDatedChange,
    {
      id: 'change-fetched',
      what: 'Asked with the date from before the change, the server sends the pass.',
      expected: '200',
      source: sources.send,
    },
    ({ first }) => ({ ok: first.pass.answer.status === 200, got: shown(first.pass.answer) }),
  ),
  check(
    aListedChange,
    {
      id: 'change-is-one',
      what: 'A pass that was listed has really changed.',
      expected: 'other contents',
      source: sources.deviceLog,
    },
    ({ before, first }) => {
      const { opened } = first.pass
      if (opened === undefined) return { ok: false, got: `no pass: ${shown(first.pass.answer)}` }
      const same = opened.contents === before.pass.opened?.contents
      return { ok: !same, got: same ? 'the same contents' : 'other contents' }
    },
  ),
  check(
    aDatedChange,
    {
      id: 'change-newer-date',
      what: 'The changed pass comes with a later Last-Modified.',
      expected: 'a later date',
      source: sources.send,
    },
    ({ date, first }) => isLater(date, first.pass.date),
  ),
  check(
    aDatedChange,
    {
      id: 'change-unchanged-since',
      what: 'Asked with the date of the changed pass, the server says that nothing has changed since.',
      expected: '304 without a body',
      source: sources.send,
    },
    ({ unchanged }) => (unchanged ? isBare(unchanged, 304) : { ok: false, got: 'no Last-Modified' }),
  ),
  check(
    aFetchedChange,
    {
      id: 'change-same-identity',
      what: 'The changed pass is the same pass: pass type, serial number and token stay.',
      expected: sameIdentityText,
      source: sources.send,
    },
    ({ before, first }) => sameIdentity(before.pass.opened, first.pass.opened),
  ),
  check(
    twoChanges,
    {
      id: 'change-twice',
      what: 'Two changes right after each other are both listed, and both fetched.',
      expected: 'listed, then 200 and other contents',
      source: sources.inferred,
    },
    ({ first, second }) => {
      if (second.list === undefined) return { ok: false, got: notListed }
      const other = second.pass.opened !== undefined && second.pass.opened.contents !== first.pass.opened?.contents
      return {
        ok: other,
        got: `listed, then ${shown(second.pass.answer)}${second.pass.opened && !other ? ', the same contents' : ''}`,
      }
    },
  ),
]

const pushes: readonly Check[] = [
  check(
    pushedChange,
    {
      id: 'push-current-tokens',
      what: 'Every device that holds the pass is pushed to, with the push token that it registered last.',
      expected: 'all of them',
      source: sources.register,
    },
    ({ current, seen }) => {
      const reached = current.filter((token) => seen.includes(token)).length
      return { ok: reached === current.length, got: `${reached} of ${current.length}` }
    },
  ),
  check(
    pushedChange,
    {
      id: 'push-no-former-tokens',
      what: 'Nobody is pushed to with a push token that was replaced, or after giving the pass up.',
      expected: 'none of them',
      source: sources.register,
    },
    ({ replaced, former, seen }) => {
      const wrong = [
        ...(seen.includes(replaced) ? ['a push token that was replaced'] : []),
        ...(seen.includes(former) ? ['a device that gave the pass up'] : []),
      ]
      return { ok: wrong.length === 0, got: wrong.length === 0 ? 'none of them' : wrong.join(', ') }
    },
  ),
]

/** The checks. */
export const changeChecks: readonly Check[] = [...lists, ...passes, ...pushes]
