/** Where the checks come from: Apple's pages on the web service, what devices log, HTTP itself, and judgement. */
import { deviceLog, documented, inferred, type Source } from '../../core/finding.ts'

const page = (name: string): Source => documented(`https://developer.apple.com/documentation/walletpasses/${name}`)

const http = (section: string): Source => documented(`https://www.rfc-editor.org/rfc/rfc9110#section-${section}`)

/** The sources, by what is said there. */
export const sources = {
  register: page('register-a-pass-for-update-notifications'),
  unregister: page('unregister-a-pass-for-update-notifications'),
  list: page('get-the-list-of-updatable-passes'),
  send: page('send-an-updated-pass'),
  log: page('log-a-message'),
  personalize: page('personalize'),
  overview: page('adding-a-web-service-to-update-passes'),
  pass: page('pass'),
  /** Dates of HTTP. */
  httpDate: http('5.6.7'),
  /** A date that is none is ignored. */
  ifModifiedSince: http('13.1.3'),
  /** Tags are put into the query of an address. */
  query: documented('https://www.rfc-editor.org/rfc/rfc3986#section-3.4'),
  /** What caches may keep. */
  caching: documented('https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2'),
  deviceLog,
  inferred,
} as const satisfies Readonly<Record<string, Source>>
