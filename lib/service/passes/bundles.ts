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

/** What {@link makeBundles} needs. */
export interface BundleParts {
  readonly assets: Assets
  readonly clock: Clock
  /** The signed pass: see `PassService.file`. */
  readonly file: (pass: PassId) => Promise<PassFile>
}

/** What a bundle is called where it is saved. */
const fileName = 'passes.pkpasses'
const contentType = 'application/vnd.apple.pkpasses'

/** Makes the use case: see `PassService.bundle`. */
export const makeBundles = ({ assets, clock, file }: BundleParts): PassService['bundle'] => {
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

  /** Under its hash: the same bundle again takes the place of the one before. */
  const stored = async (bytes: Bytes): Promise<PassBundle> => {
    const key = `${await sha256Hex(bytes)}.pkpasses`
    await assets.put('bundles', key, bytes, { contentType })
    const expiresIn = limits.bundleSeconds
    const url = await assets.presignDownload('bundles', key, { fileName, expiresIn })
    return { kind: 'stored', url, expiresAt: clock.now() + expiresIn * 1000 }
  }

  return async (passes) => {
    const files = await Promise.all(passes.map(bytesOf))
    const bytes = await buildBundle(files.map((bytes) => ({ bytes })))
    return bytes.length <= limits.passBytes ? { kind: 'bytes', fileName, bytes } : stored(bytes)
  }
}
