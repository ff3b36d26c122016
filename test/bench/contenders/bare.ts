/** The yardstick: the one RSA signature that no pass can do without, over as many bytes as the signed attributes have. */
import type { Start } from '../worker/contestant.ts'

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }

/** The size of the signed attributes: content type, signing time, message digest. */
const attributesSize = 105

const derOf = (pem: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(pem.replace(/-----[^-]+-----|\s/g, '')), (character) => character.charCodeAt(0))

/** Signs fresh bytes for each pass. */
export const start: Start = async (setup) => {
  const key = await crypto.subtle.importKey('pkcs8', derOf(setup.pem('key')), algorithm, false, ['sign'])
  const encoder = new TextEncoder()
  return async ({ serialNumber }) => {
    const attributes = new Uint8Array(attributesSize)
    encoder.encodeInto(serialNumber, attributes)
    return new Uint8Array(await crypto.subtle.sign(algorithm.name, key, attributes))
  }
}
