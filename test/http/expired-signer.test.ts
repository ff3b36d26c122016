/** What everybody is told when the certificates of a signer have expired: never an unusable pass. */
import { describe, expect, it } from 'vitest'
import type { PassTypeIdentifier, SerialNumber } from '../../lib/core/format/identifiers.ts'
import { issueThrowawayCertificate, makeThrowawayAuthority } from '../../lib/core/signing/throwaway.ts'
import { putSigner } from '../builders/put-signer.ts'
import { aDeployment, type Deployment, type } from './a-deployment.ts'
import { hold } from './a-holder.ts'

const passTypeIdentifier = type as PassTypeIdentifier
const serialNumber = 'OF-1' as SerialNumber
const path = `/passes/${type}/OF-1`
const expiry = new Date('2026-11-01T00:00:00Z')
const begin = new Date('2026-01-01T00:00:00Z')
const later = new Date('2027-12-31T00:00:00Z')

/** A signer one of whose certificates expired three weeks ago. */
const expired = async (which: 'pass' | 'intermediate') =>
  issueThrowawayCertificate(await makeThrowawayAuthority(which === 'intermediate' ? { validTo: expiry } : {}), {
    ...{ passTypeIdentifier: type, teamIdentifier: 'ABCDE12345', algorithm: 'P-256', validFrom: begin },
    validTo: which === 'pass' ? expiry : later,
  })

/** A deployment with a pass, which a phone has got in time if it is held. */
const aLapsed = async (
  which: 'pass' | 'intermediate',
  isHeld = false,
): Promise<Deployment & { readonly link: string }> => {
  const deployment = await aDeployment()
  await deployment.publish()
  await deployment.call('PUT', path, { json: { template: 'card', values: { name: 'Ada' } } })
  if (isHeld) await hold(deployment, 'phone', 'OF-1')
  const { json } = await deployment.call('POST', `${path}/links`)
  await putSigner(deployment.ports.admin, type, await expired(which))
  // Signers are kept for 15 minutes.
  deployment.skip(16 * 60_000)
  return { ...deployment, link: json.url }
}

describe.each([
  ['pass', /The Pass Type ID certificate expired at 2026-11-01T00:00:00Z\. Renew it at developer\.apple\.com/],
  [
    'intermediate',
    /The intermediate certificate ".*" expired at 2026-11-01T00:00:00Z\. Have the Pass Type ID certificate issued anew/,
  ],
] as const)('with an expired certificate (%s)', (which, words) => {
  it('the API says which one, since when, and what to do', async () => {
    const { call } = await aLapsed(which)
    const { status, json, headers } = await call('GET', `${path}/file`)
    expect([status, json.code, headers.get('retry-after')]).toEqual([503, 'signer/unusable', '60'])
    expect(json.detail).toMatch(words)
  })

  it('so it does to who wants a bundle, or everything signed anew', async () => {
    const { call } = await aLapsed(which)
    const passes = { passes: [{ passTypeIdentifier: type, serialNumber: 'OF-1' }] }
    const bundle = await call('POST', '/bundles', { json: passes })
    const rollout = await call('POST', '/rollouts', { json: { template: 'card', kind: 'sign' } })
    for (const { status, json } of [bundle, rollout]) {
      expect([status, json.code]).toEqual([503, 'signer/unusable'])
      expect(json.detail).toMatch(words)
    }
  })

  it('the page of a link shows the pass, and its button tells in words that it cannot be made right now', async () => {
    const { get, link } = await aLapsed(which)
    expect((await get(link)).status).toBe(200)
    const response = await get(`${link}/pass.pkpass`)
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '60'])
    expect(await response.text()).toContain('<h1>This pass cannot be made right now</h1>')
  })

  it('"why" names it, once it was met', async () => {
    const { call, service } = await aLapsed(which, true)
    await call('PATCH', path, { json: { values: { name: 'Grace' } } })
    await service.work.build({ kind: 'build', pass: { passTypeIdentifier, serialNumber }, version: 2 })
    const { json } = await call('GET', `${path}/timeline`)
    expect(json.why).toMatchObject({
      code: 'signer-broken',
      sentence: expect.stringMatching(
        /^Version 2 cannot be signed \(signer\/expired, since .*\): phones are served version 1/,
      ),
      todo: expect.stringContaining('passwright signer renew'),
    })
  })

  it('changes are taken, and what was made in time is handed out', async () => {
    const { call, get, link } = await aLapsed(which, true)
    const before = await call('GET', `${path}/file`)
    expect((await call('PATCH', path, { json: { values: { name: 'Grace' } } })).status).toBe(200)
    expect((await call('GET', `${path}/file`)).bytes).toEqual(before.bytes)
    expect((await get(link)).status).toBe(200)
    expect((await get(`${link}/pass.pkpass`)).status).toBe(200)
  })
})

it('when it was renewed, the next request gets the newest version', async () => {
  const { call, ports, skip, get, link } = await aLapsed('pass')
  expect((await get(`${link}/pass.pkpass`)).status).toBe(503)
  const renewed = issueThrowawayCertificate(await makeThrowawayAuthority(), {
    ...{ passTypeIdentifier: type, teamIdentifier: 'ABCDE12345', algorithm: 'P-256', validFrom: begin, validTo: later },
  })
  await putSigner(ports.admin, type, await renewed)
  skip(11_000)
  expect((await get(`${link}/pass.pkpass`)).status).toBe(200)
  expect((await call('GET', `${path}/file`)).status).toBe(200)
})
