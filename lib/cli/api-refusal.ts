/** What the API of a deployment refuses, as an error of a command. */
import { PasswrightError } from '../core/errors.ts'
import { type Finding, inferred } from '../core/finding.ts'
import { isObject, type JsonObject, textOf } from '../core/format/json.ts'
import type { ApiAnswer } from './api-client.ts'

/** The API refused a request: its code, in its words. Exit status 1. */
export class ApiRefusal extends PasswrightError {
  override readonly name = 'ApiRefusal'
  readonly status = 422
}

const findingsIn = ({ findings }: JsonObject): readonly Finding[] =>
  (Array.isArray(findings) ? findings.filter(isObject) : []).map((finding) => ({
    code: textOf(finding.code),
    severity: 'error',
    path: textOf(finding.pointer ?? finding.path),
    message: textOf(finding.message),
    fix: textOf(finding.fix),
    source: inferred,
  }))

/** What an answer that is a refusal says, with the places of its findings in the body that was sent. */
export const refusalOf = ({ status, body }: ApiAnswer): ApiRefusal => {
  const message = textOf(body.detail) || `the API answered ${status}`
  return new ApiRefusal(textOf(body.code), message, { findings: findingsIn(body) })
}

/** The body of an answer that is no refusal. @throws ApiRefusal */
export const accepted = (answer: ApiAnswer): JsonObject => {
  if (answer.status >= 200 && answer.status < 300) return answer.body
  throw refusalOf(answer)
}
