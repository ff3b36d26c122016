/** What becomes of events that change passes, and of those that were put aside. */
import type { Page, PageRequest } from '../../ports/page.ts'
import type { ParkedEvent, ParkedSummary } from '../../ports/parked.ts'
import type { Written } from '../passes/written.ts'

/** Takes events in. */
export interface IngestService {
  /**
   * Makes the change that an event tells of, once however often it comes: in the envelope of EventBridge, or as it is. What
   * is wrong with it is no failure: then it is put aside, for somebody to look at. Events of one pass are worked on one
   * after the other, in the order of the calls.
   *
   * @throws UnavailableError, ServiceError `pass/busy`, and what else may go well the next time: it has to be taken again
   */
  readonly take: (body: string) => Promise<void>
}

/** Looks after events that were put aside. */
export interface ParkedService {
  /** All, newest first. @throws CursorError */
  readonly list: (page: PageRequest) => Promise<Page<ParkedSummary>>
  /** One of them. @throws ServiceError `parked/not-found` */
  readonly read: (id: string) => Promise<ParkedEvent>
  /**
   * Makes the change after all, and drops the event if that succeeds.
   *
   * @throws ServiceError `parked/not-found`, `parked/not-kept`, and whatever speaks against the change
   */
  readonly retry: (id: string) => Promise<Written>
  /** Forgets it. It need not be there. */
  readonly drop: (id: string) => Promise<void>
}
