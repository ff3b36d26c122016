/** Whether phones trust the certificate of a deployment's address, and for how long. */
import type { DoctorCheck } from '../check.ts'
import type { Handshake } from '../network.ts'
import type { Part } from '../part.ts'
import { dateText, day, daysLeft } from '../time.ts'

/** What Apple's systems want of every connection. */
const good: ReadonlySet<string> = new Set(['TLSv1.2', 'TLSv1.3'])

const fewDays = 21

interface Found {
  readonly shaken: Handshake | undefined
  readonly takesOld: boolean
  readonly now: number
}

const noTls = { missing: 'there is no TLS' } as const

const rows: readonly DoctorCheck<Found>[] = [
  {
    id: 'tls-handshake',
    what: 'The address speaks TLS, in a version that phones take.',
    expected: 'TLS 1.2 or 1.3',
    fix: 'look at what listens there; the custom domain in API Gateway is to have the security policy TLS 1.2',
    decisive: true,
    judge: ({ shaken }) => ({
      ok: shaken !== undefined && good.has(shaken.protocol),
      got: shaken?.protocol ?? 'no handshake came about',
    }),
  },
  {
    id: 'tls-chain',
    what: 'The certificate of the address leads to a root that everybody trusts.',
    expected: 'a chain to a trusted root',
    fix: 'use a certificate of AWS Certificate Manager, or have the server send the certificates of the issuers along; for a root of your own, which no phone trusts, start this command with NODE_EXTRA_CA_CERTS=FILE',
    decisive: true,
    judge: ({ shaken }) =>
      shaken ? { ok: shaken.chainFault === undefined, got: shaken.chainFault ?? 'a chain to a trusted root' } : noTls,
  },
  {
    id: 'tls-name',
    what: 'The certificate of the address is for the host that was asked.',
    expected: 'for the host',
    fix: 'request a certificate for this very host, and choose it for the custom domain',
    decisive: true,
    judge: ({ shaken }) =>
      shaken ? { ok: shaken.nameFault === undefined, got: shaken.nameFault ?? 'for the host' } : noTls,
  },
  {
    id: 'tls-dates',
    what: 'The certificate of the address is valid now.',
    expected: 'valid now',
    fix: 'renew the certificate; one of AWS Certificate Manager renews itself as long as its validation record stays in DNS',
    decisive: true,
    judge: ({ shaken, now }) => {
      if (!shaken) return noTls
      const { notBefore, notAfter } = shaken
      if (now > notAfter) return { ok: false, got: `expired on ${dateText(notAfter)}` }
      if (now < notBefore) return { ok: false, got: `not valid before ${dateText(notBefore)}` }
      return { ok: true, got: `until ${dateText(notAfter)}` }
    },
  },
  {
    id: 'tls-days',
    what: 'The certificate of the address stays valid for a while.',
    expected: `${fewDays} days or more`,
    fix: 'renew it now: look in AWS Certificate Manager why it has not renewed itself (its validation record is missing in DNS, mostly)',
    severity: 'warning',
    judge: ({ shaken, now }) => {
      if (!shaken) return noTls
      if (now > shaken.notAfter) return { missing: 'it has expired' }
      return { ok: shaken.notAfter - now >= fewDays * day, got: daysLeft(shaken.notAfter, now) }
    },
  },
  {
    id: 'tls-forward-secrecy',
    what: 'What was sent stays secret when the key of the certificate gets known, as Apple asks of every server.',
    expected: 'TLS 1.3, or a cipher with (EC)DHE',
    fix: 'allow ciphers with ECDHE on what listens there',
    judge: ({ shaken }) => (shaken ? { ok: shaken.forwardSecret, got: shaken.cipher } : noTls),
  },
  {
    id: 'tls-old-protocols',
    what: 'Protocols that were given up are refused (RFC 8996).',
    expected: 'TLS 1.0 and 1.1 refused',
    fix: 'choose the security policy TLS 1.2 for the custom domain, or switch TLS 1.0 and 1.1 off on what listens there',
    severity: 'warning',
    judge: ({ takesOld }) => ({ ok: !takesOld, got: takesOld ? 'taken' : 'TLS 1.0 and 1.1 refused' }),
  },
]

/** The checks of the connection. */
export const tls: Part<Found> = {
  name: 'TLS',
  rows,
  examine: async ({ url, network, now }) => {
    if (url.protocol !== 'https:') return { missing: 'http on this machine goes without TLS' }
    const shaken = await network.handshake(url)
    return { found: { shaken, takesOld: await network.takesOldProtocol(url), now: now() } }
  },
}
