/** Imports as callers of the API begin and watch them. */
import { isPassTypeIdentifier } from '../../core/format/identifiers.ts'
import type { Assets } from '../../ports/assets.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Import, ImportDefaults, Imports } from '../../ports/imports.ts'
import type { Random } from '../../ports/random.ts'
import { ServiceError } from '../errors.ts'
import { limits } from '../limits.ts'
import { randomText } from '../random-text.ts'
import type { ServiceSettings } from '../service.ts'
import type { CompiledTemplates } from '../templates/compiled-templates.ts'
import { formatOf, keyOfUpload, mediaTypes, resultKey } from './file-names.ts'
import type { ImportRequest, ImportResult, ImportService } from './import-service.ts'
import { newImport } from './new-import.ts'

/** What {@link makeImports} needs. */
export interface ImportsParts {
  readonly assets: Assets
  readonly imports: Imports
  readonly clock: Clock
  readonly random: Random
  readonly compiled: CompiledTemplates
}

const assertBytes = (bytes: number): void => {
  const { bytes: most } = limits.import
  if (bytes <= most) return
  throw new ServiceError(
    'request/too-large',
    `a file has at most ${most} bytes; this one has ${bytes}: import it in parts`,
  )
}

const defaultsOf = ({ template, passTypeIdentifier, mode }: ImportRequest): ImportDefaults => ({
  ...(template === undefined ? {} : { template }),
  ...(passTypeIdentifier === undefined ? {} : { passTypeIdentifier }),
  ...(mode === undefined ? {} : { mode }),
})

/** Makes the use cases. */
export const makeImports = (
  { assets, imports, clock, random, compiled }: ImportsParts,
  { passTypeIdentifiers }: Pick<ServiceSettings, 'passTypeIdentifiers'>,
): ImportService => {
  const assertType = (type: string | undefined): void => {
    if (type === undefined || (isPassTypeIdentifier(type) && passTypeIdentifiers.includes(type))) return
    throw new ServiceError(
      'template/pass-type-unknown',
      'the pass type is not one of this deployment: name one that is',
    )
  }

  const resultOf = async ({ key, parts, endedAt }: Import): Promise<ImportResult | undefined> => {
    const now = clock.now()
    const format = formatOf(key)
    const { resultSeconds, downloadSeconds } = limits.import
    if (!format || parts.length === 0 || endedAt === undefined || now >= endedAt + resultSeconds * 1000)
      return undefined
    const options = { fileName: `import-result.${format}`, expiresIn: downloadSeconds }
    const url = await assets.presignDownload('import-results', resultKey(key), options)
    return { url, expiresAt: now + downloadSeconds * 1000 }
  }

  return {
    start: async (request) => {
      assertBytes(request.bytes)
      assertType(request.passTypeIdentifier)
      if (request.template !== undefined) await compiled.named(request.template)
      const id = randomText(random, 16)
      const [key, now, expiresIn] = [keyOfUpload(id, request.format), clock.now(), limits.uploadSeconds]
      const begun = newImport({ id, key, status: 'waiting', now, defaults: defaultsOf(request) })
      await imports.save(begun)
      const upload = { bytes: request.bytes, contentType: mediaTypes[request.format], expiresIn }
      return {
        import: begun,
        request: await assets.presignUpload('imports', key, upload),
        expiresAt: now + expiresIn * 1000,
      }
    },
    read: async (id) => {
      const found = await imports.get(id)
      if (!found)
        throw new ServiceError('import/not-found', 'there is no import of this id: it was forgotten, or never there')
      const result = await resultOf(found)
      return { import: found, ...(result ? { result } : {}) }
    },
    list: (page) => imports.list(page),
  }
}
