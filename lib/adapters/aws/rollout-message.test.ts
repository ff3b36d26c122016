import { describe, expect, it } from 'vitest'
import { readRolloutMessage } from './rollout-message.ts'

const pass = { passTypeIdentifier: 'pass.com.example', serialNumber: 'A1' }

describe('a message of the queue of rollouts', () => {
  it('is a step of a rollout', () => {
    const message = { kind: 'rollout', id: 'r1', step: 7 }
    expect(readRolloutMessage(JSON.stringify(message))).toStrictEqual(message)
  })

  it('or work on a pass that one has changed', () => {
    const body = JSON.stringify({ kind: 'build', ...pass, version: 3 })
    expect(readRolloutMessage(body)).toStrictEqual({ kind: 'build', pass, version: 3 })
  })

  it.each([
    ['a step of an import', '{"kind":"import","id":"i1","step":7}'],
    ['a rollout without an id', '{"kind":"rollout","step":7}'],
    ['a step in parts', '{"kind":"rollout","id":"r1","step":1.5}'],
    ['no JSON', 'rollout'],
  ])('and not %s', (_, body) => {
    expect(readRolloutMessage(body)).toBeUndefined()
  })
})
