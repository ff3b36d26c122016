/** Sealed barcodes on the command line, and their signature in the eyes of another implementation. */
import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hex, utf8 } from '../lib/core/bytes.ts'
import { barcodeKeySet } from '../lib/core/links/barcode-keys.ts'
import { fromBase64url } from '../lib/core/links/base64url.ts'
import { envelopeOf, signedBytes } from '../lib/core/sealing/envelope.ts'
import { aSealer, someClaims } from './builders/barcodes.ts'
import { aRing } from './builders/keys.ts'
import { aWorkspace } from './builders/workspace.ts'
import { aZip } from './builders/zip.ts'
import { needs, program } from './setup/programs.ts'

const { folder, run, write, writeTemplate } = await aWorkspace()

const keys = await write('keys.json', JSON.stringify({ current: '2', 1: '1'.repeat(32), 2: '2'.repeat(32) }))
const keySet = await write('key-set.json', JSON.stringify(barcodeKeySet(aRing(), [])))

await write('plain.pkpass', aZip([{ name: 'pass.json', data: utf8('{"barcodes": []}') }]))

await writeTemplate('sealed', {
  pass: { barcodes: [{ format: 'PKBarcodeFormatQR', message: '${sealedBarcode}', messageEncoding: 'iso-8859-1' }] },
  settings: { sealedBarcode: { audience: 'gate', values: ['name'] } },
})

describe('build and barcode verify', { timeout: 60_000 }, () => {
  it('a pass that was built with keys of a file is believed by whoever has their key set, and by no one else', async () => {
    const built = await run('build', 'sealed', '--out', 'sealed.pkpass', '--barcode-keys', keys)
    expect([built.code, built.stderr.includes('throwaway key')]).toEqual([0, false])
    const good = await run('barcode', 'verify', 'sealed.pkpass', '--keys', keySet, '--audience', 'gate')
    expect([good.code, good.stdout]).toEqual([
      0,
      expect.stringMatching(/^good\n {2}id [0-9a-f]{16}, for gate, sealed with key 2\n.*\n {2}name: "Ada"\n$/),
    ])
    const other = await run('barcode', 'verify', 'sealed.pkpass', '--keys', keys, '--audience', 'bar', '--json')
    expect([other.code, JSON.parse(other.stdout)]).toMatchObject([1, { ok: false, reason: 'wrong-audience' }])
  })

  it('without keys, a throwaway one seals, which is said, and which no scanner believes', async () => {
    const built = await run('build', 'sealed', '--out', 'throwaway.pkpass')
    expect([built.code, built.stderr]).toEqual([0, expect.stringContaining('throwaway key')])
    const refused = await run('barcode', 'verify', 'throwaway.pkpass', '--keys', keySet, '--audience', 'gate')
    expect([refused.code, refused.stdout]).toEqual([1, 'refused: forged\n'])
  })

  it('what a scanner has read may be given as text', async () => {
    const { validFrom: _, validUntil: __, ...claims } = someClaims()
    const text = await write('read.txt', `${aSealer()(claims)}\n`)
    expect((await run('barcode', 'verify', text, '--keys', keySet, '--audience', 'gate')).code).toBe(0)
  })

  it.each([
    [
      'keys that are none',
      ['build', 'sealed', '--out', 'x.pkpass', '--barcode-keys', 'read.me'],
      1,
      'input/keys-unusable',
    ],
    [
      'a pass without a sealed barcode',
      ['barcode', 'verify', 'plain.pkpass', '--keys', keySet, '--audience', 'x'],
      1,
      'input/no-barcode',
    ],
    ['no audience', ['barcode', 'verify', 'sealed.pkpass', '--keys', keySet], 2, 'usage'],
  ])('refuses %s', async (_, args, code, error) => {
    await write('read.me', '{"current": "1", "1": "short"}')
    const refused = await run(...args, '--json')
    expect([refused.code, JSON.parse(refused.stdout).error.code]).toEqual([code, error])
  })
})

describe('the signature of a sealed barcode', needs('openssl'), () => {
  it('is what OpenSSL takes for one of the published key, over the bytes that RFC 9052 has signed', async () => {
    const envelope = envelopeOf(aSealer()(someClaims()))!
    const [, { x }] = barcodeKeySet(aRing(), []).keys as [unknown, { x: string }]
    // The header of an Ed25519 public key in DER (RFC 8410), then its 32 bytes.
    const der = Buffer.from(`302a300506032b6570032100${hex(fromBase64url(x)!)}`, 'hex')
    const file = (name: string) => join(folder, name)
    await writeFile(file('public.der'), der)
    await writeFile(file('signature'), envelope.signature)
    const verify = async (signed: Uint8Array): Promise<boolean> => {
      await writeFile(file('signed'), signed)
      const options = ['-verify', '-pubin', '-keyform', 'DER', '-inkey', file('public.der'), '-rawin']
      try {
        execFileSync(program('openssl'), ['pkeyutl', ...options, '-in', file('signed'), '-sigfile', file('signature')])
        return true
      } catch {
        return false
      }
    }
    const signed = signedBytes('2', envelope.payload)
    expect(await verify(signed)).toBe(true)
    expect(await verify(signed.map((byte, at) => (at === 40 ? byte ^ 1 : byte)))).toBe(false)
    // ["Signature1", h'a2 01 27 04 41 32', h'', …]: what was signed, letter by letter.
    expect(hex(signed).slice(0, 40)).toBe('846a5369676e61747572653146a2012704413240')
  })
})
