/** Registering passes with their web services, and ending that. */
import type { Errand } from '../wallet/errand.ts'
import type { HeldPass } from '../wallet/held-passes.ts'
import { failed, tasks } from '../wallet/log-lines.ts'
import type { Phone } from './phone.ts'

const created = 201
const done = 200

/**
 * Registers a pass with the push token of the device. Nothing happens to a pass without a web service.
 *
 * @see https://developer.apple.com/documentation/walletpasses/register-a-pass-for-update-notifications
 */
export const register = async (phone: Phone, errand: Errand, held: HeldPass): Promise<void> => {
  const { content, registered, known } = held
  const { name, service } = content
  if (!service) return
  const { deviceLibraryIdentifier, pushToken } = phone
  const { webServiceURL, authenticationToken } = service
  const attempt = await errand.ask(
    webServiceURL,
    (web) => web.register({ ...name, deviceLibraryIdentifier, authenticationToken, pushToken }),
    [created, done],
  )
  if (attempt.kind === 'answer') {
    phone.held.change(name, { registered: true, renewal: false, known: registered && known })
    errand.note({ kind: 'registered', pass: name })
    return
  }
  phone.held.change(name, { renewal: registered })
  errand.note({ kind: 'failed', pass: name, reason: `the pass is not registered: ${attempt.reason}` })
  if (attempt.error !== undefined)
    errand.log(webServiceURL, failed(tasks.register(deviceLibraryIdentifier, name, webServiceURL), attempt.error))
}

/**
 * Ends the registration of a pass. For the device it is over, whatever the web service says.
 *
 * @see https://developer.apple.com/documentation/walletpasses/unregister-a-pass-for-update-notifications
 */
export const unregister = async (phone: Phone, errand: Errand, { content, registered }: HeldPass): Promise<void> => {
  const { name, service } = content
  if (!(service && registered)) return
  const { deviceLibraryIdentifier } = phone
  const { webServiceURL, authenticationToken } = service
  const attempt = await errand.ask(
    webServiceURL,
    (web) => web.unregister({ ...name, deviceLibraryIdentifier, authenticationToken }),
    [done],
  )
  phone.held.change(name, { registered: false })
  if (attempt.kind === 'answer') return errand.note({ kind: 'unregistered', pass: name })
  errand.note({ kind: 'failed', pass: name, reason: `the pass is still registered: ${attempt.reason}` })
  if (attempt.error !== undefined)
    errand.log(webServiceURL, failed(tasks.unregister(deviceLibraryIdentifier, name, webServiceURL), attempt.error))
}
