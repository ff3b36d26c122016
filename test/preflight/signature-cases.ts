/** The examples for the rules on the signature itself. */
import { type Bytes, utf8 } from '../../lib/core/bytes.ts'
import { encodeDer } from '../../lib/core/signing/der.ts'
import { writePem } from '../../lib/core/signing/pem.ts'
import type { RuleCase } from './case.ts'
import { aQuickChain, changed, childrenOf, places } from './finished-pass.ts'
import { finishedRows } from './finished-rows.ts'

const textSigningTime = (tag: number, text: string) =>
  changed(`${places.attributes}/1/1/0`, () => [encodeDer(tag, utf8(text))])

const withoutSigningTime = changed(places.attributes, (value) => [
  encodeDer(value.tag, ...childrenOf(value).filter((_, index) => index !== 1)),
])

const embedded = changed(places.content, (value) => [
  encodeDer(0x30, value.content, encodeDer(0xa0, encodeDer(0x04, utf8('{}')))),
])

const base64 = (signature: Bytes): Bytes => utf8(btoa(String.fromCharCode(...signature)))

const otherKey = async () => {
  const [chain, other] = await Promise.all([aQuickChain(), aQuickChain()])
  return { ...chain, key: other.key }
}

/** The examples. */
export const signatureCases: readonly RuleCase[] = finishedRows([
  {
    rule: 15,
    code: 'file-missing',
    says: 'no signature',
    path: 'signature',
    broken: { after: { signature: undefined } },
  },
  {
    rule: 15,
    code: 'signature-unreadable',
    says: 'an empty signature',
    path: 'signature',
    broken: { after: { signature: '' } },
  },
  {
    rule: 15,
    code: 'signature-unreadable',
    says: 'noise',
    path: 'signature',
    broken: { after: { signature: 'not signed' } },
  },
  {
    rule: 15,
    code: 'signature-unreadable',
    says: 'a signature that is cut off',
    path: 'signature',
    broken: { signature: (signature) => signature.slice(0, 500) },
  },
  {
    rule: 15,
    code: 'signature-unreadable',
    says: 'a signature of a megabyte',
    path: 'signature',
    broken: { after: { signature: new Uint8Array(1_000_000).fill(0x30) } },
  },
  {
    rule: 16,
    code: 'signature-content-changed',
    says: 'a manifest that was written anew after it was signed',
    path: 'signature',
    broken: { after: { 'manifest.json': '{ }' } },
  },
  {
    rule: 16,
    code: 'signature-invalid',
    says: 'the key of another certificate',
    path: 'signature',
    broken: { chain: otherKey() },
  },
  {
    rule: 17,
    code: 'signature-missing-signing-time',
    says: 'no signing time',
    path: 'signature',
    broken: { signature: withoutSigningTime },
  },
  {
    rule: 17,
    code: 'signature-signing-time-invalid',
    says: 'a signing time that names no moment',
    path: 'signature',
    broken: { signature: textSigningTime(0x17, '261301120000Z') },
    twin: { signature: textSigningTime(0x17, '260601120000+0200') },
  },
  {
    rule: 0,
    code: 'signature-signing-time-form',
    severity: 'warning',
    says: 'a signing time with an offset',
    path: 'signature',
    broken: { signature: textSigningTime(0x17, '260601120000+0200') },
  },
  {
    rule: 0,
    code: 'signature-signing-time-future',
    severity: 'warning',
    says: 'a signing time after now',
    path: 'signature',
    broken: {},
    options: { now: new Date('2026-06-01T11:00:00Z') },
    twinOptions: { now: new Date('2026-06-01T11:55:00Z') },
  },
  {
    rule: 26,
    code: 'signature-content-embedded',
    says: 'the manifest inside the signature',
    path: 'signature',
    broken: { signature: embedded },
  },
  {
    rule: 26,
    code: 'signature-is-text',
    says: 'PEM',
    path: 'signature',
    broken: { signature: (signature) => utf8(writePem('CMS', signature)) },
  },
  { rule: 26, code: 'signature-is-text', says: 'base64', path: 'signature', broken: { signature: base64 } },
  {
    rule: 0,
    code: 'signature-trailing-bytes',
    severity: 'warning',
    says: 'a line break behind the signature',
    path: 'signature',
    broken: { signature: (signature) => Uint8Array.of(...signature, 10) },
  },
])
