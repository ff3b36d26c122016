/** Problems as answers of the API: RFC 9457. */
import type { Finding } from '../../core/finding.ts'
import type { Problem } from '../problem/problem.ts'
import { findingResource, firstFindings } from './resources/finding.ts'
import type { Valid } from './schema.ts'
import type { problemSchema } from './schemas/problem.ts'

/** What an answer to a problem says besides. */
export interface ProblemContext {
  readonly requestId: string
  /** What an answer of status 401 asks for. */
  readonly challenge: string
  /** Whether the request has a body of JSON, into which findings may point. */
  readonly hasJson: boolean
  /** Where values that are at fault stand in the body of the request, by their own pointer. Default: below `/values`. */
  readonly pointerToValue?: (path: string) => string
  /** The methods of the address, for an answer of status 405. */
  readonly allow?: string
}

/** The media type of problems. */
export const problemMediaType = 'application/problem+json'

/** The JSON pointer into the body of the request; undefined for what is found elsewhere. */
const pointerInto = (
  code: string,
  { path }: Finding,
  { pointerToValue = (pointer) => `/values${pointer}` }: ProblemContext,
): string | undefined => {
  if (code === 'request/body-invalid' || code === 'adoption/invalid') return path
  return code === 'values/invalid' ? pointerToValue(path) : undefined
}

const resourceOf = (problem: Problem, context: ProblemContext): Valid<typeof problemSchema> => ({
  type: `urn:passwright:problem:${problem.code}`,
  title: problem.title,
  status: problem.status,
  detail: problem.detail,
  code: problem.code,
  instance: `urn:passwright:request:${encodeURIComponent(context.requestId)}`,
  findings: firstFindings(problem.findings).map((finding) =>
    findingResource(finding, context.hasJson ? pointerInto(problem.code, finding, context) : undefined),
  ),
})

const headersOf = ({ status, retryAfter }: Problem, { challenge, allow }: ProblemContext) => ({
  'Content-Type': problemMediaType,
  ...(status === 401 ? { 'WWW-Authenticate': challenge } : {}),
  ...(status === 405 && allow !== undefined ? { Allow: allow } : {}),
  ...(retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }),
})

/** The answer to a problem. */
export const problemResponse = (problem: Problem, context: ProblemContext): Response =>
  new Response(JSON.stringify(resourceOf(problem, context)), {
    status: problem.status,
    headers: headersOf(problem, context),
  })
