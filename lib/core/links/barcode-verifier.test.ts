import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aSealer, someClaims } from '../../../test/builders/barcodes.ts'
import { aRing } from '../../../test/builders/keys.ts'
import { specimenOf } from '../sealing/sealed-barcode.ts'
import { barcodeKeySet } from './barcode-keys.ts'
import { makeBarcodeVerifier } from './barcode-verifier.ts'

const keySet = barcodeKeySet(aRing(), ['7'])
const verify = makeBarcodeVerifier(keySet, { audience: 'gate' })
const at = (hour: number, minute = 0): Date => new Date(Date.UTC(2026, 10, 21, hour, minute))
const seal = aSealer()
const message = seal(someClaims())

const reasonOf = (text: string, now = at(13), check = verify): string => {
  const outcome = check(text, now)
  return outcome.ok ? 'good' : outcome.reason
}

describe('the key set', () => {
  it('has the public keys of the ring, as another implementation derives them, and the ids of the retired ones', () => {
    expect(keySet).toEqual({
      keys: [
        {
          ...{ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid: '1' },
          x: 'm6vgM9wsL8f7mVXth-TFPnr8PfA7kC9WYWjMcx-Re1g',
        },
        {
          ...{ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid: '2' },
          x: '2cgdKiMry5kQS7KP7A6zffhI1s1WFZzqV_ftMMeUNaY',
        },
      ],
      retired: ['7'],
    })
  })

  it.each([
    ['nothing', undefined],
    ['a list', []],
    ['an object without keys', { retired: [] }],
  ])('is refused if it is %s', (_, given) => {
    expect(() => makeBarcodeVerifier(given, { audience: 'gate' })).toThrow(TypeError)
  })

  it('may have keys of other kinds, which are passed over', () => {
    const [first] = keySet.keys
    const others = [{ kty: 'RSA', kid: '2' }, null, { ...first, x: 'AA' }, { ...first, kid: 5 }]
    const check = makeBarcodeVerifier({ keys: [...others, ...keySet.keys] }, { audience: 'gate' })
    expect(reasonOf(message, at(13), check)).toBe('good')
    expect(reasonOf(message, at(13), makeBarcodeVerifier({ keys: others }, { audience: 'gate' }))).toBe('key-unknown')
  })
})

describe('a sealed barcode', () => {
  it('tells what it says to those whom it is for, in its time', () => {
    expect(verify(message, at(13))).toEqual({
      ok: true,
      barcode: {
        ...{ id: '3820627974657321', audience: 'gate', keyId: '2', validFrom: at(12), validUntil: at(16) },
        values: { ticket: 'T-1', seat: 'Reihe 7 – Süd' },
      },
    })
  })

  it('has been this text ever since: passes on phones carry it', () => {
    expect(message).toBe(
      'PW1:RRQ$-8P609O00I607BJ:K8VCIECUYCDF3/90500DF3V80JCO%59A44.FF6$C/94LQEIEC:8E- C+8DC34374KBG+34NXO7VCBWEQPC7$C3PC4W527B1VA6HRCU7EF4NT2486GG3W.R7GO%4QE$US/MPKVJD86J1EJBB:N$P29PH7.M-TU%/4 JB::4WCKXY50KRBJ3-1Q6RCU7LY49',
    )
  })

  it('holds whatever JSON holds', () => {
    const values = fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue(), { maxKeys: 5 })
    fc.assert(
      fc.property(values, (given) => {
        const said = JSON.parse(JSON.stringify(given))
        const outcome = verify(seal(someClaims({ values: said })), at(13))
        expect(outcome.ok && outcome.barcode.values).toEqual(said)
      }),
      { numRuns: 20 },
    )
  })

  it('is good for ever if it has no times', () => {
    const { validFrom: _, validUntil: __, ...claims } = someClaims()
    expect(reasonOf(seal(claims), new Date(0))).toBe('good')
  })

  it.each([
    ['the last millisecond before it begins', new Date(at(12).getTime() - 1), 'not-yet-valid'],
    ['its first moment', at(12), 'good'],
    ['its last millisecond', new Date(at(16).getTime() - 1), 'good'],
    ['its end', at(16), 'expired'],
  ])('at %s is told as it is', (_, now, told) => {
    expect(reasonOf(message, now)).toBe(told)
  })

  it('is given the leeway that the scanner is set to', () => {
    const lenient = makeBarcodeVerifier(keySet, { audience: 'gate', leeway: 60 })
    expect(reasonOf(message, at(11, 59), lenient)).toBe('good')
    expect(reasonOf(message, at(11, 58), lenient)).toBe('not-yet-valid')
    expect(reasonOf(message, at(16, 0), lenient)).toBe('good')
    expect(reasonOf(message, at(16, 1), lenient)).toBe('expired')
  })

  it('for others is refused, and told', () => {
    const outcome = makeBarcodeVerifier(keySet, { audience: 'cloakroom' })(message, at(13))
    expect(outcome).toMatchObject({ ok: false, reason: 'wrong-audience', barcode: { audience: 'gate' } })
  })

  it('that a retired key has sealed is refused, even if its public key is still there', () => {
    const check = makeBarcodeVerifier({ ...keySet, retired: ['2'] }, { audience: 'gate' })
    expect(check(message, at(13))).toEqual({ ok: false, reason: 'key-retired' })
  })

  it('that a key has sealed which the scanner has not loaded is refused as that', () => {
    const check = makeBarcodeVerifier(barcodeKeySet(aRing({ ids: ['1'] }), []), { audience: 'gate' })
    expect(reasonOf(message, at(13), check)).toBe('key-unknown')
  })

  it('that another key has sealed under the id of ours is forged', () => {
    const stranger = { ...keySet, keys: keySet.keys.map((key) => ({ ...key, kid: key.kid === '1' ? '2' : '1' })) }
    expect(reasonOf(message, at(13), makeBarcodeVerifier(stranger, { audience: 'gate' }))).toBe('forged')
  })

  it('that is a specimen is refused', () => {
    const specimen = specimenOf(someClaims())
    expect([reasonOf(specimen), specimen.length]).toEqual(['key-unknown', message.length])
  })

  it('is refused if any character is another', () => {
    const change = fc.tuple(fc.nat(message.length - 1), fc.stringMatching(/^[0-9A-Z $%*+\-./:]$/))
    fc.assert(
      fc.property(change, ([index, character]) => {
        fc.pre(message[index] !== character)
        const changed = message.slice(0, index) + character + message.slice(index + 1)
        expect(verify(changed, at(13)).ok).toBe(false)
      }),
      { numRuns: 60 },
    )
  })

  it.each([
    ['nothing', ''],
    ['its prefix alone', 'PW1:'],
    ['a barcode of somebody else', '{"ticket": "T-1"}'],
    ['its text without the prefix', message.slice(4)],
    ['its text with something behind it', `${message}00`],
    ['its text cut short', message.slice(0, -3)],
    ['its text in small letters', message.toLowerCase()],
    ['its text with a line break', `${message}\n`],
    ['a megabyte', `PW1:${'0'.repeat(1_000_000)}`],
    ['CBOR that is no envelope', 'PW1:6BF'],
  ])('is not %s', (_, text) => {
    expect(verify(text, at(13))).toEqual({ ok: false, reason: 'malformed' })
  })

  it('is no text at all that comes by chance', () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (text, prefixed) => {
        expect(reasonOf(prefixed ? `PW1:${text}` : text)).toBe('malformed')
      }),
    )
  })
})
