/** The contract of LinkRevocations. */
import { expect } from 'vitest'
import type { LinkRevocations } from '../../lib/ports/link-revocations.ts'
import { contract, type Sentence } from './contract.ts'
import { now, unique } from './samples.ts'

const aType = (): string => `pass.com.example.${unique()}`

/** What LinkRevocations promise. */
export const linkRevocationsSentences: readonly Sentence<LinkRevocations>[] = [
  {
    sentence: 'of a pass type whose links were never revoked nothing is known, whatever was revoked of others',
    check: async (revocations) => {
      const type = aType()
      await revocations.raise(`${type}.other`, now)
      expect(await revocations.find(type)).toBeUndefined()
    },
  },
  {
    sentence: 'what is revoked is known at once, and more may be revoked later',
    check: async (revocations) => {
      const type = aType()
      for (const before of [now, now + 1]) {
        await revocations.raise(type, before)
        expect(await revocations.find(type)).toBe(before)
      }
    },
  },
  {
    sentence: 'what was revoked once stays so, whatever comes later',
    check: async (revocations) => {
      const type = aType()
      await revocations.raise(type, now)
      for (const before of [now - 1, 0]) await revocations.raise(type, before)
      expect(await revocations.find(type)).toBe(now)
    },
  },
]

/** Registers the contract of LinkRevocations. */
export const linkRevocationsContract = contract('revocations of links', linkRevocationsSentences)
