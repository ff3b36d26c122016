/** Rules on how a server hands out a pass: the answer to a device that asks for it, and to a browser. */
import { deviceLog, documented, type Explanation, type Finding, inferred } from '../finding.ts'
import { askRules, type SubjectRule } from './ask-rules.ts'

/** What a server answered to the request for a pass. */
export interface Delivery {
  /** The HTTP status. */
  readonly status: number
  /** The header Content-Type, as it was sent; undefined if there was none. */
  readonly contentType: string | undefined
  /** The header Last-Modified, as it was sent; undefined if there was none. */
  readonly lastModified: string | undefined
  /** The header Cache-Control, as it was sent. Default: there was none. */
  readonly cacheControl?: string
  /**
   * The status of the answer to a second request, with the Last-Modified of the first as If-Modified-Since. Default:
   * nobody asked.
   */
  readonly unchangedStatus?: number
  /** Who asks: a device its web service, or a browser for a link. Default: a device. */
  readonly asked?: 'web-service' | 'link'
}

const gettingPage = documented('https://developer.apple.com/documentation/walletpasses/send-an-updated-pass')
const distributingPage = documented(
  'https://developer.apple.com/documentation/walletpasses/distributing-and-updating-a-pass',
)

const mediaTypes: readonly (string | undefined)[] = ['application/vnd.apple.pkpass', 'application/vnd.apple.pkpasses']

/** The media type of a Content-Type without its parameters. */
const mediaTypeOf = (contentType: string): string | undefined => contentType.split(';')[0]?.trim().toLowerCase()

const isDelivered = ({ status }: Delivery): boolean => status === 200

const isOfDevice = ({ asked = 'web-service' }: Delivery): boolean => asked === 'web-service'

const httpDate =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/

const isHttpDate = (text: string): boolean => httpDate.test(text) && !Number.isNaN(Date.parse(text))

const keptFromCaches = /(?:^|[\s,])(?:no-store|no-cache|private|max-age\s*=\s*0)(?=$|[\s,=])/i

const reasons: Readonly<Record<number, string>> = {
  401: 'the server does not accept the authentication token of the pass',
  403: 'the server refuses the request',
  404: 'the server does not know the pass',
}

const rules: readonly SubjectRule<Delivery>[] = [
  {
    code: 'delivery-status',
    severity: 'error',
    what: 'A server answers the request for a pass with another status than 200 or 304.',
    why: 'The device gets no pass, logs the failure and tries again later.',
    fix: 'answer 200 with the pass, or 304 if it has not changed since the date that the device names',
    source: gettingPage,
    *find(delivery) {
      const { status, unchangedStatus } = delivery
      // Whoever asks without a date has nothing that could be unchanged.
      if (!isDelivered(delivery)) {
        yield {
          path: 'status',
          message: `the answer has the status ${status}: ${reasons[status] ?? 'there is no pass in it'}`,
        }
      } else if (unchangedStatus !== undefined && unchangedStatus !== 200 && unchangedStatus !== 304) {
        yield {
          path: 'status',
          message: `asked with If-Modified-Since, the server answers with the status ${unchangedStatus}`,
        }
      }
    },
  },
  {
    code: 'delivery-content-type',
    severity: 'warning',
    what: 'A pass is served without its media type.',
    why: 'A browser offers a pass to Wallet by its media type alone; with another one it downloads a file.',
    fix: 'send Content-Type: application/vnd.apple.pkpass, and application/vnd.apple.pkpasses for a bundle',
    source: distributingPage,
    *find(delivery) {
      const { contentType = '' } = delivery
      if (!isDelivered(delivery) || mediaTypes.includes(mediaTypeOf(contentType))) return
      const sent =
        contentType === '' ? 'no Content-Type' : `the Content-Type ${JSON.stringify(contentType.slice(0, 80))}`
      yield { path: 'Content-Type', message: `the pass is served with ${sent}` }
    },
  },
  {
    code: 'delivery-last-modified-missing',
    severity: 'warning',
    what: 'A web service sends a pass without Last-Modified.',
    why: "Devices log that the server did not provide a 'last-modified' header, and fetch the whole pass every time.",
    fix: 'send Last-Modified with the time of the last change of the pass',
    source: deviceLog,
    *find(delivery) {
      if (isDelivered(delivery) && isOfDevice(delivery) && !delivery.lastModified) {
        yield { path: 'Last-Modified', message: 'the pass is sent without Last-Modified' }
      }
    },
  },
  {
    code: 'delivery-last-modified-invalid',
    severity: 'warning',
    what: 'A web service sends a Last-Modified that is no date of HTTP.',
    why: 'Devices send it back as they got it; caches and servers on the way cannot compare it.',
    fix: 'write it as "Sun, 06 Nov 1994 08:49:37 GMT"',
    source: documented('https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7'),
    *find(delivery) {
      const { lastModified } = delivery
      if (!(isDelivered(delivery) && isOfDevice(delivery) && lastModified) || isHttpDate(lastModified)) return
      yield { path: 'Last-Modified', message: `${JSON.stringify(lastModified.slice(0, 80))} is no date of HTTP` }
    },
  },
  {
    code: 'delivery-unchanged-resent',
    severity: 'warning',
    what: 'A web service sends the whole pass, although it has not changed.',
    why: "Devices log that the server ignored the 'if-modified-since' header and returned the full unchanged pass data.",
    fix: 'answer 304 without a body if the pass has not changed since the date in If-Modified-Since',
    source: deviceLog,
    *find(delivery) {
      if (isDelivered(delivery) && isOfDevice(delivery) && delivery.unchangedStatus === 200) {
        yield { path: 'status', message: 'asked with If-Modified-Since, the server sends the unchanged pass again' }
      }
    },
  },
  {
    code: 'delivery-cacheable',
    severity: 'info',
    what: 'A web service lets caches keep a pass.',
    why: 'A proxy or a content network may answer devices with an old version, or with the pass of somebody else.',
    fix: 'send Cache-Control: no-store, or private, no-cache',
    source: inferred,
    *find(delivery) {
      if (!(isDelivered(delivery) && isOfDevice(delivery)) || keptFromCaches.test(delivery.cacheControl ?? '')) return
      yield { path: 'Cache-Control', message: 'nothing keeps caches on the way from answering in place of the server' }
    },
  },
]

/** What is known of every code that {@link deliveryFindings} gives. */
export const deliveryRules: readonly Explanation[] = rules

/** What is wrong with the way a pass is handed out. The paths are the names of headers, or `status`. */
export const deliveryFindings = (delivery: Delivery): readonly Finding[] => askRules(rules, delivery)
