/** What the two kinds of local stack have in common: functions behind routes, and an operator's access to the secrets. */
import type { JsonObject } from '../../../lib/core/format/json.ts'
import type { SecretsAdmin } from '../../../lib/ports/secrets.ts'
import type { Invoke } from '../../pollers/invocation.ts'
import type { Route } from '../gateway/routes.ts'
import type { StartInstance } from '../lambda/instance.ts'

/** A stack that runs. */
export interface Stack {
  readonly routes: readonly Route<Invoke>[]
  readonly admin: SecretsAdmin
  /** Whether the signer of a pass type is there from an earlier start. */
  readonly hasSigner: (passTypeIdentifier: string) => Promise<boolean>
  /** Puts events on the bus: takes the input of EventBridge's `PutEvents` and gives its answer. @throws PutEventsRefusal */
  readonly putEvents: (input: JsonObject) => Promise<JsonObject>
  readonly stop: () => Promise<void>
}

/** Where the push service is, if it is not Apple's. */
export interface PushService {
  /** `https://127.0.0.1:<port>`. */
  readonly origin: string
  /** PEM text of what it has to be trusted by. */
  readonly roots: string
}

/** What a stack needs to start. */
export interface StackOptions {
  /** Where customers and phones reach it. */
  readonly publicBaseUrl: string
  /** The pass types that it has room for a signer for, and their teams. */
  readonly passTypes: readonly { readonly identifier: string; readonly team: string }[]
  /** Those of them whose passes another system may have issued. */
  readonly adoptedPassTypes: readonly string[]
  /** Undefined: Apple's. */
  readonly pushService: Promise<PushService | undefined>
  /** The folder for logs: of functions, and of what the service tells other systems. */
  readonly logs: string
  /** How instances of packaged functions start. Default: as worker threads of this process. */
  readonly startInstance?: StartInstance | undefined
  /** Tells the user something in one line. */
  readonly say: (line: string) => void
}
