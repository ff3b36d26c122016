/** The checks against an application on another implementation of Apple's web service. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { runConformance } from '../../lib/device/conformance/run.ts'
import { peerApp, peerFolder } from './peer-app.ts'
import { pack, passSigner } from './reference/passes.ts'
import { firstPasses } from './reference/server.ts'
import { outcomes } from './run-checks.ts'

const installed = existsSync(join(peerFolder, 'node_modules', 'hono-passkit-webservice', 'package.json'))

const needed = installed
  ? {}
  : { skip: true, meta: { reason: 'hono-passkit-webservice is not installed in test/conformance/peer' } }

/** The library asks the clock by itself. */
const check = async (options: { readonly verifiesTokens: boolean }) => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 21, 12) })
  const passes = firstPasses(Date.now()).slice(0, 2)
  const [pass, other] = await Promise.all(passes.map(pack))
  const app = await peerApp(passes, Date.now, options)
  const { root } = await passSigner()
  if (!(pass && other)) throw new Error('a pass is missing')
  return await runConformance({
    pass,
    other,
    trust: { roots: [root] },
    fetch: app.fetch,
    now: Date.now,
    sleep: (milliseconds) => Promise.resolve(vi.setSystemTime(Date.now() + milliseconds)).then(() => undefined),
    change: () => app.change('S-1'),
  })
}

describe('conformance of hono-passkit-webservice 1.0.4', needed, () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  it('as its README says, which gives it no function that verifies tokens', async () => {
    expect(outcomes(await check({ verifiesTokens: false })).failed).toEqual([
      // Bodies are read without a thought for what may be in them.
      'register-malformed-json',
      'register-no-push-token',
      'register-large-body',
      // The scheme is looked at, and nothing else.
      'register-wrong-token',
      'register-bare-scheme',
      'fetch-wrong-token',
      'fetch-bare-scheme',
      'register-unknown-serial',
      'register-token-of-another-pass',
      'fetch-unknown-serial',
      'fetch-token-of-another-pass',
      'fetch-serials-not-probed',
      // The whole buffer is sent that the bytes of the pass lie in.
      'fetch-nothing-besides',
      'fetch-double-slash',
      // Last-Modified is the time of the request.
      'fetch-steady-date',
      'fetch-older-date',
      'unregister-wrong-token',
      'log-malformed',
      'change-twice',
    ])
  })

  it('with a function that knows the tokens of all passes', async () => {
    expect(outcomes(await check({ verifiesTokens: true })).failed).toEqual([
      'register-malformed-json',
      'register-no-push-token',
      'register-large-body',
      // The function is given the token, but not the pass that it is to open.
      'register-unknown-serial',
      'register-token-of-another-pass',
      'fetch-unknown-serial',
      'fetch-token-of-another-pass',
      'fetch-nothing-besides',
      'fetch-double-slash',
      'fetch-steady-date',
      'fetch-older-date',
      'log-malformed',
      'change-twice',
    ])
  })
})
