/** The signers of all pass types. */
import { PasswrightError, SignerError } from '../../core/errors.ts'
import { loadSigner, type Signer } from '../../core/signing/signer.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Secrets } from '../../ports/secrets.ts'
import { makeCache } from '../cache/cache.ts'
import { type KeptValue, keepValue } from '../cache/kept-value.ts'
import { ServiceError } from '../errors.ts'

const second = 1000
const maxAge = 15 * 60 * second
const rest = 10 * second
const capacity = 50

/**
 * Signers by pass type. Loaded and checked once; whether one is valid today is not.
 *
 * @throws ServiceError `signer/missing`, `signer/unusable`
 */
export interface Signers {
  /** The signer, at most 15 minutes old. */
  readonly current: (passTypeIdentifier: string) => Promise<Signer>
  /** The signer, read anew unless it was within the last 10 seconds: for when the current one cannot sign. */
  readonly renewed: (passTypeIdentifier: string) => Promise<Signer>
}

/** What is wrong with a signer, as a refusal. */
const unusable = (passTypeIdentifier: string, cause: PasswrightError): ServiceError =>
  new ServiceError('signer/unusable', `the signer of ${passTypeIdentifier} cannot sign this pass: ${cause.message}`, {
    cause,
    findings: cause.findings,
  })

/** Whether an error says that a pass type has no signer that could be used, whatever for. */
export const isSignerRefusal = (error: unknown): error is ServiceError =>
  error instanceof ServiceError && (error.code === 'signer/missing' || error.code === 'signer/unusable')

/** What a signer says of one pass, which is no reason not to sign the others. */
const ofOnePass: ReadonlySet<string> = new Set(['signer/wrong-team', 'signer/nfc-not-allowed', 'signer/signing-time'])

/** Whether an error says that no pass of its type can be signed. */
export const isSignerBroken = (error: unknown): error is ServiceError =>
  isSignerRefusal(error) && !(error.cause instanceof SignerError && ofOnePass.has(error.cause.code))

/**
 * Does work with the signer of a pass type; once more with a new one that was uploaded since, if the one at hand cannot do
 * it.
 *
 * @throws ServiceError `signer/missing`, `signer/unusable`; what else the work throws
 */
export const withSigner = async <Done>(
  signers: Signers,
  passTypeIdentifier: string,
  work: (signer: Signer) => Promise<Done> | Done,
): Promise<Done> => {
  const signer = await signers.current(passTypeIdentifier)
  const workWith = async (one: Signer): Promise<Done> => await work(one)
  try {
    return await workWith(signer).catch(async (error: unknown) => {
      const renewed = error instanceof SignerError ? await signers.renewed(passTypeIdentifier) : signer
      if (renewed === signer) throw error
      return await workWith(renewed)
    })
  } catch (error) {
    throw error instanceof SignerError ? unusable(passTypeIdentifier, error) : error
  }
}

/** Keeps the signers. */
export const makeSigners = ({ secrets, clock }: { readonly secrets: Secrets; readonly clock: Clock }): Signers => {
  const load = async (passTypeIdentifier: string): Promise<Signer> => {
    const stored = await secrets.signer(passTypeIdentifier)
    if (!stored) {
      const message = `there is no signer for ${passTypeIdentifier} yet: upload its certificate and key`
      throw new ServiceError('signer/missing', message)
    }
    try {
      return await loadSigner(stored)
    } catch (cause) {
      if (!(cause instanceof PasswrightError)) throw cause
      throw unusable(passTypeIdentifier, cause)
    }
  }

  const types = makeCache<KeptValue<Signer>>({ capacity, clock })
  const kept = (passTypeIdentifier: string): Promise<KeptValue<Signer>> =>
    types.get(passTypeIdentifier, () =>
      Promise.resolve(keepValue(() => load(passTypeIdentifier), { maxAge, rest, clock })),
    )

  return {
    current: async (passTypeIdentifier) => await (await kept(passTypeIdentifier)).current(),
    renewed: async (passTypeIdentifier) => await (await kept(passTypeIdentifier)).renewed(),
  }
}
