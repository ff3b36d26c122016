/** Where Wallet asks for updates. */
import type { ServiceSettings } from '../service.ts'

/**
 * What every pass says under `webServiceURL`. Wallet adds `/v1/…` to it.
 *
 * @see https://developer.apple.com/documentation/walletpasses/adding-a-web-service-to-update-passes
 */
export const webServiceUrl = ({ publicBaseUrl }: ServiceSettings): string => `${publicBaseUrl}/wallet`
