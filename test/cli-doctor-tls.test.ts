/** What `passwright doctor` says of connections: to servers with certificates that openssl has made. */
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer, type TlsOptions } from 'node:tls'
import { afterAll, describe, expect, it } from 'vitest'
import { makeNetwork } from '../lib/cli/doctor/network.ts'
import { aClinic, checksThat } from './doctor/a-clinic.ts'
import { type Authorities, makeAuthorities } from './doctor/certificates.ts'
import { needs } from './setup/programs.ts'

let known: Authorities | undefined
/** Those that are trusted. */
const authorities = (): Authorities => {
  known ??= makeAuthorities()
  return known
}

const servers: { readonly close: () => unknown }[] = []
afterAll(() => {
  for (const server of servers) server.close()
})

/** Listens; the address. */
const listening = async (options: TlsOptions | undefined): Promise<string> => {
  const server = options ? createServer(options) : createHttpServer()
  server.on('tlsClientError', () => undefined)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  return `https://localhost:${(server.address() as AddressInfo).port}`
}

interface Row {
  readonly server: () => TlsOptions | undefined
  readonly failed?: readonly string[]
  readonly warned?: readonly string[]
}

const old = { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const

const rows: Readonly<Record<string, Row>> = {
  'all is well': { server: () => authorities().issue() },
  'the certificate has expired': { server: () => authorities().issue({ days: -1 }), failed: ['tls-dates'] },
  'the certificate expires soon': { server: () => authorities().issue({ days: 10 }), warned: ['tls-days'] },
  'the certificate is for another host': {
    server: () => authorities().issue({ host: 'passes.example.com' }),
    failed: ['tls-name'],
  },
  'the issuer is not sent along': { server: () => authorities().issue({ alone: true }), failed: ['tls-chain'] },
  'the root is one that nobody knows': { server: () => makeAuthorities().issue(), failed: ['tls-chain'] },
  'only TLS 1.1 is spoken': {
    server: () => ({ ...authorities().issue(), ...old, maxVersion: 'TLSv1.1' }),
    failed: ['tls-handshake'],
    warned: ['tls-old-protocols'],
  },
  'TLS 1.1 is spoken, too': {
    server: () => ({ ...authorities().issue(), ...old }),
    warned: ['tls-old-protocols'],
  },
  'secrets do not outlive the key': {
    server: () => ({ ...authorities().issue({ rsa: true }), maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256' }),
    failed: ['tls-forward-secrecy'],
  },
  'no TLS is spoken': { server: () => undefined, failed: ['tls-handshake'] },
}

describe('a fault of a connection is named by its checks, and by no others', needs('openssl'), () => {
  it.each(Object.entries(rows))('%s', async (_, { server, failed = [], warned = [] }) => {
    const base = await listening(server())
    const clinic = await aClinic({ base, now: Date.now() })
    const report = await clinic.examine({ quick: true, network: makeNetwork({ ca: authorities().root }) })
    expect({ failed: checksThat(report, 'failed'), warned: checksThat(report, 'warned') }).toEqual({ failed, warned })
  })
})
