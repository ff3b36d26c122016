/** What a command seals barcodes with: the keys that it was given, or a throwaway one, which it says. */
import { keyRingOf } from '../adapters/aws/key-ring-text.ts'
import { systemRandom } from '../adapters/system.ts'
import { makeBarcodeSealer } from '../core/links/barcode-keys.ts'
import type { FillExtras, Template } from '../core/template/template.ts'
import { UnavailableError } from '../ports/errors.ts'
import { type KeyRing, keyRingAt } from '../ports/secrets.ts'
import type { Arguments, Option } from './command.ts'
import { InputError } from './errors.ts'
import { readInputFile } from './read-path.ts'
import type { Terminal } from './terminal.ts'

/** The options of commands that seal barcodes. */
export const sealingOptions: Readonly<Record<string, Option>> = {
  'barcode-keys': {
    value: 'FILE',
    help: 'the keys of sealed barcodes: {"current": "1", "1": "<32 characters or more>"} (default: a throwaway key)',
  },
}

const mostBytes = 64 * 1024

/** The keys of a file, as the secret of a deployment has them. @throws InputError */
export const readBarcodeKeys = async (path: string): Promise<KeyRing> => {
  const text = new TextDecoder().decode(await readInputFile(path, mostBytes))
  try {
    return keyRingAt(keyRingOf(path, text), Date.now())
  } catch (cause) {
    if (!(cause instanceof UnavailableError)) throw cause
    throw new InputError('input/keys-unusable', `${path} holds no usable keys of barcodes`, { cause })
  }
}

/** What seals the barcodes of a template; nothing for a template without one. @throws InputError `input/keys-unusable` */
export const chooseSealer = async (
  args: Arguments,
  { settings }: Template,
  terminal: Terminal,
): Promise<Pick<FillExtras, 'sealBarcode'>> => {
  if (!settings.sealedBarcode) return {}
  const path = args.option('barcode-keys')
  if (path !== undefined) {
    return { sealBarcode: makeBarcodeSealer(await readBarcodeKeys(path)) }
  }
  terminal.say('sealing barcodes with a throwaway key: no scanner accepts them; name yours with --barcode-keys FILE')
  return { sealBarcode: makeBarcodeSealer({ current: '1', keys: new Map([['1', systemRandom.bytes(32)]]) }) }
}
