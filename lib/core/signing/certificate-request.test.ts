import { describe, expect, it } from 'vitest'
import { utf8 } from '../bytes.ts'
import { makeCertificateRequest } from './certificate-request.ts'
import { derInside, readDer, tag } from './der.ts'
import { readBlocks } from './pem.ts'
import { readPrivateKey } from './private-key.ts'

const subject = { name: 'file', code: 'signer/certificate-unreadable', accepts: [] } as const

const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }

describe('a certificate request', () => {
  it('is signed with the key that is made with it', async () => {
    const { request, key } = await makeCertificateRequest('pass.com.example.card')
    const [block] = readBlocks(request, subject)
    const [info, , signature] = derInside(block && readDer(block.der), tag.sequence, { least: 3, most: 3 })
    const [, , publicKey] = derInside(info, tag.sequence)
    const verifying = await crypto.subtle.importKey('spki', publicKey?.bytes ?? utf8(''), rsa, false, ['verify'])
    const bits = signature?.content.subarray(1) ?? utf8('')
    expect(block?.kind).toBe('request')
    expect(await crypto.subtle.verify(rsa, verifying, bits, info?.bytes ?? utf8(''))).toBe(true)
    const ours = await crypto.subtle.sign(rsa, await readPrivateKey({ key }, 'RSA'), utf8('probe'))
    expect(await crypto.subtle.verify(rsa, verifying, ours, utf8('probe'))).toBe(true)
  })

  it('has a key of its own each time', async () => {
    const [one, other] = await Promise.all([makeCertificateRequest(), makeCertificateRequest()])
    expect(one.key).not.toBe(other.key)
  })
})

describe('the blocks of a file', () => {
  it('are all told, in their order', async () => {
    const { request, key } = await makeCertificateRequest()
    expect(readBlocks(`${key}text between\n${request}`, subject).map(({ kind }) => kind)).toEqual(['pkcs8', 'request'])
  })
})
