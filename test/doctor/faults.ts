/** Faults in front of a deployment or in it, and the checks that must name them: these and no others. */
import type { DoctorOptions } from '../../lib/cli/doctor/examine.ts'
import { scopes } from '../../lib/ports/secrets.ts'
import { aChain } from '../builders/signer.ts'
import { noon } from '../service/world.ts'
import { aNetwork, type ClinicOptions } from './a-clinic.ts'
import {
  answering,
  atPath,
  bodyLimit,
  instead,
  keyForEverybody,
  noBodyLimit,
  redirecting,
  website,
  withHeader,
} from './lies.ts'

const hour = 3_600_000
const day = 24 * hour

/** A fault. */
export interface Fault {
  readonly clinic?: () => Promise<ClinicOptions> | ClinicOptions
  readonly options?: Partial<DoctorOptions>
  /** The checks that fail. */
  readonly failed?: readonly string[]
  /** The checks that warn. */
  readonly warned?: readonly string[]
}

/** A fault of answers. */
export const lying = (lie: NonNullable<ClinicOptions['lie']>, ...failed: readonly string[]): Fault => ({
  clinic: () => ({ lie }),
  failed,
})

const any = /^/
const tooLong = /(\/passes\/[^/]+\/.{64})x$/
const links = / \/p\//

const ofNetworks: Readonly<Record<string, Fault>> = {
  'the name has no address': {
    options: { network: { ...aNetwork(noon), addresses: () => Promise.resolve([]) } },
    failed: ['dns-name'],
  },
  'the name leads into a private network': {
    options: {
      network: { ...aNetwork(noon), addresses: () => Promise.resolve(['198.51.100.7', '10.0.0.7', 'fd00::7']) },
    },
    failed: ['dns-public'],
  },
  'nobody answers': lying(() => Promise.reject(new TypeError('fetch failed')), 'answers'),
  'the server is at fault': lying(instead(any, 502), 'answers'),
  'it redirects to another host': lying(redirecting('https://www.example.com'), 'no-redirect'),
  'a web site answers': lying(website, 'is-passwright'),
}

const ofClocks: Readonly<Record<string, Fault>> = {
  'what stands in front has another time': lying(withHeader(any, 'Date', 'Sat, 21 Nov 2026 11:00:00 GMT'), 'clock'),
  'there is no Date': lying(withHeader(any, 'Date', undefined), 'clock'),
  'the functions have another time': {
    clinic: () => ({ ahead: hour }),
    failed: ['clock-signing', 'clock-last-modified'],
  },
}

const ofKeys: Readonly<Record<string, Fault>> = {
  'the key is wrong': { options: { key: 'pwk_abcdefgh_wrong' }, failed: ['key'] },
  'the key may not erase': {
    clinic: () => ({ scopes: scopes.filter((scope) => scope !== 'passes:erase') }),
    failed: ['key-scopes'],
  },
  'the key may not ask for health': {
    clinic: () => ({ scopes: scopes.filter((scope) => scope !== 'health:read') }),
    failed: ['health-deep'],
  },
  'everybody has a key': lying(keyForEverybody(), 'api-closed'),
}

const ofHealth: Readonly<Record<string, Fault>> = {
  'it says that it is not up': lying(instead(/ \/health$/, 503, { status: 'failure', checks: [] }), 'health'),
  'nothing is there where health is': lying(instead(/ \/health/, 404), 'health', 'health-deep'),
  'it says that a queue fails': lying(
    instead(/ \/health\/deep$/, 503, {
      status: 'failure',
      checks: [{ subject: 'queue', name: 'builds', status: 'failure', message: 'm', fix: 'f' }],
    }),
    'health-deep',
  ),
}

const ofSigners: Readonly<Record<string, Fault>> = {
  'the signer has expired': {
    clinic: async () => ({ chain: await aChain({ nfc: true, validTo: new Date(noon - day) }) }),
    failed: ['health-deep', 'pass-signed'],
  },
  'the signer has expired, and the functions do not know': {
    clinic: async () => ({ ahead: -60 * day, chain: await aChain({ nfc: true, validTo: new Date(noon - day) }) }),
    failed: ['signer-valid', 'clock-signing', 'clock-last-modified'],
  },
  'the signer expires soon': {
    clinic: async () => ({ chain: await aChain({ nfc: true, validTo: new Date(noon + 10 * day) }) }),
    warned: ['health-warnings', 'signer-days'],
  },
  'the signer is of no root that is trusted': { options: { trust: 'apple' }, failed: ['signer-chain'] },
  'there is no signer': { clinic: () => ({ signs: false }), failed: ['health-deep', 'pass-signed'] },
  'the passes lead to another address': {
    clinic: () => ({ publicBaseUrl: 'https://api.example.com' }),
    failed: ['pass-address'],
  },
  'the pass type is not of the stage': {
    options: { wishes: { passType: 'pass.com.example.none', team: 'ABCDE12345' } },
    failed: ['template-published'],
  },
  'no template says which pass type': { clinic: () => ({ bare: true }), failed: ['pass-type'] },
}

const ofHeaders: Readonly<Record<string, Fault>> = {
  'answers come out of a cache': lying(withHeader(/^GET/, 'Age', '3600'), 'not-from-cache'),
  'links come out of a CDN': lying(withHeader(links, 'X-Cache', 'Hit from cloudfront'), 'not-from-cache'),
  'links may be stored': lying(withHeader(links, 'Cache-Control', 'max-age=60'), 'not-stored'),
  'nosniff is missing': lying(withHeader(any, 'X-Content-Type-Options', undefined), 'header-nosniff'),
  'referrers are sent': lying(withHeader(links, 'Referrer-Policy', 'unsafe-url'), 'header-referrer'),
  'pages may load anything': lying(
    withHeader(links, 'Content-Security-Policy', 'default-src *'),
    'header-content-policy',
  ),
  'a balancer sets cookies': lying(withHeader(any, 'Set-Cookie', 'AWSALB=1'), 'no-cookies'),
  'files of links have no media type': lying(
    withHeader(/ \/p\/.*pass\.pkpass$/, 'Content-Type', 'application/octet-stream'),
    'media-types',
  ),
  'files of links are changed': lying(
    answering(/^GET \/p\/.*pass\.pkpass/, async (response) => new Response(`${await response.text()}x`, response)),
    'link-pass',
    'lengths',
  ),
  'links lead nowhere': lying(
    answering(links, ({ headers }) => new Response(null, { status: 404, headers })),
    'link-page',
    'link-pass',
    'link-head',
    'lengths',
  ),
  'HEAD is refused': lying(instead(/^HEAD/, 405), 'link-head'),
}

const ofLimits: Readonly<Record<string, Fault>> = {
  'a proxy takes 1 MB': lying(bodyLimit(1_048_576), 'archive-arrives', 'archive-limit'),
  'a proxy takes 100 KB': lying(bodyLimit(100_000), 'json-arrives', 'json-limit', 'archive-arrives', 'archive-limit'),
  'JSON has no limit': lying(noBodyLimit(/^PUT \/api/, '{"values": {}}'), 'json-limit'),
  'archives have no limit': lying(noBodyLimit(/^POST \/api\/v1\/templates/, 'no zip'), 'archive-limit'),
  'logs have no limit': lying(noBodyLimit(/^POST \/wallet\/v1\/log/, '{"logs": []}'), 'log-limit'),
  'paths are encoded twice': lying(
    atPath((path) => path.replaceAll('%', '%25')),
    'path-encoded-api',
    'path-encoded-wallet',
  ),
  'tildes become hyphens': lying(
    atPath((path) => path.replaceAll('~', '-')),
    'serial-longest',
    'path-encoded-api',
    'path-encoded-wallet',
  ),
  'serial numbers are cut': lying(
    atPath((path) => path.replace(tooLong, '$1')),
    'serial-too-long',
  ),
  'an encoded slash is too much for the server': lying(instead(/%2F/, 500), 'path-slash'),
}

const ofErasing: Readonly<Record<string, Fault>> = {
  'erasing fails': lying(instead(/^DELETE \/api\/v1\/passes\/pass/, 500, {}), 'passes-erased'),
  'erasing does nothing': lying(instead(/^DELETE \/api\/v1\/passes\/pass/, 204), 'erased-for-all'),
}

/** All faults that are found before anything is done that phones do. */
export const faults: Readonly<Record<string, Fault>> = {
  'there is none': {},
  ...ofNetworks,
  ...ofClocks,
  ...ofKeys,
  ...ofHealth,
  ...ofSigners,
  ...ofHeaders,
  ...ofLimits,
  ...ofErasing,
}
