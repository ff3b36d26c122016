/** Where `signer import` gets the intermediate from, and what it takes from strangers: nothing that did not issue the certificate. */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { needs } from '../setup/programs.ts'
import { importing, refusal } from './importing.ts'
import { asDer, at, issue, makeAuthority, makeIntermediate, newRequest, passExtensions } from './lookalike.ts'

/** The key identifier of Apple's WWDR G4. */
const g4 = '5BD9FA1DE79A1A0BA399762250863E91C85B77A8'

const address = 'https://www.apple.com/certificateauthority/AppleWWDRCAG4.cer'
const elsewhere = 'http://127.0.0.1:9/latest/meta-data'

/** A network that has one answer to all questions, and remembers them. */
const aNetwork = (answer: () => Response) => {
  const asked: string[] = []
  const fetch = (request: Request): Response => {
    asked.push(request.url)
    return answer()
  }
  return { asked, fetch }
}

const der = (name: string) => () => new Response(readFileSync(at(name)))

const nameIssuer = (url: string): string => `${passExtensions}authorityInfoAccess=caIssuers;URI:${url}\n`

describe('the intermediate', needs('openssl'), () => {
  beforeAll(() => {
    makeAuthority()
    makeIntermediate('lookalike-of-g4', `subjectKeyIdentifier=${g4}\n`)
    makeIntermediate('twin-of-g4', `subjectKeyIdentifier=${g4}\n`)
    for (const name of ['G4', 'G6', 'lookalike-of-g4']) asDer(`${name}.pem`)
    newRequest('key.pem', 'request.csr')
    issue('request.csr', 'g4.pem', { by: 'lookalike-of-g4' })
    issue('request.csr', 'apple.pem', { extensions: nameIssuer('http://certs.apple.com/wwdrg4.der') })
    issue('request.csr', 'elsewhere.pem', { extensions: nameIssuer(elsewhere) })
  })

  it('is fetched from where Apple offers the one with the key identifier that the certificate names', async () => {
    const { asked, fetch } = aNetwork(der('lookalike-of-g4.cer'))
    const { intermediate } = await importing(['g4.pem', 'key.pem'], { fetch })
    expect([asked, intermediate.from]).toEqual([[address], address])
  })

  it('is fetched from where the certificate says', async () => {
    const { asked, fetch } = aNetwork(der('G4.cer'))
    await importing(['apple.pem', 'key.pem'], { fetch })
    expect(asked).toEqual(['http://certs.apple.com/wwdrg4.der'])
  })

  it('is asked for at a stranger’s address only by whoever trusts a root of his own', async () => {
    const { asked, fetch } = aNetwork(der('G4.cer'))
    await importing(['elsewhere.pem', 'key.pem'], { fetch })
    expect(asked).toEqual([elsewhere])
    const { code } = await refusal(['elsewhere.pem', 'key.pem'], { fetch, trust: 'apple' })
    expect([code, asked.length]).toEqual(['input/no-intermediate', 1])
  })

  it('is not asked for where it is among the files', async () => {
    const { asked, fetch } = aNetwork(der('G4.cer'))
    await importing(['apple.pem', 'key.pem', 'G4.pem'], { fetch })
    expect(asked).toEqual([])
  })

  it('is the one that signed the certificate, not one that only has its key identifier', async () => {
    const { intermediate } = await importing(['twin-of-g4.pem', 'lookalike-of-g4.pem', 'g4.pem', 'key.pem'])
    expect(intermediate.from).toBe(at('lookalike-of-g4.pem'))
  })

  it('is not one of Apple for having the key identifier of one', async () => {
    const { fetch } = aNetwork(der('lookalike-of-g4.cer'))
    const { code } = await refusal(['g4.pem', 'key.pem'], { fetch, trust: 'apple' })
    expect(code).toBe('input/issuer-untrusted')
  })

  it.each([
    ['another generation', der('G6.cer')],
    ['a page', () => new Response('<html>')],
    ['nothing', () => new Response(null)],
    ['a refusal', () => new Response('no', { status: 404 })],
    ['a way elsewhere', () => new Response(null, { status: 302, headers: { Location: elsewhere } })],
    ['more than any certificate has', () => new Response(new Uint8Array(1_000_000))],
    [
      'an error of the network',
      () => {
        throw new TypeError('fetch failed')
      },
    ],
  ])('is to be given as a file where the answer is %s', async (_, answer) => {
    const { asked, fetch } = aNetwork(answer)
    const { code, message } = await refusal(['g4.pem', 'key.pem'], { fetch })
    expect([code, asked.length]).toEqual(['input/no-intermediate', 1])
    expect(message).toContain(`It was issued by Apple's WWDR G4: ${address}`)
    expect(message).toContain('It may be given as another file.')
  })
})
