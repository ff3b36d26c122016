/** The signers of all pass types. */
import { PasswrightError, SignerError } from '../../core/errors.ts'
import { loadSigner, type Signer } from '../../core/signing/signer.ts'
import type { Clock } from '../../ports/clock.ts'
import { type Secrets, type StoredSigner, type StoredSigners, signerAt } from '../../ports/secrets.ts'
import { makeCache } from '../cache/cache.ts'
import { type KeptValue, keepValue } from '../cache/kept-value.ts'
import { ServiceError } from '../errors.ts'
import { secretsAge } from './ages.ts'
import { isSameSigner } from './same-signer.ts'

const rest = 10 * 1000
const capacity = 50

/**
 * Signers by pass type: of each, the one that signs at the moment. Loaded and checked once; whether one is valid today is not.
 *
 * @throws ServiceError `signer/missing`, `signer/unusable`
 */
export interface Signers {
  /** The signer, as it was stored at most 15 minutes ago. */
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

/** A stored signer and what came of loading it. */
interface LoadedSigner {
  readonly stored: StoredSigner
  readonly loading: Promise<Signer>
}

/**
 * Loads each signer of a pass type once, however often it is read: to load one takes as long as ten passes. Holds two: a
 * signer and its successor.
 */
const makeLoader = (passTypeIdentifier: string): ((stored: StoredSigner) => Promise<Signer>) => {
  let known: readonly LoadedSigner[] = []
  const load = async (stored: StoredSigner): Promise<Signer> => {
    try {
      return await loadSigner(stored)
    } catch (cause) {
      if (!(cause instanceof PasswrightError)) throw cause
      throw unusable(passTypeIdentifier, cause)
    }
  }
  return (stored) => {
    const found = known.find((each) => isSameSigner(each.stored, stored))
    if (found) return found.loading
    const fresh = { stored, loading: load(stored) }
    known = [fresh, ...known.slice(0, 1)]
    fresh.loading.catch(() => {
      known = known.filter((each) => each !== fresh)
    })
    return fresh.loading
  }
}

/** Keeps the signers. */
export const makeSigners = ({ secrets, clock }: { readonly secrets: Secrets; readonly clock: Clock }): Signers => {
  const read = async (passTypeIdentifier: string): Promise<StoredSigners> => {
    const stored = await secrets.signers(passTypeIdentifier)
    if (stored) return stored
    const message = `there is no signer for ${passTypeIdentifier} yet: upload its certificate and key`
    throw new ServiceError('signer/missing', message)
  }

  /** What is kept is what is stored: which of the signers it is to be is decided whenever one is asked for. */
  const keep = (passTypeIdentifier: string): KeptValue<Signer> => {
    const load = makeLoader(passTypeIdentifier)
    const ofNow = async (stored: StoredSigners): Promise<Signer> => await load(signerAt(stored, clock.now()))
    const readUsable = async (): Promise<StoredSigners> => {
      const stored = await read(passTypeIdentifier)
      // What is of no use is not kept: a good one may take its place at any time.
      await ofNow(stored)
      return stored
    }
    const kept = keepValue(readUsable, { maxAge: secretsAge, rest, clock })
    return {
      current: async () => {
        const stored = await kept.current()
        return await ofNow(stored).catch(async (error: unknown) => {
          // It was its successor's turn meanwhile, and that is of no use: another may have taken its place.
          const renewed = await kept.renewed()
          if (renewed === stored) throw error
          return await ofNow(renewed)
        })
      },
      renewed: async () => await ofNow(await kept.renewed()),
    }
  }

  const types = makeCache<KeptValue<Signer>>({ capacity, clock })
  const kept = (passTypeIdentifier: string): Promise<KeptValue<Signer>> =>
    types.get(passTypeIdentifier, () => Promise.resolve(keep(passTypeIdentifier)))

  return {
    current: async (passTypeIdentifier) => await (await kept(passTypeIdentifier)).current(),
    renewed: async (passTypeIdentifier) => await (await kept(passTypeIdentifier)).renewed(),
  }
}
