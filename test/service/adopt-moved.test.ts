/** Passes that another deployment of this service issued: their tokens have the form of ours. */
import { describe, expect, it } from 'vitest'
import { utf8 } from '../../lib/core/bytes.ts'
import { makeAuthenticationToken } from '../../lib/core/links/authentication-token.ts'
import { adopt, anAdoptingWorld } from './an-adopting-world.ts'
import { aDevice, aPass, codeOf, keyRing, tokenOf, type World } from './world.ts'

const source = { keyId: '1', issue: 'AAECAwQFBgcICQoL' }

const foreignRing = { current: '1', keys: new Map([['1', utf8('2'.repeat(32))]]) }

/** A token that a deployment with other keys made. */
const foreign = makeAuthenticationToken(foreignRing, aPass(), source)

/** A token that a deployment with the same keys made. */
const own = makeAuthenticationToken(keyRing, aPass(), source)

const register = ({ service }: World, token: string) =>
  service.wallet.register({ device: aDevice('tablet'), pass: aPass(), token }, 'ab'.repeat(32))

describe('a pass of another deployment', () => {
  it('keeps its token, which is that of devices', async () => {
    const world = await anAdoptingWorld()
    await adopt(world, { authenticationToken: foreign })
    expect(await tokenOf(world)).toBe(foreign)
    expect(await register(world, foreign)).toBe(true)
  })

  it('takes no other token of that deployment', async () => {
    const world = await anAdoptingWorld()
    await adopt(world, { authenticationToken: foreign })
    const other = makeAuthenticationToken(foreignRing, aPass('A-2'), source)
    expect(await codeOf(register(world, other))).toBe('wallet/unauthorized')
  })

  it('that had the same keys is one of ours again: nothing is kept of its token', async () => {
    const world = await anAdoptingWorld()
    const { pass } = await adopt(world, { authenticationToken: own })
    expect(pass.token).toEqual(source)
    expect(pass).not.toHaveProperty('adoptedToken')
    expect(await tokenOf(world)).toBe(own)
  })

  it.each([foreign, own])('may be adopted again', async (authenticationToken) => {
    const world = await anAdoptingWorld()
    await adopt(world, { authenticationToken })
    expect(await adopt(world, { authenticationToken })).toMatchObject({ created: false, registered: 0 })
  })

  it('is not taken for a pass that was issued here with another issue', async () => {
    const world = await anAdoptingWorld()
    await world.service.passes.put(aPass(), { template: 'card', values: { name: 'Ada' } }, {})
    expect(await codeOf(adopt(world, { authenticationToken: own }))).toBe('pass/exists')
  })
})
