/** The rotation drill in its short form, and with designs that it has to catch. `npm run drill -- rotation` is the long one. */
import { describe, expect, it } from 'vitest'
import type { ActName, Plant } from './drill/rotation-acts.ts'
import { runRotationDrill } from './drill/rotation-drill.ts'

const size = { phones: 2, seed: 1, step: 300, say: () => undefined }

describe('a drill in which certificate and keys are replaced', () => {
  it('fails no request, gives new passes the new certificate and key, and pushes nothing for it', async () => {
    const report = await runRotationDrill({ ...size, instances: 3 })
    expect(report.faults).toEqual([])
    expect(Object.keys(report.bySigner)).toHaveLength(2)
    expect(Object.keys(report.byKey)).toEqual(['1', '2'])
    expect(report.changes).toBeGreaterThan(30)
  }, 120_000)
})

describe('the drill catches', () => {
  it.each<[what: string, act: ActName, plant: Plant, fault: string]>([
    ['a certificate that is to sign at once', 'certificate', { hurried: true }, 'passes with another certificate'],
    ['a key of tokens that signs at once', 'hmac', { hurried: true }, 'requests failed'],
    ['a key of personal data that seals at once', 'personal-data', { hurried: true }, 'requests failed'],
    ['an API key that ends at once', 'api-key', { abrupt: true }, 'requests failed'],
    ['a renewal that changes passes', 'certificate', { eager: true }, 'pushes for'],
  ])(
    '%s',
    async (_, act, plant, fault) => {
      expect(
        (await runRotationDrill({ ...size, instances: 2, step: 1200, acts: [act], plant })).faults.join('\n'),
      ).toContain(fault)
    },
    60_000,
  )
})
