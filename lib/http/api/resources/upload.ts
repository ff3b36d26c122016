/** Uploads as they are offered. */
import type { Upload } from '../../../service/service.ts'
import { uploadAddresses } from '../addresses.ts'
import type { Valid } from '../schema.ts'
import type { uploadSchema } from '../schemas/upload.ts'
import { moment } from './moment.ts'

/** Room for an upload. */
export const uploadResource = ({ id, request, expiresAt }: Upload): Valid<typeof uploadSchema> => ({
  id,
  upload: { method: request.method, url: request.url, headers: request.headers },
  expiresAt: moment(expiresAt),
  links: uploadAddresses(id),
})
