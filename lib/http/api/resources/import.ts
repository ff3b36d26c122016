/** Imports as they are sent. */
import type { Import } from '../../../ports/imports.ts'
import type { ImportDetails, StartedImport } from '../../../service/imports/import-service.ts'
import { importAddress } from '../addresses.ts'
import type { Valid } from '../schema.ts'
import type { importDetailsSchema, importSchema, startedImportSchema } from '../schemas/import.ts'
import { moment } from './moment.ts'
import { uploadRequestResource } from './upload.ts'

const rowsOf = ({ created, changed, unchanged, failed }: Import['counts']): number =>
  created + changed + unchanged + failed

/** An import. */
export const importResource = (work: Import): Valid<typeof importSchema> => ({
  id: work.id,
  file: work.key,
  ...work.defaults,
  status: work.status,
  rows: rowsOf(work.counts),
  ...(work.file ? { totalRows: work.file.rows } : {}),
  counts: work.counts,
  ...(work.failure ? { failure: work.failure } : {}),
  startedAt: moment(work.startedAt),
  updatedAt: moment(work.updatedAt),
  ...(work.endedAt === undefined ? {} : { endedAt: moment(work.endedAt) }),
  links: { self: importAddress(work.id) },
})

/** An import that was begun. */
export const startedImportResource = (started: StartedImport): Valid<typeof startedImportSchema> => ({
  ...importResource(started.import),
  upload: uploadRequestResource(started.request),
  expiresAt: moment(started.expiresAt),
})

/** An import with the way to its result. */
export const importDetailsResource = ({ import: work, result }: ImportDetails): Valid<typeof importDetailsSchema> => ({
  ...importResource(work),
  ...(result ? { result: { url: result.url, expiresAt: moment(result.expiresAt) } } : {}),
})
