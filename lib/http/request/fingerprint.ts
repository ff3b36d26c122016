/** Tells whether two requests ask for the same. */
import { type Bytes, hex, utf8 } from '../../core/bytes.ts'
import { sha256 } from '../../core/digest.ts'

/**
 * SHA-256 of method, path and body, in lowercase hexadecimal.
 *
 * @param path decoded; as it holds no line break, the three cannot run into each other
 * @param body in a canonical form, if the same can be written in several ways
 */
export const fingerprintOf = async (method: string, path: string, body: Bytes): Promise<string> => {
  const head = utf8(`${method}\n${path}\n`)
  const text = new Uint8Array(head.length + body.length)
  text.set(head)
  text.set(body, head.length)
  return hex(await sha256(text))
}
