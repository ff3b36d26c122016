/** Whether the name of a deployment leads somewhere, and phones get there. */
import { BlockList, isIPv6 } from 'node:net'
import { isLoopback } from '../../../core/format/loopback.ts'
import type { DoctorCheck } from '../check.ts'
import { hostOf, isNumeric } from '../network.ts'
import type { Part } from '../part.ts'

const ranges: readonly (readonly [network: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
]

/** Addresses that mean something within one network only (RFC 6890). */
const inner = new BlockList()
for (const [network, prefix] of ranges) inner.addSubnet(network, prefix, isIPv6(network) ? 'ipv6' : 'ipv4')

const isInner = (address: string): boolean => inner.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')

interface Found {
  readonly url: URL
  readonly addresses: readonly string[]
}

const rows: readonly DoctorCheck<Found>[] = [
  {
    id: 'dns-name',
    what: 'The name of the deployment has an address.',
    expected: 'an address or more',
    fix: 'add a record for the host to its zone: an alias (or CNAME) to the domain name that API Gateway shows for your custom domain; a record that is new takes a while to be seen everywhere',
    decisive: true,
    judge: ({ url, addresses }) => ({
      ok: addresses.length > 0,
      got: addresses.length > 0 ? addresses.join(', ') : `${hostOf(url)} has none`,
    }),
  },
  {
    id: 'dns-public',
    what: 'Phones can get to that address, wherever they are.',
    expected: 'public addresses',
    fix: 'have the public zone of the domain lead to the custom domain of API Gateway: phones are not in your network',
    judge: ({ url, addresses }) => {
      if (isLoopback(url.hostname)) return { missing: 'the deployment is on this machine' }
      const hidden = addresses.filter(isInner)
      return { ok: hidden.length === 0, got: hidden.length === 0 ? 'public addresses' : hidden.join(', ') }
    },
  },
]

/** The checks of the name. */
export const dns: Part<Found> = {
  name: 'DNS',
  rows,
  examine: async ({ url, network }) => ({
    found: { url, addresses: isNumeric(url) ? [hostOf(url)] : await network.addresses(hostOf(url)) },
  }),
}
