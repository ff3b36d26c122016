import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import type { BarcodeKeySet } from '../core/links/barcode-keys.ts'
import { barcodeKeysApp } from './barcode-keys.ts'

const keySet: BarcodeKeySet = {
  keys: [
    {
      kty: 'OKP',
      crv: 'Ed25519',
      alg: 'EdDSA',
      use: 'sig',
      kid: '2',
      x: '2cgdKiMry5kQS7KP7A6zffhI1s1WFZzqV_ftMMeUNaY',
    },
  ],
  retired: ['1'],
}

const app = new Hono().route('/', barcodeKeysApp({ barcodeKeys: () => Promise.resolve(keySet) }))
app.onError((error, context) => context.text('code' in error ? String(error.code) : '', 500))

const ask = (method = 'GET') => app.request('/.well-known/passwright/keys', { method })

describe('the keys of sealed barcodes', () => {
  it('are a JWK Set, for pages of any origin, and kept for five minutes', async () => {
    const answer = await ask()
    expect([answer.status, await answer.json()]).toEqual([200, keySet])
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/jwk-set+json',
      'cache-control': 'public, max-age=300',
      'access-control-allow-origin': '*',
    })
  })

  it('can be asked for without being sent', async () => {
    const answer = await ask('HEAD')
    expect([answer.status, await answer.text()]).toEqual([200, ''])
  })

  it.each(['POST', 'PUT', 'DELETE'])('are not changed by %s', async (method) => {
    expect(await (await ask(method)).text()).toBe('request/method-not-allowed')
  })
})
