/** Findings as they are sent. */
import type { Finding } from '../../../core/finding.ts'
import type { Valid } from '../schema.ts'
import type { findingSchema } from '../schemas/problem.ts'

/** A finding, with the JSON pointer into the request's body if it has its place there. */
export const findingResource = (
  { code, severity, path, message, fix }: Finding,
  pointer?: string,
): Valid<typeof findingSchema> => ({
  code,
  severity,
  path,
  ...(pointer === undefined ? {} : { pointer }),
  message,
  fix,
})

/** Warnings of a write. */
export const warningResources = (warnings: readonly Finding[]): readonly Valid<typeof findingSchema>[] =>
  warnings.map((warning) => findingResource(warning))
