/** Checks of fetching a pass: what comes, and how. */

import type { Bytes } from '../../../core/bytes.ts'
import { admit } from '../../wallet/admission.ts'
import { type Check, check } from '../check.ts'
import { sameIdentity, sameIdentityText } from '../evidence/fetched.ts'
import { hasStatus, quoted, shown, type Verdict } from '../judge.ts'
import type { Lab } from '../lab.ts'
import { aServedPass, nothing } from '../preparations.ts'
import { sources } from '../sources.ts'
import { openServed } from '../test-pass.ts'

const mediaType = 'application/vnd.apple.pkpass'

const around = /^archive-(?:not-zip|bytes-before|bytes-after)$/

const inOrder = 'all in order'

/** Whether Wallet would take it. */
const judgePackage = async (bytes: Bytes, { trust, now }: Lab): Promise<Verdict> => {
  const admission = await admit(bytes, trust, now())
  return admission.kind === 'taken' ? { ok: true, got: inOrder } : { ok: false, got: quoted(admission.reason) }
}

const directives = (header: string): ReadonlyMap<string, string> =>
  new Map(
    header.split(',').map((part) => {
      const [name = '', value = ''] = part.split('=')
      return [name.trim().toLowerCase(), value.trim().replaceAll('"', '')] as const
    }),
  )

/** Whether somebody, a proxy or the device itself, may answer with what was sent before. */
const isKept = (cacheControl: string): boolean => {
  const said = directives(cacheControl)
  if (said.has('no-store') || said.has('no-cache')) return false
  const age = said.get('s-maxage') ?? said.get('max-age')
  return age === undefined ? said.has('public') : Number(age) > 0
}

const content: readonly Check[] = [
  check(
    nothing,
    { id: 'fetch-pass', what: 'The pass is served to whoever has its token.', expected: '200', source: sources.send },
    async (_, lab) => hasStatus(await lab.latest(), 200),
  ),
  check(
    aServedPass,
    {
      id: 'fetch-media-type',
      what: 'The pass has its media type.',
      expected: mediaType,
      source: sources.send,
    },
    ({ headers }) => {
      const sent = headers.get('Content-Type') ?? ''
      return { ok: sent.trim().toLowerCase() === mediaType, got: sent === '' ? 'no Content-Type' : sent.slice(0, 80) }
    },
  ),
  check(
    aServedPass,
    {
      id: 'fetch-length',
      what: 'Content-Length, where it is sent, is the size of the pass.',
      expected: 'the size of the body, or none',
      source: sources.inferred,
    },
    ({ headers, body }) => {
      const sent = headers.get('Content-Length')
      // The length of what was packed for the way is another one.
      const unknown = sent === null || headers.has('Content-Encoding')
      return { ok: unknown || Number(sent) === body.length, got: `${sent ?? 'none'} for ${body.length} bytes` }
    },
  ),
  check(
    aServedPass,
    {
      id: 'fetch-valid-pass',
      what: 'What is served verifies: archive, manifest, signature, chain and certificate.',
      expected: inOrder,
      source: sources.send,
    },
    ({ body }, lab) => judgePackage(body, lab),
  ),
  check(
    aServedPass,
    {
      id: 'fetch-nothing-besides',
      what: 'Nothing but the pass is sent: no bytes of the server stand before or behind it.',
      expected: 'no bytes around the archive',
      source: sources.inferred,
    },
    async ({ body }) => {
      const faults = (await openServed(body))?.archiveFaults ?? ['archive-not-zip']
      const told = faults.filter((code) => around.test(code))
      return { ok: told.length === 0, got: told.length === 0 ? 'no bytes around the archive' : told.join(', ') }
    },
  ),
  check(
    aServedPass,
    {
      id: 'fetch-same-pass',
      what: 'What is served is the pass that was asked for, with the same authentication token.',
      expected: sameIdentityText,
      source: sources.send,
    },
    async ({ body }, lab) => sameIdentity(lab.pass.opened, await openServed(body)),
  ),
]

const manner: readonly Check[] = [
  check(
    aServedPass,
    {
      id: 'fetch-head',
      what: 'HEAD is answered like GET, without the pass: devices ask so now and then.',
      expected: '200 and the same Content-Type, no body',
      source: sources.inferred,
    },
    async ({ headers }, lab) => {
      const head = await lab.latest(undefined, { method: 'HEAD' })
      const type = head.headers.get('Content-Type')
      const same = type === headers.get('Content-Type')
      return {
        ok: head.status === 200 && same && head.body.length === 0,
        got: `${shown(head)}${same ? '' : `, Content-Type ${type === null ? 'missing' : quoted(type)}`}`,
      }
    },
  ),
  check(
    aServedPass,
    {
      id: 'fetch-not-cacheable',
      what: 'No cache may keep the pass and answer in place of the server.',
      expected: 'no Cache-Control that allows it',
      source: sources.caching,
    },
    ({ headers }) => {
      const sent = headers.get('Cache-Control')
      return { ok: sent === null || !isKept(sent), got: sent === null ? 'no Cache-Control' : quoted(sent) }
    },
  ),
  check(
    nothing,
    {
      id: 'fetch-double-slash',
      what: 'Clients that join webServiceURL and path with a slash too many get the pass.',
      expected: '200',
      source: sources.inferred,
    },
    async (_, lab) => {
      const { passTypeIdentifier, serialNumber } = lab.pass.access
      const path = `//v1/passes/${encodeURIComponent(passTypeIdentifier)}/${encodeURIComponent(serialNumber)}`
      return hasStatus(await lab.latest(undefined, { path }), 200)
    },
  ),
]

/** The checks. */
export const fetchChecks: readonly Check[] = [...content, ...manner]
