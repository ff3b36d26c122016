import { beforeAll, describe, expect, it } from 'vitest'
import { aChain } from '../../../test/builders/signer.ts'
import type { StoredSigners } from '../../ports/secrets.ts'
import { type StorableSigner, storableSigner } from '../../service/secrets/stored-signer.ts'
import { makeRollback, withRenewed, withUploaded } from './signers.ts'

const noon = Date.UTC(2026, 10, 21, 12)
const halfAnHour = 30 * 60_000
const iso = (milliseconds: number): string => new Date(milliseconds).toISOString()

const aSigner = async (options: Parameters<typeof aChain>[0] = {}): Promise<StorableSigner> =>
  storableSigner(await aChain({ algorithm: 'P-256', ...options }))

let one: StorableSigner
let two: StorableSigner
let three: StorableSigner
let alone: StoredSigners
let waiting: StoredSigners

beforeAll(async () => {
  one = await aSigner()
  two = await aSigner()
  three = await aSigner()
  alone = { current: one.stored }
  waiting = withRenewed(alone, two, noon)
})

describe('a renewal', () => {
  it('stands beside the signer in use, and takes over in half an hour', () => {
    expect(waiting).toEqual({ current: one.stored, next: { signer: two.stored, from: noon + halfAnHour } })
  })

  it('is made once, however often', () => {
    expect(withRenewed(waiting, two, noon + 1)).toBe(waiting)
  })

  it('is refused while another one waits', () => {
    expect(() => withRenewed(waiting, three, noon)).toThrow(
      `signer ${two.signer.id} is waiting already, and signs from 2026-11-21T12:30:00.000Z on`,
    )
  })

  it('after one that has taken over remembers that as the one in use, and the one before it', () => {
    expect(withRenewed(waiting, three, noon + halfAnHour)).toEqual({
      current: two.stored,
      previous: one.stored,
      next: { signer: three.stored, from: noon + 2 * halfAnHour },
    })
  })

  it('takes over at a later moment that is named, and at none before everybody knows it', () => {
    expect(withRenewed(alone, { ...two, from: noon + 9 * halfAnHour }, noon).next?.from).toBe(noon + 9 * halfAnHour)
    expect(() => withRenewed(alone, { ...two, from: noon + 1 }, noon)).toThrow(
      'it cannot sign before 2026-11-21T12:30:00.000Z: until then, functions that run may not know it',
    )
  })

  it('takes over when the one in use expires, if that is sooner, and not before it is valid itself', async () => {
    const soon = await aSigner({ validTo: new Date(noon + 60_000) })
    const past = await aSigner({ validTo: new Date(noon - 60_000) })
    const coming = await aSigner({ validFrom: new Date(noon + 5 * halfAnHour) })
    expect(withRenewed({ current: soon.stored }, two, noon).next?.from).toBe(noon + 60_000)
    expect(withRenewed({ current: past.stored }, two, noon).next?.from).toBe(noon)
    expect(withRenewed(alone, coming, noon).next?.from).toBe(noon + 5 * halfAnHour)
  })

  it('takes over at another moment once that is named, and stays so when it is asked for again', () => {
    const moved = withRenewed(waiting, { ...two, from: noon + 9 * halfAnHour }, noon)
    expect(moved).toEqual({ current: one.stored, next: { signer: two.stored, from: noon + 9 * halfAnHour } })
    expect(withRenewed(moved, { ...two, from: noon + 9 * halfAnHour }, noon + 9 * halfAnHour - 1)).toBe(moved)
  })

  it('is refused for a moment at which the one in use has expired, or it has itself', async () => {
    const brief = await aSigner({ validTo: new Date(noon + 4 * halfAnHour) })
    const from = noon + 4 * halfAnHour + 1
    expect(() => withRenewed({ current: brief.stored }, { ...two, from }, noon)).toThrow(
      'the signer in use expires at 2026-11-21T14:00:00.000Z, and nothing could be signed until this one takes over',
    )
    expect(() => withRenewed(alone, { ...brief, from }, noon)).toThrow(
      'this signer expires at 2026-11-21T14:00:00.000Z, before it would take over',
    )
  })

  it.each([
    ['of another team', { teamIdentifier: 'ZZZZZ99999' }, 'passes on phones would never update'],
    ['that has expired', { validTo: new Date(noon) }, 'this signer expired at 2026-11-21T12:00:00.000Z'],
  ])('is refused with a certificate %s', async (_, options, message) => {
    const unfit = await aSigner(options)
    expect(() => withRenewed(alone, unfit, noon)).toThrow(message)
  })

  it('is refused without NFC where the one in use has it', async () => {
    const nfc = await aSigner({ nfc: true })
    expect(() => withRenewed({ current: nfc.stored }, two, noon)).toThrow('this one may not')
    expect(withRenewed(alone, nfc, noon).next?.signer).toBe(nfc.stored)
  })

  it('is refused for the signer that is in use, and where there is none', () => {
    expect(() => withRenewed(alone, one, noon)).toThrow('there is nothing to renew')
    expect(() => withRenewed(undefined, one, noon)).toThrow('put the first one in with passwright signer upload')
  })
})

describe('an upload', () => {
  it('takes the place of all at once, and the one before can be gone back to', () => {
    expect(withUploaded(undefined, one, noon)).toEqual({ current: one.stored })
    expect(withUploaded(waiting, three, noon)).toEqual({ current: three.stored, previous: one.stored })
    expect(withUploaded(waiting, three, noon + halfAnHour)).toEqual({ current: three.stored, previous: two.stored })
  })

  it('made again changes nothing', () => {
    const uploaded = withUploaded(alone, two, noon)
    expect(withUploaded(uploaded, two, noon)).toEqual(uploaded)
  })
})

describe('a roll-back', () => {
  const rolledBack = (stored: StoredSigners | undefined, now: number) => makeRollback(() => now)(stored)

  it('takes a renewal back that waits', () => {
    expect(rolledBack(waiting, noon + halfAnHour - 1)).toEqual(alone)
  })

  it('goes back to the one before once the renewal has taken over, and forth again', () => {
    const back = rolledBack(waiting, noon + halfAnHour)
    expect(back).toEqual({ current: one.stored, previous: two.stored })
    expect(rolledBack(back, noon + halfAnHour)).toEqual({ current: two.stored, previous: one.stored })
  })

  it('goes back once, however often its change is made', () => {
    for (const moment of [noon, noon + halfAnHour]) {
      const change = makeRollback(() => moment)
      const back = change(waiting)
      expect(change(back)).toEqual(back)
    }
  })

  it('says when there is none to go back to', async () => {
    const expired = await aSigner({ validTo: new Date(noon) })
    expect(() => rolledBack(alone, noon)).toThrow('there is one signer, and none to go back to')
    expect(() => rolledBack({ ...alone, previous: expired.stored }, noon)).toThrow(
      `signer ${expired.signer.id}, the one before, expired at ${iso(noon)}`,
    )
    expect(() => rolledBack(undefined, noon)).toThrow('there is no signer of this pass type')
  })
})
