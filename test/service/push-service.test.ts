import { describe, expect, it } from 'vitest'
import { UnavailableError } from '../../lib/ports/errors.ts'
import type { Reach } from '../../lib/ports/pusher.ts'
import { ServiceError } from '../../lib/service/errors.ts'
import { makePushServiceWatch } from '../../lib/service/work/push-service.ts'
import { aWorld, settings } from './world.ts'

const [card = '', other = ''] = settings.passTypeIdentifiers

/** What comes of looking for a push service that answers so. */
const looked = async (answer: (passType: string) => Reach | Error) => {
  const { memory } = aWorld()
  const reports: string[] = []
  const reach = (passType: string): Promise<Reach> => {
    const answered = answer(passType)
    return answered instanceof Error ? Promise.reject(answered) : Promise.resolve(answered)
  }
  const watch = makePushServiceWatch({ pusher: { reach }, metrics: memory.metrics }, settings, ({ code, error }) =>
    reports.push(`${code}: ${error.message}`),
  )
  await watch()
  return { counts: memory.counts().map(({ name, count }) => [name, count]), reports }
}

describe('looking for the push service', () => {
  it('counts and says nothing, where it is reached with each certificate', async () => {
    expect(await looked(() => ({ kind: 'reached' }))).toEqual({ counts: [], reports: [] })
  })

  it('counts each pass type that cannot reach it, and says why and what to do', async () => {
    const reason = 'the connection failed: ECONNREFUSED'
    const { counts, reports } = await looked((type) =>
      type === card ? { kind: 'unreachable', reason } : { kind: 'refused', reason: 'BadCertificate' },
    )
    expect(counts).toEqual([['PushServiceUnreachable', 2]])
    expect(reports).toEqual([
      expect.stringMatching(/^push\/unreachable: .*card \(the connection failed: ECONNREFUSED\): let functions out/),
      expect.stringMatching(/^push\/unreachable: .*other do not trust .* \(BadCertificate\): look at the certificate/),
    ])
  })

  it('passes over what has no signer, which is told elsewhere', async () => {
    const { counts } = await looked((type) =>
      type === other ? { kind: 'reached' } : new ServiceError('signer/missing', 'there is none'),
    )
    expect(counts).toEqual([])
  })

  it('counts a signer that cannot be read, for then nobody is reached', async () => {
    const { counts } = await looked(() => new UnavailableError('the secret failed'))
    expect(counts).toEqual([['PushServiceUnreachable', 2]])
  })
})
