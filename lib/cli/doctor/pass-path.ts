/** Where a pass is in the API. */
import type { PassName } from '../../device/web-service/calls.ts'

/** The path of a pass in the API. */
export const pathOf = ({ passTypeIdentifier, serialNumber }: PassName): string =>
  `/passes/${encodeURIComponent(passTypeIdentifier)}/${encodeURIComponent(serialNumber)}`
