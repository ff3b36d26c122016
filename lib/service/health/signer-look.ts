/** Looks at the signer of a pass type, and at the one that is to take over. */
import { PasswrightError } from '../../core/errors.ts'
import { assertValidAt } from '../../core/signing/assert-valid.ts'
import { loadSigner, type Signer } from '../../core/signing/signer.ts'
import type { Clock } from '../../ports/clock.ts'
import { type Secrets, type StoredSigner, type StoredSigners, signersAt } from '../../ports/secrets.ts'
import { ill, type Look, type Seen, well, worrying } from './look.ts'

const day = 24 * 60 * 60 * 1000
/** A certificate is renewed in minutes, by somebody who may be away for weeks. In days. */
const soon = 30

const upload = 'put one in with passwright signer upload; passwright signer request tells how to get a certificate'
const renew = 'put a good one in with passwright signer renew; passwright signer request tells how to get a certificate'
const atOnce = 'put a good one in at once, with passwright signer upload; it may be the one that waits'
const goBack = 'passwright signer rollback takes it away again; then put a good one in with passwright signer renew'

/** How it is with a signer at a moment: the signer, or what is wrong with it. */
const judged = async (stored: StoredSigner, passTypeIdentifier: string, at: number): Promise<Signer | string> => {
  try {
    const signer = await loadSigner(stored)
    if (signer.passTypeIdentifier !== passTypeIdentifier)
      return `its certificate is for "${signer.passTypeIdentifier}".`
    assertValidAt(signer, at)
    return signer
  } catch (error) {
    if (error instanceof PasswrightError) return error.message
    throw error
  }
}

const untilOf = ({ certificate, notAfter }: Signer): string => {
  const which = certificate.notAfter > notAfter ? ', when its intermediate expires' : ''
  return `until ${notAfter.toISOString()}${which}`
}

interface Coming {
  readonly from: number
  readonly signer: Signer | string
}

const comingOf = async ({ next }: StoredSigners, passType: string): Promise<Coming | undefined> =>
  next && { from: next.from, signer: await judged(next.signer, passType, next.from) }

const takeover = ({ from }: Coming): string => `at ${new Date(from).toISOString()} another signer takes over`

/** While one waits, none can be put beside it. */
const unusableSeen = (why: string, coming: Coming | undefined): Seen => {
  const message = `no pass of this type can be signed: ${why}`
  return coming ? ill(`${message} But ${takeover(coming)}.`, atOnce) : ill(message, renew)
}

const seenOf = (signer: Signer, coming: Coming | undefined, now: number): Seen => {
  const days = Math.floor((signer.notAfter.getTime() - now) / day)
  const message = `signs and pushes ${untilOf(signer)}, for ${days} more days`
  if (!coming) return days > soon ? well(message) : worrying(message, renew)
  const from = takeover(coming)
  if (typeof coming.signer === 'string') return ill(`${message}; ${from}, which is of no use: ${coming.signer}`, goBack)
  const left = Math.floor((coming.signer.notAfter.getTime() - now) / day)
  const both = `${message}; ${from}, and signs ${untilOf(coming.signer)}`
  if (coming.from > signer.notAfter.getTime()) return worrying(`${both}: nothing can be signed in between`, atOnce)
  return left > soon ? well(both) : worrying(both, renew)
}

/** Looks at the signers of a pass type as they are stored; functions know them within 15 minutes. */
export const lookAtSigner = (
  { secrets, clock }: { readonly secrets: Pick<Secrets, 'signers'>; readonly clock: Clock },
  passTypeIdentifier: string,
): Look => ({
  ...{ subject: 'signer', name: passTypeIdentifier },
  fix: 'look at the secret of the signer, and whether functions may read it',
  take: async () => {
    const stored = await secrets.signers(passTypeIdentifier)
    if (!stored) return ill('there is no signer: no pass of this type can be signed', upload)
    const now = clock.now()
    const signers = signersAt(stored, now)
    const [signer, coming] = await Promise.all([
      judged(signers.current, passTypeIdentifier, now),
      comingOf(signers, passTypeIdentifier),
    ])
    if (typeof signer === 'string') return unusableSeen(signer, coming)
    return seenOf(signer, coming, now)
  },
})
