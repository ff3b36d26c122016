/** The examples for the rules on the web service. */
import type { RuleCase } from './case.ts'
import { rows } from './rows.ts'

const token = 'x'.repeat(16)
const webService = (webServiceURL: string) => ({ webServiceURL, authenticationToken: token })

/** The examples. */
export const webServiceCases: readonly RuleCase[] = [
  ...rows(34, 'web-service-incomplete', 'error', [
    {
      says: 'a web service without a token',
      broken: { webServiceURL: 'https://example.com' },
      twin: webService('https://example.com'),
      path: '/authenticationToken',
    },
    {
      says: 'a web service with an empty token',
      broken: { webServiceURL: 'https://example.com', authenticationToken: '' },
      twin: { webServiceURL: '', authenticationToken: '' },
      path: '/authenticationToken',
    },
    {
      says: 'a token without a web service',
      broken: { authenticationToken: token },
      twin: { authenticationToken: null },
      path: '/webServiceURL',
    },
  ]),
  ...rows(35, 'text-invalid', 'error', [
    {
      says: 'a token of 15 characters',
      broken: { webServiceURL: 'https://example.com', authenticationToken: 'x'.repeat(15) },
      twin: webService('https://example.com'),
      path: '/authenticationToken',
    },
  ]),
  ...rows(36, 'text-invalid', 'error', [
    {
      says: 'a web service that is no URL',
      broken: webService('example.com/wallet'),
      twin: webService('https://example.com/wallet'),
      path: '/webServiceURL',
    },
  ]),
  ...rows(36, 'web-service-url', 'error', [
    {
      says: 'a web service over http',
      broken: webService('http://example.com/wallet'),
      twin: webService('https://example.com:8443/wallet'),
      path: '/webServiceURL',
    },
    {
      says: 'a web service over http in the local network',
      broken: webService('http://192.168.1.5:3000'),
      twin: webService('http://127.0.0.1:3000'),
      path: '/webServiceURL',
    },
    { says: 'a web service over ftp', broken: webService('ftp://example.com'), path: '/webServiceURL' },
    {
      says: 'a host that only begins like the machine itself',
      broken: webService('http://localhost.example.com'),
      twin: webService('http://localhost:8080'),
      path: '/webServiceURL',
    },
  ]),
  ...['http://localhost:8080', 'http://127.0.0.1:3000/wallet', 'http://[::1]:80/wallet', 'https://localhost'].flatMap(
    (url) =>
      rows(0, 'web-service-loopback', 'info', [
        {
          says: `a web service at ${url}`,
          broken: webService(url),
          twin: webService('https://example.com'),
          path: '/webServiceURL',
        },
      ]),
  ),
  ...rows(0, 'web-service-version', 'warning', [
    {
      says: 'a web service that ends in /v1',
      broken: webService('https://example.com/wallet/v1'),
      twin: webService('https://example.com/wallet/v10'),
      path: '/webServiceURL',
    },
  ]),
  ...rows(0, 'web-service-slash', 'warning', [
    {
      says: 'a web service that ends in a slash',
      broken: webService('https://example.com/wallet/'),
      twin: webService('https://example.com/wallet'),
      path: '/webServiceURL',
    },
  ]),
  ...rows(0, 'web-service-slash', 'info', [
    {
      says: 'a web service that ends in a slash, made by others',
      broken: webService('https://example.com/passes/'),
      twin: webService('https://example.com/passes'),
      path: '/webServiceURL',
      options: { profile: 'lenient' },
    },
  ]),
  ...['https://user:secret@example.com', 'https://example.com?pass=1', 'https://example.com#wallet'].flatMap((url) =>
    rows(0, 'web-service-parts', 'warning', [
      {
        says: `a web service at ${url}`,
        broken: webService(url),
        twin: webService('https://example.com'),
        path: '/webServiceURL',
      },
    ]),
  ),
  ...rows(0, 'authentication-token-characters', 'warning', [
    {
      says: 'a token with a space',
      broken: { webServiceURL: 'https://example.com', authenticationToken: `${token} ${token}` },
      twin: webService('https://example.com'),
      path: '/authenticationToken',
    },
  ]),
]
