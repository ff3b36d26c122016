import { beforeAll, describe, expect, it } from 'vitest'
import { aChain } from './builders/signer.ts'
import { runCase } from './fuzz/run-case.ts'
import { identity, makeSeeds, type Seed } from './fuzz/seeds.ts'

const cases = 300

describe('a broken archive', () => {
  let seeds: readonly Seed[] = []
  let root = ''

  beforeAll(async () => {
    const chain = await aChain({ ...identity, nfc: true })
    root = chain.root
    seeds = await makeSeeds(chain)
  })

  it('gives findings or an error of ours, however it is broken', async () => {
    const failures: string[] = []
    const codes = new Set<string>()
    for (let number = 0; number < cases; number++) {
      const { mutant, failure, ...outcome } = await runCase(seeds, root, 1, number)
      for (const code of outcome.codes) codes.add(code)
      if (failure !== undefined) failures.push(`case ${number} (${mutant.seed}; ${mutant.mutators}): ${failure}`)
    }
    expect(failures).toEqual([])
    // So that a fuzzer which no longer breaks anything is noticed.
    expect(codes.size).toBeGreaterThan(50)
  })
})
