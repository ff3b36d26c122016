import { describe, expect, it } from 'vitest'
import { aPass, publish, put } from '../service/world.ts'
import { addressOf, another, aWallet, pushToken, registrationOf, seen, type } from './a-wallet.ts'

interface Asked {
  readonly method: string
  readonly path: (serial?: string) => string
  readonly body?: object
  /** The status for whoever has the token of a pass that was erased. */
  readonly erased: number
}

// Whose registration is gone with its pass has nothing to unregister, and need not know why.
const asks: [string, Asked][] = [
  ['registering', { method: 'POST', path: registrationOf, body: { pushToken }, erased: 401 }],
  ['unregistering', { method: 'DELETE', path: registrationOf, erased: 200 }],
  ['fetching', { method: 'GET', path: addressOf, erased: 401 }],
  [
    'personalizing',
    {
      method: 'POST',
      path: (serial?: string) => `${addressOf(serial)}/personalize`,
      body: { personalizationToken: 'dG9rZW4=', requiredPersonalizationInfo: { fullName: 'Ada' } },
      erased: 401,
    },
  ],
]

describe.each(asks)('whoever is %s', (_, { method, path, body, erased }) => {
  const sent = (token: string) => ({ token, ...(body === undefined ? {} : { body }) })

  it('cannot tell a pass that is not there from one whose token they do not have, and nothing is read', async () => {
    const wallet = await aWallet()
    const { token: others } = await another(wallet)
    const forged = wallet.token.slice(0, -2) + (wallet.token.endsWith('AA') ? 'BB' : 'AA')
    const keyless = wallet.token.replace(/^\d+/, '2')
    await wallet.send('GET', addressOf(), { token: keyless })
    wallet.world.takeCalls()
    const answers: Awaited<ReturnType<typeof seen>>[] = []
    for (const token of [others, forged, keyless, 'x', 'x'.repeat(40), wallet.token.toUpperCase()])
      answers.push(await seen(await wallet.send(method, path(), sent(token))))
    for (const serial of ['Z-1', '%20', 'a%2Fb', '.hidden'])
      answers.push(await seen(await wallet.send(method, path(serial), sent(wallet.token))))
    const [first] = answers
    expect(first).toMatchObject({ status: 401, body: '' })
    expect(first?.headers).not.toHaveProperty('content-type')
    for (const answer of answers) expect(answer).toEqual(first)
    expect(wallet.world.takeCalls().filter((call) => call !== 'events.append')).toEqual([])
    expect(wallet.failures).toEqual([])
  })

  it('is refused with the token of a pass that was erased, also if it was issued anew', async () => {
    const { world, send, token } = await aWallet()
    const status = async () => (await send(method, path(), sent(token))).status
    await world.service.passes.erase(aPass(), {})
    expect(await status()).toBe(erased)
    await put(world)
    expect(await status()).toBe(erased)
  })

  it('cannot do it with a token of another pass type', async () => {
    const { world, send, token } = await aWallet()
    await publish(world, { settings: { name: 'other', passTypeIdentifier: 'pass.com.example.other' } })
    const other = aPass('A-1', 'pass.com.example.other')
    await world.service.passes.put(other, { template: 'other', values: { name: 'Ada' } }, {})
    const answer = await send(method, path().replace(type, 'pass.com.example.other'), sent(token))
    expect(answer.status).toBe(401)
  })
})

it.each([
  ['registration', registrationOf()],
  ['form', `${addressOf()}/personalize`],
])('what is wrong with the body of a %s is said only to whoever has the token', async (_, path) => {
  const wallet = await aWallet()
  const { token: others } = await another(wallet)
  const statuses = (token: string) =>
    Promise.all(
      ['{', '', 'x'.repeat(100_000)].map(async (body) => (await wallet.send('POST', path, { token, body })).status),
    )
  expect(await statuses(others)).toEqual([401, 401, 401])
  expect(await statuses(wallet.token)).toEqual([400, 400, 413])
})
