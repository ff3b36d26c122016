/** The health of a deployment as its HTTP face sees it. */

/** What is looked at. */
export type HealthSubject =
  | 'table'
  | 'bucket'
  | 'queue'
  | 'secret'
  | 'signer'
  | 'push-service'
  | 'breakers'
  | 'waiting-changes'
  | 'clock'

/** How it is with something: `warning` is for who looks after it, and no reason to call the deployment ill. */
export type HealthStatus = 'ok' | 'warning' | 'failure'

/** What one look came to. Holds no secret. */
export interface HealthCheck {
  readonly subject: HealthSubject
  /** Which one, where there are several: a pass type, the name of a table. */
  readonly name?: string
  readonly status: HealthStatus
  /** What was seen. */
  readonly message: string
  /** What to do, unless all is well. */
  readonly fix?: string
  /** How long it took. */
  readonly milliseconds: number
}

/** How it is with a deployment. */
export interface HealthReport {
  /** The worst of all checks. */
  readonly status: HealthStatus
  /** Milliseconds since 1970. */
  readonly at: number
  readonly checks: readonly HealthCheck[]
}

/** Looks after a deployment. */
export interface HealthService {
  /** Looks at everything that passes are issued, handed out and pushed with, all at once; in ten seconds at most. Never rejects. */
  readonly check: () => Promise<HealthReport>
}
