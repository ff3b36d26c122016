/** What `signer import` does with files that are damaged, or made to do harm: a refusal each, in good time, and no files. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { openPkcs12 } from '../../lib/cli/signer/pkcs12.ts'
import { PasswrightError } from '../../lib/core/errors.ts'
import { encodeDer, encodeOid, readDer, tag } from '../../lib/core/signing/der.ts'
import { filesBelow } from '../builders/passwright.ts'
import { rewrite } from '../builders/signatures.ts'
import { needs } from '../setup/programs.ts'
import { aNewFolder, importing, refusal } from './importing.ts'
import { at, issue, joined, makeAuthority, newRequest, openssl } from './lookalike.ts'

const passphrase = 'secret'

const save = (name: string, contents: string | Uint8Array): string => {
  writeFileSync(at(name), contents)
  return name
}

const export12 = (out: string, ...more: readonly string[]): void => {
  const input = ['-inkey', 'key.pem', '-in', 'pass.pem', '-certfile', 'G4.pem', '-passout', `pass:${passphrase}`]
  openssl('pkcs12', '-export', '-out', out, ...input, ...more)
}

describe('signer import', needs('openssl'), () => {
  beforeAll(() => {
    makeAuthority()
    newRequest('key.pem', 'request.csr')
    issue('request.csr', 'pass.pem')
    export12('old.p12', '-legacy')
    export12('bare.p12', '-certpbe', 'AES-256-CBC', '-nomac')
  })

  describe('a file that is not what it says', () => {
    it.each([
      ['nothing', () => ''],
      ['text', () => 'hello'],
      ['a certificate cut short', () => readFileSync(at('pass.pem'), 'latin1').slice(0, 600)],
      ['a sequence of nothing', () => new Uint8Array([0x30, 0])],
      ['lengths without end', () => new Uint8Array(5000).fill(0x30).fill(0x80, 1, 2)],
      ['nesting without end', () => new Uint8Array(200_000).map((_, index) => (index % 2 ? 0x80 : 0x30))],
      [
        'a key in the old encryption',
        () => {
          openssl('rsa', '-aes128', '-traditional', '-in', 'key.pem', '-passout', 'pass:x', '-out', 'proc.pem')
          return readFileSync(at('proc.pem'))
        },
      ],
    ])('is refused: %s', async (_, contents) => {
      const { code } = await refusal([save('hostile', contents())], { passphrase })
      expect(code).toBe('signer/certificate-unreadable')
    })

    it('is refused unread when it is too large', async () => {
      const { code } = await refusal([save('large.p12', new Uint8Array(2 * 1024 * 1024))])
      expect(code).toBe('input/too-large')
    })

    const many = encodeDer(tag.integer, Uint8Array.of(0x7f, 0xff, 0xff, 0xff))

    /** Two milliards of rounds for the authentication code. */
    const busyCode = (): Uint8Array => {
      const root = readDer(new Uint8Array(readFileSync(at('old.p12'))))
      return root ? rewrite(root, (value, path) => [path === '/2/2' ? many : value.bytes]) : new Uint8Array()
    }

    const sequence = (...parts: readonly Uint8Array[]) => encodeDer(tag.sequence, ...parts)
    const typed = (type: string, value: Uint8Array) => sequence(encodeOid(type), encodeDer(0xa0, value))

    /** As many for a key in AES that is all of a file. */
    const busyKey = (): Uint8Array => {
      const salt = encodeDer(tag.octets, new Uint8Array(8))
      const derivation = sequence(encodeOid('1.2.840.113549.1.5.12'), sequence(salt, many))
      const cipher = sequence(encodeOid('2.16.840.1.101.3.4.1.42'), encodeDer(tag.octets, new Uint8Array(16)))
      const algorithm = sequence(encodeOid('1.2.840.113549.1.5.13'), sequence(derivation, cipher))
      const bag = typed('1.2.840.113549.1.12.10.1.2', sequence(algorithm, encodeDer(tag.octets, new Uint8Array(32))))
      const data = (...parts: readonly Uint8Array[]) =>
        typed('1.2.840.113549.1.7.1', encodeDer(tag.octets, sequence(...parts)))
      return sequence(encodeDer(tag.integer, Uint8Array.of(3)), data(data(bag)))
    }

    it.each([
      ['its authentication code', busyCode],
      ['a key', busyKey],
    ])('does not keep a processor busy with the rounds that %s asks for', async (_, contents) => {
      const { code, message } = await refusal([save('busy.p12', contents())], { passphrase })
      expect([code, message.includes('rounds of work')]).toEqual(['input/p12-unreadable', true])
    })

    it.each(['old.p12', 'bare.p12'])('is refused or imported, never a crash: any damage to %s', async (name) => {
      const whole = new Uint8Array(readFileSync(at(name)))
      const damage = fc.record({ at: fc.nat(whole.length - 1), to: fc.nat(255), cut: fc.boolean() })
      await fc.assert(
        fc.asyncProperty(damage, async ({ at: place, to, cut }) => {
          const changed = whole.slice()
          changed[place] = to
          const file = save('damaged.p12', cut ? whole.subarray(0, place) : changed)
          const outcome = await importing([file], { passphrase }).catch((error: unknown) => error)
          if (outcome instanceof Error) expect(outcome).toBeInstanceOf(PasswrightError)
        }),
        { numRuns: 60 },
      )
    })

    it('has a wrong passphrase also where the padding fits by chance, and no code tells', async () => {
      // The order counts: -iter brings the code back.
      export12('quick.p12', '-legacy', '-iter', '1', '-certpbe', 'PBE-SHA1-RC2-40', '-nomac')
      const bytes = new Uint8Array(readFileSync(at('quick.p12')))
      for (let index = 0; index < 1500; index++) {
        const { code } = await openPkcs12(bytes, `wrong ${index}`).then(
          () => ({ code: 'opened' }),
          (error: PasswrightError) => error,
        )
        expect(code).toBe('signer/passphrase-wrong')
      }
    })

    it('says nothing of a key or a passphrase', async () => {
      const key = readFileSync(at('key.pem'), 'latin1')
      const { message, findings } = await refusal([save('both', `${key}\n-----BEGIN X-----\nx`)], { passphrase })
      const told = JSON.stringify([message, findings])
      for (const secret of [passphrase, ...key.split('\n').slice(1, 5)]) expect(told).not.toContain(secret)
    })
  })

  describe('the folder of a signer', () => {
    const files = ['pass.pem', 'key.pem', 'G4.pem']

    it('is the same after a second import', async () => {
      const folder = aNewFolder()
      await importing(files, { folder })
      const key = readFileSync(join(folder, 'key.pem'))
      const { written } = await importing(files, { folder })
      expect(written).toEqual(['intermediate.pem', 'certificate.pem'])
      expect(readFileSync(join(folder, 'key.pem'))).toEqual(key)
    })

    it('keeps the certificate that it has', async () => {
      const folder = aNewFolder()
      await importing(files, { folder })
      const before = readFileSync(join(folder, 'certificate.pem'))
      issue('request.csr', 'renewed.pem')
      expect((await refusal(['renewed.pem', 'key.pem', 'G4.pem'], { folder })).code).toBe('input/occupied')
      expect(readFileSync(join(folder, 'certificate.pem'))).toEqual(before)
    })

    it('keeps the key that it has', async () => {
      newRequest('other.key', 'other.csr')
      issue('other.csr', 'other.pem')
      const folder = aNewFolder()
      await importing([joined('other-signer.pem', 'other.pem', 'other.key', 'G4.pem')], { folder })
      const { code } = await refusal(files, { folder })
      expect(code).toBe('input/occupied')
      expect(await filesBelow(folder)).toEqual(['certificate.pem', 'intermediate.pem', 'key.pem'])
    })

    it('holds nothing new where one of the files cannot be put in place', async () => {
      const folder = aNewFolder()
      mkdirSync(join(folder, 'intermediate.pem', 'in the way'), { recursive: true })
      const { code } = await refusal(files, { folder })
      expect(code).toBe('output/unwritable')
      expect(await filesBelow(folder)).toEqual([])
    })
  })
})
