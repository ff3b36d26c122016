/** Which texts of `pass.json` Wallet looks up in `pass.strings`. */
import type { KeyTable, Kind } from './kinds.ts'
import { passTable } from './pass.ts'

const stepInto = (kind: Kind | undefined, step: string): Kind | undefined => {
  switch (kind?.kind) {
    case 'structure': {
      const keys: KeyTable = kind.keys
      return Object.hasOwn(keys, step) ? keys[step]?.of : undefined
    }
    case 'list':
      return kind.item
    default:
      return undefined
  }
}

/**
 * Whether the text that a JSON pointer names in `pass.json` may be a lookup key.
 *
 * @see https://developer.apple.com/documentation/walletpasses/pass
 */
export const isLocalizable = (pointer: string): boolean => {
  const kind = pointer
    .split('/')
    .slice(1)
    .reduce(stepInto, passTable as Kind | undefined)
  switch (kind?.kind) {
    case 'text':
      return kind.localizable
    case 'fieldValue':
      return true
    default:
      return false
  }
}
