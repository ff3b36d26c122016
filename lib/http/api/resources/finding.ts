/** Findings as they are sent. */
import { type Finding, ofSeverity, type Severity } from '../../../core/finding.ts'
import { limits } from '../../../service/limits.ts'
import type { Valid } from '../schema.ts'
import type { findingSchema } from '../schemas/problem.ts'
import { Room } from './room.ts'

const charactersOf = ({ path, message, fix }: Finding): number => path.length + message.length + fix.length

const gravest: readonly Severity[] = ['error', 'warning', 'info']

/** The room that one answer has for findings. */
export const roomForFindings = (): Room => new Room(limits.findings.characters)

/**
 * As many findings as an answer has room for, in their order; errors go before what is less grave. Each item of a long
 * list may be at fault.
 */
export const firstFindings = (findings: readonly Finding[], room = roomForFindings()): readonly Finding[] => {
  const ranked = gravest.flatMap((severity) => ofSeverity(severity, findings))
  const told = new Set(ranked.slice(0, limits.findings.most).filter((finding) => room.take(charactersOf(finding))))
  return findings.filter((finding) => told.has(finding))
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

/** As many findings as an answer has room for. */
export const findingResources = (findings: readonly Finding[]): readonly Valid<typeof findingSchema>[] =>
  firstFindings(findings).map((finding) => findingResource(finding))
