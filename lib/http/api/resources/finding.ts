/** Findings as they are sent. */
import type { Finding } from '../../../core/finding.ts'
import { limits } from '../../../service/limits.ts'
import type { Valid } from '../schema.ts'
import type { findingSchema } from '../schemas/problem.ts'

const charactersOf = ({ path, message, fix }: Finding): number => path.length + message.length + fix.length

/** The first findings, as many as an answer has room for: each item of a long list may be at fault. */
export const firstFindings = (findings: readonly Finding[]): readonly Finding[] => {
  let left: number = limits.findings.characters
  return findings.slice(0, limits.findings.most).filter((finding) => {
    const characters = charactersOf(finding)
    if (characters > left) return false
    left -= characters
    return true
  })
}

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

/** The first warnings of a write. */
export const warningResources = (warnings: readonly Finding[]): readonly Valid<typeof findingSchema>[] =>
  firstFindings(warnings).map((warning) => findingResource(warning))
