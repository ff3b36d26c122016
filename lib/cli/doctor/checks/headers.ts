/** Whether answers say what they are, and keep themselves from caches and strangers. */
import type { Answer } from '../../../device/web-service/exchange.ts'
import { type Heard, headerText, heardOf, isSilent } from '../ask.ts'
import type { DoctorCheck, Ruling } from '../check.ts'

/** An answer that headers are looked for in. */
export interface Sample {
  readonly name: string
  readonly mediaType: string
  readonly heard: Heard
}

/** What is looked at. */
export interface SeenHeaders {
  /** The file of a link. */
  readonly download: Heard
  readonly samples: readonly Sample[]
}

const answered = (samples: readonly Sample[]) =>
  samples.flatMap(({ heard, ...sample }) => (isSilent(heard) ? [] : [{ ...sample, answer: heard }]))

/** All answers that came must please; names the others, and what they have instead. */
const everywhere =
  (good: string, name: string, isGood: (value: string | null, mediaType: string) => boolean) =>
  ({ samples }: SeenHeaders): Ruling => {
    const wrong = answered(samples).filter(({ answer, mediaType }) => !isGood(answer.headers.get(name), mediaType))
    const got = wrong.map((sample) => `${sample.name}: ${headerText(sample.answer, name)}`).join('; ')
    return { ok: wrong.length === 0, got: wrong.length === 0 ? good : got }
  }

const changedOnTheWay =
  'look at what stands between the domain and API Gateway, such as a CDN or a proxy: it is to pass headers on as they are'

const hit = /\bhit\b/i
const noStore = /\bno-store\b/

const isKept = ({ headers }: Answer): boolean =>
  Number(headers.get('Age') ?? 0) > 0 || hit.test(headers.get('X-Cache') ?? '')

/** The checks. */
export const headerChecks: readonly DoctorCheck<SeenHeaders>[] = [
  {
    id: 'media-types',
    what: 'Every answer says what it is: Wallet takes a pass by its media type only.',
    expected: 'application/vnd.apple.pkpass, text/html, application/json, application/problem+json',
    fix: changedOnTheWay,
    judge: everywhere('as expected', 'Content-Type', (value, mediaType) => value?.split(';')[0] === mediaType),
  },
  {
    id: 'lengths',
    what: 'A pass has the length that it says.',
    expected: 'Content-Length, if there is one, and so many bytes',
    fix: 'have nothing on the way compress or change passes',
    judge: ({ download }) =>
      heardOf(download, ({ headers, body }) => {
        const length = headers.get('Content-Length')
        return {
          ok: length === null || Number(length) === body.length,
          got: `${length ?? 'none'}, ${body.length} bytes`,
        }
      }),
  },
  {
    id: 'not-stored',
    what: 'No cache may keep an answer: what is asked for changes, and is one holder’s.',
    expected: 'Cache-Control: no-store',
    fix: changedOnTheWay,
    judge: everywhere('no-store', 'Cache-Control', (value) => noStore.test(value ?? '')),
  },
  {
    id: 'not-from-cache',
    what: 'No cache has answered in place of the deployment.',
    expected: 'no Age, no X-Cache: Hit',
    fix: 'switch caching off for this host: a phone that is told yesterday’s answer does not update',
    judge: ({ samples }) => {
      const kept = answered(samples).filter(({ answer }) => isKept(answer))
      return { ok: kept.length === 0, got: kept.length === 0 ? 'none' : kept.map(({ name }) => name).join(', ') }
    },
  },
  {
    id: 'header-nosniff',
    what: 'Browsers are told to believe the media type.',
    expected: 'X-Content-Type-Options: nosniff',
    fix: changedOnTheWay,
    judge: everywhere('nosniff', 'X-Content-Type-Options', (value) => value === 'nosniff'),
  },
  {
    id: 'header-referrer',
    what: 'Browsers are told to keep addresses to themselves, which hold links.',
    expected: 'Referrer-Policy: no-referrer',
    fix: changedOnTheWay,
    judge: everywhere('no-referrer', 'Referrer-Policy', (value) => value === 'no-referrer'),
  },
  {
    id: 'header-content-policy',
    what: 'Browsers are told to load nothing else, and to show the page in no frame.',
    expected: "Content-Security-Policy with default-src 'none' and frame-ancestors 'none'",
    fix: changedOnTheWay,
    judge: everywhere('as expected', 'Content-Security-Policy', (value) =>
      ["default-src 'none'", "frame-ancestors 'none'"].every((directive) => value?.includes(directive)),
    ),
  },
  {
    id: 'no-cookies',
    what: 'Nobody is given a cookie.',
    expected: 'no Set-Cookie',
    fix: 'have what stands in front of the deployment, such as a balancer or a firewall, set none: phones and mail programs keep them, or stumble',
    judge: everywhere('none', 'Set-Cookie', (value) => value === null),
  },
]
