/** Links to passes of a deployment in memory, served on this machine. */
import type { PassTypeIdentifier, SerialNumber } from '../../lib/core/format/identifiers.ts'
import type { PassId } from '../../lib/ports/records.ts'
import { aDeployment, type } from '../http/a-deployment.ts'
import { serve } from '../http/serve.ts'
import { aTicket } from './a-ticket.ts'

/** It. Addresses of links are whole, and lead to the server. */
export interface Site {
  readonly origin: string
  /** A pass that was issued. */
  readonly pass: string
  /** Two passes that belong together; one of them is still to be issued. */
  readonly order: string
  /** A pass that is issued when it is fetched. */
  readonly sealed: string
  readonly stop: () => Promise<void>
}

const passId = (serialNumber: string): PassId => ({
  passTypeIdentifier: type as PassTypeIdentifier,
  serialNumber: serialNumber as SerialNumber,
})

/** Makes it. */
export const aSite = async (): Promise<Site> => {
  const { service, publish, visit } = await aDeployment()
  await publish(aTicket)
  const ada = passId('OF-1')
  await service.passes.put(ada, { template: 'card', values: { name: 'Ada' } }, {})
  const [pass, order, [sealed]] = await Promise.all([
    service.links.create(ada),
    service.links.order([ada, { template: 'card', values: { name: 'Grace' } }]),
    service.links.seal('card', [{ name: 'Edsger' }]),
  ])
  const { url, stop } = await serve(visit)
  const here = (link: { readonly url: string } | undefined) => url + new URL(link?.url ?? '').pathname
  return { origin: url, pass: here(pass), order: here(order), sealed: here(sealed), stop }
}
