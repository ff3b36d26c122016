/** Builds passes and stores what was built. */
import { buildPass } from '../../core/build.ts'
import type { Bytes } from '../../core/bytes.ts'
import type { Signer } from '../../core/signing/signer.ts'
import type { FilledPass } from '../../core/template/filled-pass.ts'
import type { Assets } from '../../ports/assets.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Metrics } from '../../ports/metrics.ts'
import type { PassRecord, Records } from '../../ports/records.ts'
import { type Signers, withSigner } from '../secrets/signers.ts'
import type { CompiledTemplates } from '../templates/compiled-templates.ts'
import { builtKey } from './asset-keys.ts'
import { buildFailureOf } from './build-failure.ts'
import type { Filler } from './filler.ts'
import { signingTimeOf } from './signing-time.ts'

/** What {@link makeBuilder} needs. */
export interface BuilderParts {
  readonly records: Records
  readonly assets: Assets
  readonly metrics: Metrics
  readonly clock: Clock
  readonly compiled: CompiledTemplates
  readonly filler: Filler
  readonly signers: Signers
}

/**
 * Builds the version that a record is at, stores it, notes it in the record and removes the object that it takes the
 * place of. Who asks for the same version meanwhile shares the build.
 *
 * @throws ServiceError `signer/missing`, `signer/unusable`; MissingImageError
 */
export type Builder = (record: PassRecord) => Promise<Bytes>

interface SignedPass {
  readonly bytes: Bytes
  /** The id of the signer. */
  readonly signer: string
}

const contentType = 'application/vnd.apple.pkpass'

/** Makes the builder. */
export const makeBuilder = (parts: BuilderParts): Builder => {
  const { records, assets, metrics, clock, compiled, filler, signers } = parts
  const underWay = new Map<string, Promise<Bytes>>()

  const signWith = async (signer: Signer, record: PassRecord, filled: FilledPass): Promise<SignedPass> => {
    const signingTime = signingTimeOf(record, signer, clock.now())
    // It was checked when it was written. If it comes out differently now, it is checked anew.
    const { bytes } = await buildPass(filled, signer, { signingTime, checked: record.contentHash })
    return { bytes, signer: signer.id }
  }

  const sign = async (record: PassRecord): Promise<SignedPass> => {
    const type = record.passTypeIdentifier
    // The signer is waited for here, too: without one, nothing need be filled.
    const [template] = await Promise.all([compiled.version(record.template), signers.current(type)])
    const filled = await filler.fill(template, record)
    return await withSigner(signers, type, (signer) => signWith(signer, record, filled))
  }

  const store = async (record: PassRecord, bytes: Bytes, signer: string): Promise<void> => {
    const key = builtKey(record, signer)
    await assets.put('passes', key, bytes, { contentType })
    const { version, lastModified } = record
    const outcome = await records.setBuilt(record, { version, key, bytes: bytes.length, signer, lastModified })
    if (outcome === 'superseded') {
      // Somebody else may have built the same before that: it is handed out until the next version is built.
      const { built } = (await records.get(record)) ?? {}
      if (built?.key !== key) await assets.remove('passes', key)
    }
    // What stays behind goes with the pass: no reason to keep the new one from who waits for it.
    else if (record.built && record.built.key !== key)
      await assets.remove('passes', record.built.key).catch(() => undefined)
  }

  const build = async (record: PassRecord): Promise<Bytes> => {
    const { bytes, signer } = await sign(record)
    await store(record, bytes, signer)
    metrics.count('PassesBuilt', {})
    return bytes
  }

  const counted = async (record: PassRecord): Promise<Bytes> => {
    try {
      return await build(record)
    } catch (error) {
      const failure = buildFailureOf(error)
      if (failure) metrics.count('BuildsFailed', { code: failure.code })
      throw error
    }
  }

  return (record) => {
    const { passTypeIdentifier, serialNumber, createdAt, version, contentHash } = record
    // A version number may come twice with other contents: records are restored from backups.
    const key = `${passTypeIdentifier}/${serialNumber}/${createdAt}/${version}/${contentHash}`
    const shared = underWay.get(key)
    if (shared) return shared
    const fresh = counted(record).finally(() => underWay.delete(key))
    underWay.set(key, fresh)
    return fresh
  }
}
