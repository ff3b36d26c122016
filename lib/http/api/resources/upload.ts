/** Uploads as they are offered. */
import type { PresignedUpload } from '../../../ports/assets.ts'
import type { Upload } from '../../../service/service.ts'
import { uploadAddresses } from '../addresses.ts'
import type { Valid } from '../schema.ts'
import type { uploadSchema } from '../schemas/upload.ts'
import { moment } from './moment.ts'

/** A request that uploads a file. */
export const uploadRequestResource = ({
  method,
  url,
  headers,
}: PresignedUpload): Valid<typeof uploadSchema>['upload'] => ({
  method,
  url,
  headers,
})

/** Room for an upload. */
export const uploadResource = ({ id, request, expiresAt }: Upload): Valid<typeof uploadSchema> => ({
  id,
  upload: uploadRequestResource(request),
  expiresAt: moment(expiresAt),
  links: uploadAddresses(id),
})
