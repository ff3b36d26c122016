/** The instances of a service in a rotation drill: each with the HTTP faces and caches of its own, on the same ports. */
import { apiApp } from '../../lib/http/api/app.ts'
import { downloadApp } from '../../lib/http/download/app.ts'
import { walletApp } from '../../lib/http/wallet/app.ts'
import type { Ports } from '../../lib/ports/ports.ts'
import { makeService } from '../../lib/service/make-service.ts'
import type { Service, ServiceSettings } from '../../lib/service/service.ts'
import type { Chance } from '../fuzz/chance.ts'

/** An instance: a process that has run for a while. */
export interface Instance {
  readonly service: Service
  /** Answers a request by whichever of the three faces its address leads to. */
  readonly fetch: (request: Request) => Promise<Response>
}

/** The instances that run. */
export interface Instances {
  readonly any: () => Instance
  /** Every one, in pairs: who makes something, and who is asked for it. */
  readonly pairs: () => readonly (readonly [maker: Instance, user: Instance])[]
  /** An instance ends, and a new one, which knows nothing yet, takes its place. */
  readonly restart: (index: number) => Instance
  /** Does what a schedule of AWS does: now and then one is replaced. */
  readonly age: () => void
}

const start = (ports: Ports, settings: ServiceSettings): Instance => {
  const service = makeService(ports, settings)
  const options = { report: () => undefined }
  const api = apiApp(service, { ...options, authorization: { kind: 'keys' } })
  const download = downloadApp(service.downloads, options)
  const wallet = walletApp(service.wallet, options)
  return {
    service,
    fetch: async (request) => {
      const { pathname } = new URL(request.url)
      if (pathname.startsWith('/api/')) return await api.fetch(request)
      return await (pathname.startsWith('/wallet/') ? wallet : download).fetch(request)
    },
  }
}

/** How seldom an instance is replaced: one minute in so many. */
const life = 40

/** Starts them. @param portsOf what an instance is given: its connections are its own */
export const startInstances = (
  count: number,
  portsOf: () => Ports,
  settings: ServiceSettings,
  chance: Chance,
): Instances => {
  const fresh = (): Instance => start(portsOf(), settings)
  const running = Array.from({ length: count }, fresh)
  const restart = (index: number): Instance => {
    const instance = fresh()
    running[index] = instance
    return instance
  }
  return {
    any: () => running[chance.below(count)] ?? restart(0),
    pairs: () =>
      running.flatMap((maker) => running.filter((user) => user !== maker).map((user) => [maker, user] as const)),
    restart,
    age: () => {
      if (chance.oneIn(life)) restart(chance.below(count))
    },
  }
}
