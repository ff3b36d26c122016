/** Passes as they are sent: what concerns callers of a record, and nothing of its secrets. */
import type { PassRecord, PassSummary } from '../../../ports/records.ts'
import type { Adopted, Written } from '../../../service/service.ts'
import { passAddress } from '../addresses.ts'
import type { Valid } from '../schema.ts'
import type { adoptedPassSchema } from '../schemas/adoption.ts'
import type { passSchema, passSummarySchema, writtenPassSchema } from '../schemas/pass.ts'
import { findingResources } from './finding.ts'
import { moment, momentOfSeconds } from './moment.ts'

/** A pass in a list. */
export const passSummaryResource = (pass: PassSummary): Valid<typeof passSummarySchema> => ({
  passTypeIdentifier: pass.passTypeIdentifier,
  serialNumber: pass.serialNumber,
  template: `${pass.template.name}@${pass.template.version}`,
  voided: pass.voided,
  revision: pass.revision,
  version: pass.version,
  lastModified: momentOfSeconds(pass.lastModified),
  createdAt: moment(pass.createdAt),
  updatedAt: moment(pass.updatedAt),
  links: { self: passAddress(pass), file: `${passAddress(pass)}/file` },
})

/** A pass. */
export const passResource = (pass: PassRecord): Valid<typeof passSchema> => ({
  ...passSummaryResource(pass),
  values: pass.values,
  images: Object.fromEntries(
    Object.entries(pass.images).map(([name, { sha256, bytes }]) => [name, { sha256, bytes }] as const),
  ),
})

/** A pass that was written. */
export const writtenPassResource = ({ pass, warnings }: Written): Valid<typeof writtenPassSchema> => ({
  ...passResource(pass),
  warnings: findingResources(warnings),
})

/** A pass that was taken over. */
export const adoptedPassResource = (adopted: Adopted): Valid<typeof adoptedPassSchema> => ({
  ...writtenPassResource(adopted),
  registered: adopted.registered,
})
