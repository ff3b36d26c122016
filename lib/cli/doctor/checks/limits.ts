/** What the doctor asks of limits: sizes of bodies, serial numbers, and paths that are encoded. */
import { limits as sizes } from '../../../service/limits.ts'
import { type Heard, heardOf, isSilent, jsonIn, refusedByApi, succeeded, textIn, told, toldBriefly } from '../ask.ts'
import type { DoctorCheck, Ruling } from '../check.ts'
import { type Issued, isGood } from '../issue.ts'

/** What is looked at. */
export interface SeenLimits {
  /** A pass with the longest serial number, of all characters that there are. */
  readonly odd: Issued
  readonly read: Heard
  readonly readEncoded: Heard
  readonly fetchedEncoded: Heard
  readonly tooLong: Heard
  readonly withSlash: Heard
  readonly json: { readonly fits: Heard; readonly tooLarge: Heard }
  readonly archive: { readonly fits: Heard; readonly tooLarge: Heard }
  readonly logTooLarge: Heard
}

const asItIs =
  'have what stands in front of the deployment pass paths on as they are, and neither decode nor encode them'
const tooLittle =
  'raise the limit of what stands in front of the deployment, such as a proxy or a firewall (nginx takes 1 MB by default)'
const notOurs =
  'have the API itself refuse it: look at what answers in its place, and that the version that is deployed is this one'

const isThePass = (heard: Heard, { pass }: Issued): Ruling =>
  heardOf(heard, () => {
    const outcome = succeeded(heard, 200)
    const serial = textIn(jsonIn(heard), 'serialNumber')
    if (!outcome.ok) return { ok: false, got: outcome.got }
    return { ok: serial === pass.serialNumber, got: serial === pass.serialNumber ? 'the pass' : 'something else' }
  })

const noOddPass = { missing: 'there is no such pass' } as const

/** What fits is for the API to refuse, for its contents, and for nobody else. */
const arrives = (heard: Heard): Ruling => {
  const { ok, got } = refusedByApi(heard, 400, 422)
  return { ok, got: ok ? 'arrived' : got }
}

const paths: readonly DoctorCheck<SeenLimits>[] = [
  {
    id: 'serial-longest',
    what: 'A serial number may have 64 characters, with dots, tildes and underscores.',
    expected: '201, and the pass by that number',
    fix: asItIs,
    judge: ({ odd, read }) => {
      const created = succeeded(odd.created, 201)
      return created.ok ? isThePass(read, odd) : created
    },
  },
  {
    id: 'serial-too-long',
    what: 'A longer one is refused, and nothing is stored.',
    expected: 'refused by the API',
    fix: notOurs,
    judge: ({ tooLong }) => ({
      ok: textIn(jsonIn(tooLong), 'code') === 'pass/serial-number-invalid',
      got: toldBriefly(tooLong),
    }),
  },
  {
    id: 'path-encoded-api',
    what: 'The API knows a serial number whose characters came percent-encoded.',
    expected: 'the pass',
    fix: asItIs,
    judge: ({ odd, readEncoded }) => (isGood(odd.created) ? isThePass(readEncoded, odd) : noOddPass),
  },
  {
    id: 'path-encoded-wallet',
    what: 'Phones get the pass, whose serial number they percent-encode as they like.',
    expected: '200',
    fix: asItIs,
    judge: ({ odd, fetchedEncoded }) => (isGood(odd.created) ? succeeded(fetchedEncoded, 200) : noOddPass),
  },
  {
    id: 'path-slash',
    what: 'An encoded slash in a serial number is refused as what it is.',
    expected: 'refused: 400, 404 or 422',
    fix: asItIs,
    judge: ({ withSlash }) =>
      heardOf(withSlash, ({ status }) => ({ ok: [400, 404, 422].includes(status), got: toldBriefly(withSlash) })),
  },
]

const bodies: readonly DoctorCheck<SeenLimits>[] = [
  {
    id: 'json-arrives',
    what: `Bodies of JSON arrive that are nearly ${sizes.jsonBytes} bytes long.`,
    expected: 'arrived',
    fix: tooLittle,
    judge: ({ json }) => arrives(json.fits),
  },
  {
    id: 'json-limit',
    what: `Bodies of JSON that are longer than ${sizes.jsonBytes} bytes are refused.`,
    expected: '413 by the API',
    fix: notOurs,
    judge: ({ json }) => refusedByApi(json.tooLarge, 413),
  },
  {
    id: 'archive-arrives',
    what: `Archives arrive that are nearly ${sizes.directArchiveBytes} bytes long.`,
    expected: 'arrived',
    fix: tooLittle,
    judge: ({ archive }) => arrives(archive.fits),
  },
  {
    id: 'archive-limit',
    what: `Archives that are longer than ${sizes.directArchiveBytes} bytes are refused: the others go by upload.`,
    expected: '413 by the API',
    fix: notOurs,
    judge: ({ archive }) => refusedByApi(archive.tooLarge, 413),
  },
  {
    id: 'log-limit',
    what: `What devices log is limited to ${sizes.wallet.logBytes} bytes.`,
    expected: '413',
    fix: 'have the function wallet answer: it takes no more from strangers',
    judge: ({ logTooLarge }) => {
      const ok = !isSilent(logTooLarge) && logTooLarge.status === 413
      return { ok, got: told(logTooLarge) }
    },
  },
]

/** The checks. */
export const limitChecks: readonly DoctorCheck<SeenLimits>[] = [...paths, ...bodies]
