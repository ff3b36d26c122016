/** Tells whether text is a public key for NFC: base64 of a SubjectPublicKeyInfo (RFC 5480) with a point of P-256. */

/** The DER of an AlgorithmIdentifier: id-ecPublicKey on the curve prime256v1, the only one that Wallet takes. */
const algorithm = [
  0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03,
  0x01, 0x07,
]

/** The bytes of a point after its first one, by that one: both coordinates, or one and the sign of the other. */
const pointLengths: ReadonlyMap<number, number> = new Map([
  [0x02, 32],
  [0x03, 32],
  [0x04, 64],
])

const armour = /-----BEGIN|-----END/
const whiteSpace = /\s+/g
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** Far longer than a key can be: what is longer is not even decoded. */
const mostCharacters = 4096

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte)

/** Sequence { algorithm, bit string { no unused bits, point } }, every length in one byte. */
const isKeyInfo = (bytes: Uint8Array): boolean => {
  const point = bytes.subarray(2 + algorithm.length + 3)
  const length = pointLengths.get(point[0] ?? 0)
  return (
    length !== undefined &&
    point.length === 1 + length &&
    startsWith(bytes, [0x30, bytes.length - 2, ...algorithm, 0x03, point.length + 1, 0x00])
  )
}

/**
 * What is wrong with a public key for NFC, as a sentence; undefined for a good one. White space in it does not count, and
 * whether the point lies on the curve is not looked at.
 */
export const publicKeyFault = (key: string): string | undefined => {
  if (key.length > mostCharacters) return 'the key is far too long'
  if (armour.test(key)) return 'the key has the BEGIN and END lines of a PEM file'
  const text = key.replace(whiteSpace, '')
  if (text === '') return 'the key is empty'
  if (!base64.test(text)) return 'the key is not base64'
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
  return isKeyInfo(bytes) ? undefined : 'the key is not a SubjectPublicKeyInfo with a point of the curve P-256'
}
