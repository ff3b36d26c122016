/** What a request asks for in the terms of IAM: actions on resources. */

/** One action on one resource. */
export interface Call {
  /** `dynamodb:PutItem`. */
  readonly action: string
  /** An ARN, or `*` for actions that have no resource. */
  readonly resource: string
  /** Condition keys with their values: `{'s3:prefix': 'images/'}`. */
  readonly context?: Readonly<Record<string, string>>
}

/** A request to a service, as far as permissions depend on it. */
export interface ServiceRequest {
  readonly method: string
  /** As it was sent, without the query. */
  readonly path: string
  readonly query: URLSearchParams
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: Uint8Array
}
