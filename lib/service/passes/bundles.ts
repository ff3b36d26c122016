/** Bundles: several signed passes in one file. */
import { buildBundle } from '../../core/bundle.ts'
import type { Bytes } from '../../core/bytes.ts'
import type { Assets } from '../../ports/assets.ts'
import type { Clock } from '../../ports/clock.ts'
import type { PassId } from '../../ports/records.ts'
import { ServiceError } from '../errors.ts'
import { limits } from '../limits.ts'
import type { PassBundle, PassFile, PassService } from '../service.ts'
import { sha256Hex } from '../sha256.ts'

/** What a bundle is called where it is saved. */
const fileName = 'passes.pkpasses'
const contentType = 'application/vnd.apple.pkpasses'

/** What {@link makeBundleOf} needs of the world. */
export interface BundlePorts {
  readonly assets: Assets
  readonly clock: Clock
}

/** Makes one file of signed passes: see `PassService.bundle`. @throws BundleError */
export type BundleOf = (passes: readonly Bytes[]) => Promise<PassBundle>

/** Makes what bundles. */
export const makeBundleOf = ({ assets, clock }: BundlePorts): BundleOf => {
  /** Under its hash: the same bundle again takes the place of the one before. */
  const stored = async (bytes: Bytes): Promise<PassBundle> => {
    const key = `${await sha256Hex(bytes)}.pkpasses`
    await assets.put('bundles', key, bytes, { contentType })
    const expiresIn = limits.bundleSeconds
    const url = await assets.presignDownload('bundles', key, { fileName, expiresIn })
    return { kind: 'stored', url, expiresAt: clock.now() + expiresIn * 1000 }
  }

  return async (passes) => {
    const bytes = await buildBundle(passes.map((bytes) => ({ bytes })))
    return bytes.length <= limits.passBytes ? { kind: 'bytes', fileName, bytes } : stored(bytes)
  }
}

/** What {@link makeBundles} needs. */
export interface BundleParts {
  readonly bundleOf: BundleOf
  /** The signed pass: see `PassService.file`. */
  readonly file: (pass: PassId) => Promise<PassFile>
}

/** Makes the use case: see `PassService.bundle`. */
export const makeBundles = ({ bundleOf, file }: BundleParts): PassService['bundle'] => {
  /** A refusal says which of the passes it is about. */
  const bytesOf = async (pass: PassId, index: number): Promise<Bytes> => {
    try {
      return (await file(pass)).bytes
    } catch (cause) {
      if (!(cause instanceof ServiceError)) throw cause
      const { code, message, findings } = cause
      const which = `pass ${index + 1} of the bundle (${pass.serialNumber})`
      throw new ServiceError(code, `${which}: ${message}`, { cause, findings })
    }
  }

  return async (passes) => bundleOf(await Promise.all(passes.map(bytesOf)))
}
