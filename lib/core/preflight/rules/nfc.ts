/** The rules on what a pass tells readers over NFC. */
import { utf8 } from '../../bytes.ts'
import { documented, inferred } from '../../finding.ts'
import { isObject } from '../../format/json.ts'
import { publicKeyFault } from '../public-key.ts'
import type { PassRule } from '../rule.ts'

const page = documented('https://developer.apple.com/documentation/walletpasses/pass/nfc-data.dictionary')

/** The longest message that a device transmits, in bytes. */
const mostBytes = 64

const whiteSpace = /\s/

/** The rules on `nfc`. */
export const nfcRules: readonly PassRule[] = [
  {
    code: 'nfc-message-long',
    severity: 'error',
    what: 'The message for readers is longer than 64 bytes.',
    why: 'The device cuts it after 64 bytes, so that readers get something else.',
    fix: 'send an identifier of at most 64 bytes, and look the rest up behind the reader',
    since: 9,
    source: page,
    on: 'pass',
    reads: ['nfc'],
    *find({ pass: { nfc } }) {
      if (!isObject(nfc) || typeof nfc.message !== 'string') return
      const { length } = utf8(nfc.message)
      if (length > mostBytes) {
        yield { path: '/nfc/message', message: `the message has ${length} bytes; a device sends ${mostBytes}` }
      }
    },
  },
  {
    code: 'nfc-key-invalid',
    severity: 'error',
    what: 'The public key of the readers is not one that Wallet can use.',
    why: 'Wallet encrypts for a key on the curve P-256, given as base64 of a SubjectPublicKeyInfo.',
    fix: 'write the base64 body of the PEM file of an EC P-256 public key, without its BEGIN and END lines',
    since: 9,
    source: page,
    on: 'pass',
    reads: ['nfc'],
    *find({ pass: { nfc } }) {
      if (!isObject(nfc) || typeof nfc.encryptionPublicKey !== 'string') return
      const message = publicKeyFault(nfc.encryptionPublicKey)
      if (message !== undefined) yield { path: '/nfc/encryptionPublicKey', message }
    },
  },
  {
    code: 'nfc-key-wrapped',
    severity: 'warning',
    what: 'The public key of the readers has line breaks or spaces in it.',
    why: 'Apple asks for plain base64; whether Wallet skips white space in it is not documented.',
    fix: 'write the key as one line',
    since: 9,
    source: inferred,
    on: 'pass',
    reads: ['nfc'],
    *find({ pass: { nfc } }) {
      const key = isObject(nfc) ? nfc.encryptionPublicKey : undefined
      if (typeof key === 'string' && whiteSpace.test(key) && publicKeyFault(key) === undefined) {
        yield { path: '/nfc/encryptionPublicKey', message: 'the key has white space in it' }
      }
    },
  },
  {
    code: 'nfc-sharing',
    severity: 'warning',
    what: 'The pass asks its holder to authenticate, and may be shared.',
    why: 'Shared with a device of an older system, the pass works without anybody authenticating.',
    fix: 'set "sharingProhibited" to true',
    since: 13,
    source: page,
    on: 'pass',
    reads: ['nfc', 'sharingProhibited'],
    *find({ pass: { nfc, sharingProhibited } }) {
      if (isObject(nfc) && nfc.requiresAuthentication === true && sharingProhibited !== true) {
        yield { path: '/nfc/requiresAuthentication', message: 'sharingProhibited is not true beside it' }
      }
    },
  },
]
