/** What comes in by the queues of changes and of imports, brought to who deals with it. */
import type { ImportMessage } from '../../ports/queues.ts'
import type { ImportWork } from '../imports/import-service.ts'
import type { IngestService } from './ingest-service.ts'

/**
 * - `file`: a file has arrived under this key, in the area `imports`; `arrival` tells it from others under the same key
 * - `import`: an import is to go on
 * - `event`: anything else, as text: an event that changes a pass, or what is taken for one and found wanting
 */
export type IncomingMessage =
  | { readonly kind: 'file'; readonly key: string; readonly arrival: string }
  | ImportMessage
  | { readonly kind: 'event'; readonly body: string }

/** Deals with one message. May be repeated. @throws UnavailableError and whatever else may go well the next time */
export type Receive = (message: IncomingMessage) => Promise<void>

/** Makes what brings messages to who deals with them. */
export const makeReceive =
  (ingest: IngestService, imports: ImportWork): Receive =>
  (message) => {
    switch (message.kind) {
      case 'file':
        return imports.found(message.key, message.arrival)
      case 'import':
        return imports.step(message)
      case 'event':
        return ingest.take(message.body)
    }
  }
