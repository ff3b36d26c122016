/** Whether customers get to a pass by its link, and nobody gets to the API without a key. */
import { sameBytes } from '../../../core/bytes.ts'
import { linkAddress } from '../../../core/links/link-address.ts'
import { type Heard, heardOf, jsonIn, succeeded, textIn } from '../ask.ts'
import type { DoctorCheck, Ruling } from '../check.ts'
import { goodBytes } from '../issue.ts'

/** What is looked at. */
export interface SeenLinks {
  readonly base: string
  /** The pass, as the API gives it. */
  readonly file: Heard
  /** The answer to making a link. */
  readonly made: Heard
  readonly page: Heard
  readonly download: Heard
  /** The download, asked for by HEAD. */
  readonly head: Heard
  readonly withoutKey: Heard
}

const judgeMade = ({ made, base }: SeenLinks): Ruling => {
  const url = textIn(jsonIn(made), 'url')
  const outcome = succeeded(made, 201)
  return outcome.ok ? { ok: url.startsWith(linkAddress(base, '')), got: new URL(url).origin } : outcome
}

const noLink = { missing: 'there is no link' } as const

/** The checks. */
export const linkChecks: readonly DoctorCheck<SeenLinks>[] = [
  {
    id: 'link-made',
    what: 'A download link is made, below the address that was asked.',
    expected: 'a link below the address',
    fix: 'look at the function api and its log, and at publicBaseUrl of the stage',
    judge: judgeMade,
  },
  {
    id: 'link-page',
    what: 'The link leads to a page.',
    expected: '200',
    fix: 'look at the function page and its log, and that the custom domain leads /p/ to it',
    judge: ({ made, page }) => (succeeded(made, 201).ok ? succeeded(page, 200) : noLink),
  },
  {
    id: 'link-pass',
    what: 'The button of that page leads to the very pass.',
    expected: '200 and the same bytes',
    fix: 'look at the function download and its log; that nothing on the way changes or keeps files',
    judge: ({ made, file, download }) => {
      if (!succeeded(made, 201).ok) return noLink
      const [bytes, wanted] = [goodBytes(download), goodBytes(file)]
      if (!bytes) return succeeded(download, 200)
      const ok = wanted !== undefined && sameBytes(bytes, wanted)
      return { ok, got: ok ? '200 and the same bytes' : `200 with ${bytes.length} other bytes` }
    },
  },
  {
    id: 'link-head',
    what: 'HEAD is answered as GET is, without the body: mail programs look at links that way.',
    expected: '200 without a body',
    fix: 'let HEAD through to the function download',
    judge: ({ made, head }) =>
      succeeded(made, 201).ok
        ? heardOf(head, ({ status, body }) => ({
            ok: status === 200 && body.length === 0,
            got: `${status}${body.length === 0 ? ' without a body' : ` with ${body.length} bytes`}`,
          }))
        : noLink,
  },
  {
    id: 'api-closed',
    what: 'Without a key, the API says nothing.',
    expected: '401',
    fix: 'look at apiAuthorization of the stage, and that nothing on the way adds a key',
    judge: ({ withoutKey }) => succeeded(withoutKey, 401),
  },
]
