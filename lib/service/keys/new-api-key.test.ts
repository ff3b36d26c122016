import { describe, expect, it } from 'vitest'
import { newApiKey } from './new-api-key.ts'

const clock = { now: () => Date.UTC(2027, 0, 31, 12) }
const random = { bytes: (length: number) => new Uint8Array(length).fill(27) }

describe('a new API key', () => {
  it('is its id and 256 random bits', async () => {
    const { key, stored } = await newApiKey({ scopes: ['passes:read'] }, { random, clock })
    expect(key).toBe('pwk_11111111_GxsbGxsbGxsbGxsbGxsbGxsbGxsbGxsbGxsbGxsbGxs')
    expect(stored.id).toBe('11111111')
  })

  it('is kept as its SHA-256, with what it may do', async () => {
    const { stored } = await newApiKey({ scopes: ['passes:read', 'links:write'], label: 'till 4' }, { random, clock })
    expect(stored).toEqual({
      id: '11111111',
      hash: '3ad888cd2255b4d7b10cf805d69f99bd7dacecde79656e93ed16188c1f87c2f0',
      scopes: ['passes:read', 'links:write'],
      label: 'till 4',
      createdAt: '2027-01-31T12:00:00.000Z',
    })
  })
})
