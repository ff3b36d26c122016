/** Keeps addresses out of deployments that no phone could reach. */
import { DeployError } from './deploy-error.ts'

/** Loopback, and the names that are reserved for examples and tests (RFC 2606, RFC 6761). */
const unreachable = /(?:^|\.)(?:localhost|example(?:\.(?:com|net|org))?|test|invalid)$|^127\.|^\[::1\]$/

/**
 * Refuses an address that exists only on this machine, or nowhere.
 *
 * @throws DeployError `deploy/address`
 */
export const assertReachable = (publicBaseUrl: string): void => {
  const { hostname } = new URL(publicBaseUrl)
  if (!unreachable.test(hostname)) return
  const message = `no phone reaches ${publicBaseUrl}: write the domain of this deployment into publicBaseUrl`
  throw new DeployError('deploy/address', message)
}
