/** One thing that a device does: its requests with their repetitions, what it notes, and the lines that it logs at the end. */
import { DeviceError } from '../errors.ts'
import type { Answer } from '../web-service/exchange.ts'
import { type WebService, type WebServiceOptions, webService } from '../web-service/web-service.ts'
import { stamped, taskErrors } from './log-lines.ts'
import { type Report, reportOf, type Step } from './steps.ts'

/** How a device behaves when a web service does not. */
export interface ErrandSettings extends Omit<WebServiceOptions, 'onExchange'> {
  readonly now: () => number
  /** How long to wait before each repetition, in milliseconds: as many repetitions as there are waits. */
  readonly waits: readonly number[]
  readonly sleep: (milliseconds: number) => Promise<void>
}

/** A good answer, or why there is none. `error` is what a device logs; absent if nobody answered, who could not take it. */
export type Attempt =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'failure'; readonly reason: string; readonly error?: string }

const unauthorized = 401

/** One thing that a device does. */
export class Errand {
  readonly #settings: ErrandSettings
  readonly #steps: Step[] = []
  readonly #lines = new Map<string, string[]>()

  constructor(settings: ErrandSettings) {
    this.#settings = settings
  }

  get now(): number {
    return this.#settings.now()
  }

  note(step: Step): void {
    this.#steps.push(step)
  }

  /** Notes a line for the log of a web service; it is posted at the end. */
  log(webServiceURL: string, line: string): void {
    this.note({ kind: 'log', webServiceURL, line })
    this.#lines.set(webServiceURL, [...(this.#lines.get(webServiceURL) ?? []), stamped(line, this.now)])
  }

  /** @throws DeviceError `device/address-refused` */
  #service(webServiceURL: string): WebService {
    const onExchange = (exchange: Extract<Step, { kind: 'request' }>['exchange']) =>
      this.note({ kind: 'request', exchange })
    return webService(webServiceURL, { ...this.#settings, onExchange })
  }

  /** Asks once. */
  async #askOnce(
    webServiceURL: string,
    ask: (service: WebService) => Promise<Answer>,
    good: readonly number[],
  ): Promise<Attempt & { readonly again: boolean }> {
    try {
      const answer = await ask(this.#service(webServiceURL))
      if (good.includes(answer.status)) return { kind: 'answer', answer, again: false }
      const error = taskErrors.status(answer)
      // The same token would be refused again.
      return { kind: 'failure', reason: error, error, again: answer.status !== unauthorized }
    } catch (error) {
      if (!(error instanceof DeviceError)) throw error
      return { kind: 'failure', reason: error.message, again: error.code === 'device/no-answer' }
    }
  }

  /**
   * Asks until there is a good answer: a few times with growing waits, but not again after a 401. `once`: not again at all.
   *
   * @param good the statuses of good answers
   */
  async ask(
    webServiceURL: string,
    ask: (service: WebService) => Promise<Answer>,
    good: readonly number[],
    { once = false }: { readonly once?: boolean } = {},
  ): Promise<Attempt> {
    let attempt = await this.#askOnce(webServiceURL, ask, good)
    for (const wait of once ? [] : this.#settings.waits) {
      if (!attempt.again) break
      await this.#settings.sleep(wait)
      attempt = await this.#askOnce(webServiceURL, ask, good)
    }
    return attempt
  }

  /** Posts what is to be logged, and reports. Nothing is logged about a log that is not taken. */
  async finish(): Promise<Report> {
    for (const [webServiceURL, lines] of this.#lines) {
      await this.ask(webServiceURL, (service) => service.log(lines), [200], { once: true })
    }
    return reportOf(this.#steps)
  }
}
