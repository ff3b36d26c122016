/** Defects of serving a pass. */
import { joinBytes, utf8 } from '../../../lib/core/bytes.ts'
import { right } from '../reference/behaviour.ts'
import { pack, type StoredPass } from '../reference/passes.ts'
import { bare, calls, type Defect, instead, withHeaders } from './defect.ts'

const changed = (pass: StoredPass, changes: Partial<StoredPass>): StoredPass => ({ ...pass, ...changes })

const dates: readonly Defect[] = [
  {
    name: 'Last-Modified is what time it is',
    from: 'hono-passkit-webservice',
    behaviour: { date: (_, { time }) => new Date(time.now).toUTCString() },
    fails: ['fetch-steady-date', 'fetch-older-date', 'change-unchanged-since', 'personalize-newer-date'],
  },
  {
    name: 'there is no Last-Modified',
    from: 'what devices log',
    behaviour: { date: () => undefined },
    fails: ['fetch-last-modified'],
  },
  {
    name: 'Last-Modified is a date of another form',
    behaviour: { date: ({ seconds }) => new Date(seconds * 1000).toISOString() },
    fails: ['fetch-last-modified', 'change-newer-date', 'change-unchanged-since', 'personalize-newer-date'],
  },
  {
    name: 'If-Modified-Since is read as a number',
    from: 'Vapor wallet',
    behaviour: { since: (header) => (header === '' || Number.isNaN(Number(header)) ? undefined : Number(header)) },
    fails: ['fetch-unchanged', 'fetch-number-date', 'change-unchanged-since'],
  },
  {
    name: 'If-Modified-Since is ignored',
    from: 'what devices log',
    behaviour: { since: () => undefined },
    fails: ['fetch-unchanged', 'change-unchanged-since'],
  },
  {
    name: 'Last-Modified does not tell two changes within a second apart',
    from: 'servers that store the time of the change',
    behaviour: {
      stamp: (pass, state) => {
        right.stamp(pass, state)
        pass.seconds = Math.floor(state.time.now / 1000)
      },
    },
    fails: ['change-twice'],
  },
  {
    name: 'Last-Modified stays when the pass changes',
    behaviour: {
      stamp: (pass, state) => {
        const { seconds } = pass
        right.stamp(pass, state)
        pass.seconds = seconds
      },
    },
    fails: ['change-fetched', 'change-is-one', 'change-newer-date', 'change-twice'],
  },
  {
    name: 'dates that are yet to come are refused',
    around: (request, next, { time }) =>
      Date.parse(request.headers.get('If-Modified-Since') ?? '') > time.now + 60_000 + 60_000
        ? Promise.resolve(bare(400))
        : next(request),
    fails: ['fetch-future-date'],
  },
  {
    name: 'dates that are none are refused',
    around: instead(calls.fetch, async (request, right) =>
      request.headers.get('If-Modified-Since') === 'yesterday' ? bare(500) : await right(),
    ),
    fails: ['fetch-garbage-date'],
  },
  {
    name: 'a pass is unchanged whatever the date',
    behaviour: { since: (header) => (header === '' ? undefined : Number.POSITIVE_INFINITY) },
    fails: [
      'fetch-older-date',
      'fetch-garbage-date',
      'fetch-number-date',
      'change-fetched',
      'change-is-one',
      'change-twice',
    ],
  },
]

const contents: readonly Defect[] = [
  {
    name: "bytes of the server's memory follow the pass",
    from: 'hono-passkit-webservice',
    behaviour: { bytes: async (pass) => joinBytes([await right.bytes(pass), utf8('-----BEGIN PRIVATE KEY-----')]) },
    fails: ['fetch-nothing-besides'],
  },
  {
    name: 'all passes have one token',
    from: 'spatie laravel-mobile-pass',
    prepare: ({ passes }) => {
      for (const pass of passes.values()) pass.token = 'the-token-of-all-passes'
    },
    fails: ['register-token-of-another-pass', 'fetch-token-of-another-pass', 'token-of-one-pass'],
  },
  {
    name: 'a list names passes that did not change',
    from: 'what devices log',
    behaviour: { bytes: (pass) => pack(changed(pass, { gate: 1, seconds: 1_790_000_000 })) },
    fails: ['change-is-one', 'change-twice'],
  },
  {
    name: 'an update changes the token',
    behaviour: { bytes: (pass) => pack(changed(pass, pass.gate === 1 ? {} : { token: 'another-token-from-now-on' })) },
    fails: ['change-same-identity'],
  },
  {
    name: 'another pass is served',
    behaviour: { bytes: (pass) => pack(changed(pass, { serialNumber: `${pass.serialNumber}-copy` })) },
    fails: ['fetch-same-pass'],
  },
  {
    name: 'the signature is broken',
    behaviour: {
      bytes: async (pass) => {
        const bytes = new Uint8Array(await right.bytes(pass))
        const at = new TextDecoder('latin1').decode(bytes).indexOf('signature') + 400
        bytes[at] = (bytes[at] ?? 0) ^ 1
        return bytes
      },
    },
    fails: ['fetch-valid-pass'],
  },
]

const manner: readonly Defect[] = [
  {
    name: 'passes are not served',
    around: instead(/^(?:GET|HEAD|PUT) passes\//, () => bare(503)),
    fails: [
      'fetch-wrong-token',
      'fetch-no-token',
      'fetch-bearer',
      'fetch-bare-scheme',
      'fetch-unknown-serial',
      'fetch-token-of-another-pass',
      'fetch-pass',
      'fetch-double-slash',
      'change-is-one',
      'change-twice',
      'personalize-fetch',
      'wrong-method',
    ],
  },
  {
    name: 'a pass is called a zip archive',
    around: instead(calls.fetch, async (_, right) => {
      const answer = await right()
      return answer.status === 200 ? withHeaders(answer, { 'Content-Type': 'application/zip' }) : answer
    }),
    fails: ['fetch-media-type'],
  },
  {
    name: 'Content-Length is another one',
    around: instead(calls.fetch, async (_, right) => withHeaders(await right(), { 'Content-Length': '8192' })),
    fails: ['fetch-length'],
  },
  {
    name: 'caches may keep passes',
    around: instead(calls.fetch, async (_, right) =>
      withHeaders(await right(), { 'Cache-Control': 'public, max-age=60' }),
    ),
    fails: ['fetch-not-cacheable'],
  },
  {
    name: 'HEAD is not implemented',
    around: instead(/^HEAD /, () => bare(405)),
    fails: ['fetch-head'],
  },
  {
    name: 'a double slash leads nowhere',
    around: (request, next) => (request.url.includes('//v1') ? Promise.resolve(bare(404)) : next(request)),
    fails: ['fetch-double-slash'],
  },
]

/** The defects. */
export const passDefects: readonly Defect[] = [...dates, ...contents, ...manner]
