/** What becomes of the signers of a pass type when one is uploaded, renewed or rolled back. */
import { openCertificate } from '../../core/signing/certificate.ts'
import { type StoredSigner, type StoredSigners, signersAt } from '../../ports/secrets.ts'
import { settlingTime } from '../../service/secrets/ages.ts'
import { isSameSigner } from '../../service/secrets/same-signer.ts'
import type { StorableSigner } from '../../service/secrets/stored-signer.ts'
import { InputError } from '../errors.ts'

/** What a stored signer is, as far as its certificates say. */
export const factsOf = ({ certificate, intermediate }: StoredSigner) => {
  const { facts: leaf } = openCertificate(certificate, 'certificate')
  const { facts: issuer } = openCertificate(intermediate, 'intermediate certificate')
  return {
    id: leaf.sha256.slice(0, 16),
    teamIdentifier: leaf.subject.organizationalUnit,
    nfc: leaf.nfc,
    /** Until when both certificates are valid, in milliseconds since 1970. */
    notAfter: Math.min(leaf.notAfter.getTime(), issuer.notAfter.getTime()),
  }
}

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString()

/** Puts a signer in the place of all, at once; the one before can be gone back to. Made again, it changes nothing. */
export const withUploaded = (
  stored: StoredSigners | undefined,
  { stored: signer }: StorableSigner,
  now: number,
): StoredSigners => {
  const before = stored && signersAt(stored, now)
  const previous = before && isSameSigner(before.current, signer) ? before.previous : before?.current
  return { current: signer, ...(previous && { previous }) }
}

const unfit = (message: string): InputError => new InputError('input/signer-unfit', message)

const assertSuccessor = (current: StoredSigner, { signer, stored }: StorableSigner, now: number): void => {
  const old = factsOf(current)
  if (isSameSigner(current, stored)) throw unfit(`signer ${signer.id} is the one in use: there is nothing to renew`)
  if (signer.notAfter.getTime() <= now) throw unfit(`this signer expired at ${signer.notAfter.toISOString()}`)
  if (signer.teamIdentifier !== old.teamIdentifier) {
    const message = `this signer is of team ${signer.teamIdentifier}, the one in use of ${old.teamIdentifier}`
    throw unfit(`${message}: passes on phones would never update`)
  }
  if (old.nfc && !signer.nfc) {
    const message = 'the signer in use may sign passes with NFC, this one may not: ask Apple for a certificate that may'
    throw unfit(`${message}, or put it in with passwright signer upload if no pass has NFC`)
  }
}

/** No signer takes over before it is valid. */
const momentOf = ({ signer }: Pick<StorableSigner, 'signer'>, wanted: number): number =>
  Math.max(wanted, signer.notBefore.getTime())

/**
 * When a successor takes over: when everybody knows it, or the one in use has expired; not before it is valid, and at no
 * moment that would leave a time in which neither signs.
 */
const takeoverOf = (
  current: StoredSigner,
  { signer }: StorableSigner,
  wanted: number | undefined,
  now: number,
): number => {
  const end = factsOf(current).notAfter
  const least = Math.min(now + settlingTime, Math.max(now, end))
  if (wanted !== undefined && wanted < least) {
    throw unfit(`it cannot sign before ${iso(least)}: until then, functions that run may not know it`)
  }
  if (wanted !== undefined && wanted > Math.max(least, end)) {
    throw unfit(`the signer in use expires at ${iso(end)}, and nothing could be signed until this one takes over`)
  }
  const from = momentOf({ signer }, wanted ?? least)
  if (from < signer.notAfter.getTime()) return from
  throw unfit(`this signer expires at ${signer.notAfter.toISOString()}, before it would take over`)
}

/** How a signer is renewed. */
export interface Renewal extends StorableSigner {
  /** From when on it is to sign, in milliseconds since 1970. Default: as soon as everybody knows it. */
  readonly from?: number | undefined
}

/**
 * Puts a second signer beside the one in use, or moves the moment of the one that is there. Made again on what it made, it
 * changes nothing.
 *
 * @param now milliseconds since 1970
 * @throws InputError `input/no-signer`, `input/rotation-pending`, or `input/signer-unfit` for what cannot take the place
 */
export const withRenewed = (stored: StoredSigners | undefined, renewal: Renewal, now: number): StoredSigners => {
  const { passTypeIdentifier } = renewal.signer
  if (!stored) {
    const message = `there is no signer of ${passTypeIdentifier} yet: put the first one in with passwright signer upload`
    throw new InputError('input/no-signer', message)
  }
  const { next, ...before } = signersAt(stored, now)
  const isWaiting = next !== undefined && isSameSigner(next.signer, renewal.stored)
  if (isWaiting && (renewal.from === undefined || momentOf(renewal, renewal.from) === next.from)) return stored
  if (next && !isWaiting) {
    const message = `signer ${factsOf(next.signer).id} is waiting already, and signs from ${iso(next.from)} on`
    throw new InputError('input/rotation-pending', `${message}: passwright signer rollback takes it back`)
  }
  assertSuccessor(before.current, renewal, now)
  const from = takeoverOf(before.current, renewal, renewal.from, now)
  return { ...before, next: { signer: renewal.stored, from } }
}

const nothing = (message: string): InputError => new InputError('input/no-rollback', message)

/** The signer to go back to: the one in use while another waits, or else the one before it. */
const targetOf = ({ current, next, previous }: StoredSigners, now: number): StoredSigner => {
  if (next) return current
  if (!previous) throw nothing('there is one signer, and none to go back to')
  const { id, notAfter } = factsOf(previous)
  if (notAfter > now) return previous
  throw nothing(`signer ${id}, the one before, expired at ${iso(notAfter)}: there is none to go back to`)
}

/**
 * Makes the change that goes back: before the moment of a renewal, it takes that back; after it, it exchanges the two. It may
 * be made again on what it made: it goes back once.
 *
 * @param now milliseconds since 1970
 * @throws InputError, where it is made: `input/no-signer`, `input/no-rollback`
 */
export const makeRollback = (now: () => number): ((stored: StoredSigners | undefined) => StoredSigners) => {
  let target: StoredSigner | undefined
  return (stored) => {
    if (!stored)
      throw new InputError('input/no-signer', 'there is no signer of this pass type: nothing to go back from')
    const signers = signersAt(stored, now())
    target ??= targetOf(signers, now())
    const { current, previous } = signers
    if (!isSameSigner(current, target)) return { current: target, previous: current }
    return { current, ...(previous && { previous }) }
  }
}
