import { describe, expect, it } from 'vitest'
import { hex, utf8 } from '../bytes.ts'
import { SignerError } from '../errors.ts'
import { encodeDer, encodeOid, tag } from './der.ts'
import { type PemSubject, readPem, writePem } from './pem.ts'

const certificate: PemSubject = {
  name: 'certificate',
  code: 'signer/certificate-unreadable',
  accepts: ['certificate'],
}
const privateKey: PemSubject = { name: 'private key', code: 'signer/key-unreadable', accepts: ['pkcs8', 'rsa-key'] }

const sequence = (...parts: readonly Uint8Array[]) => encodeDer(tag.sequence, ...parts)
const number = (value: number) => encodeDer(tag.integer, Uint8Array.of(value))
const algorithm = sequence(encodeOid('1.2.840.113549.1.1.1'), encodeDer(tag.null))
const empty = sequence()
const bits = encodeDer(0x03, Uint8Array.of(0))

/** Values of the right shape, with nothing in them. */
const shapes = {
  certificate: sequence(
    sequence(encodeDer(0xa0, number(2)), number(7), algorithm, empty, empty, empty, empty),
    algorithm,
    bits,
  ),
  request: sequence(sequence(number(0), empty, empty, encodeDer(0xa0)), algorithm, bits),
  publicKey: sequence(algorithm, bits),
  pkcs8: sequence(number(0), algorithm, encodeDer(tag.octets)),
  pkcs12: sequence(number(3), empty, empty),
  pkcs7: sequence(encodeOid('1.2.840.113549.1.7.2'), encodeDer(0xa0)),
}

const failure = (input: string | Uint8Array, subject = certificate): SignerError => {
  try {
    readPem(input, subject)
  } catch (error) {
    if (error instanceof SignerError) return error
  }
  throw new Error('was read')
}

const pem = writePem('CERTIFICATE', shapes.certificate)

describe('reading PEM and DER', () => {
  it.each([
    ['PEM text', pem],
    ['PEM bytes', utf8(pem)],
    ['DER bytes', shapes.certificate],
    ['CRLF line breaks', pem.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${pem}`],
    ['a byte order mark in bytes', utf8(`\uFEFF${pem}`)],
    ['bag attributes before it', `Bag Attributes\n    localKeyID: 01 02\nsubject=/UID=pass.x\n${pem}`],
    ['a key before it', writePem('PRIVATE KEY', shapes.pkcs8) + pem],
    ['an unknown block before it', writePem('X509 CRL', sequence(number(9))) + pem],
    ['no line break at the end', pem.trimEnd()],
  ])('a certificate is read from %s', (_, input) => {
    expect(hex(readPem(input, certificate).der)).toBe(hex(shapes.certificate))
  })

  it('of several certificates the first is used', () => {
    const other = sequence(sequence(number(8), algorithm, empty, empty, empty, empty), algorithm, bits)
    expect(hex(readPem(pem + writePem('CERTIFICATE', other), certificate).der)).toBe(hex(shapes.certificate))
  })

  it.each([
    './certs/pass.pem',
    '/etc/passwright/certificate.cer',
    'certificate.pem',
    'C:\\keys\\pass.key',
    '~/pass',
    'file:///tmp/pass.pem',
  ])('%s is taken for a path, and said so', (path) => {
    const { code, message } = failure(path)
    expect(code).toBe('signer/certificate-unreadable')
    expect(message).toContain("this looks like a file path. Give the file's contents.")
  })

  it.each([
    ['nothing', '', 'it is empty'],
    ['some text', 'Dear customer,\nhere is your certificate.', 'neither PEM nor DER'],
    ['bare base64', btoa('x'.repeat(60)), 'base64 without BEGIN and END lines'],
    ['escaped line breaks', pem.replaceAll('\n', '\\n'), 'the two characters \\n'],
    ['a missing end', pem.slice(0, -30), 'cut short'],
    ['letters that are no base64', pem.replace('-----\nM', '-----\n*'), 'no base64'],
    ['damaged content', writePem('CERTIFICATE', shapes.certificate.subarray(0, 20)), 'damaged'],
    ['a .p12 file', shapes.pkcs12, 'passwright signer import FILE.p12'],
    ['a .p7b file', shapes.pkcs7, 'passwright signer import FILE'],
    ['a request', writePem('CERTIFICATE REQUEST', shapes.request), 'a certificate signing request'],
    ['a public key', writePem('PUBLIC KEY', shapes.publicKey), 'a public key'],
    ['a private key', writePem('PRIVATE KEY', shapes.pkcs8), 'it is a private key'],
  ])('%s in place of a certificate is named', (_, input, message) => {
    expect(failure(input).message).toContain(message)
  })

  it('a certificate in place of a key is named', () => {
    const { code, message } = failure(pem, privateKey)
    expect(code).toBe('signer/key-unreadable')
    expect(message).toContain('The private key cannot be read: it is a certificate.')
  })

  it("a key in OpenSSL's old encryption is refused with the command that converts it", () => {
    const old = '-----BEGIN RSA PRIVATE KEY-----\r\nProc-Type: 4,ENCRYPTED\r\nDEK-Info: AES-256-CBC,00\r\n\r\nAAAA\r\n'
    expect(failure(`${old}-----END RSA PRIVATE KEY-----\r\n`, privateKey).message).toContain('openssl pkcs8 -topk8')
  })

  it('PEM is written in lines of 64 characters', () => {
    expect(writePem('X', new Uint8Array(49))).toBe(`-----BEGIN X-----\n${'A'.repeat(64)}\nAA==\n-----END X-----\n`)
  })
})
