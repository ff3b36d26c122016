/** `passwright barcode verify`: what a scanner makes of a sealed barcode. */
import { isObject } from '../../core/format/json.ts'
import { barcodeKeySet } from '../../core/links/barcode-keys.ts'
import { type BarcodeOutcome, makeBarcodeVerifier } from '../../core/links/barcode-verifier.ts'
import { allBarcodesOf } from '../../core/preflight/rules/barcode-entries.ts'
import { sealedPrefix } from '../../core/sealing/prefix.ts'
import { readBarcodeKeys } from '../choose-sealer.ts'
import { type Command, required, requiredPath } from '../command.ts'
import { InputError } from '../errors.ts'
import { openPass } from '../opened-pass.ts'
import { readInputFile } from '../read-path.ts'
import type { Terminal } from '../terminal.ts'

const mostBytes = 64 * 1024
const utf8Text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

const asJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A key set as it was loaded, or that of a file with keys for `build`. */
const readKeySet = async (path: string): Promise<unknown> => {
  const json = asJson(utf8Text(await readInputFile(path, mostBytes)))
  if (isObject(json) && Array.isArray(json.keys)) return json
  const ring = await readBarcodeKeys(path)
  return barcodeKeySet(ring, ring.retired ?? [])
}

const messageOfPass = async (bytes: Uint8Array, file: string): Promise<string> => {
  const { pass } = await openPass(bytes, file)
  const sealed = allBarcodesOf(pass).find(({ message }) => message.startsWith(sealedPrefix))
  if (sealed) return sealed.message
  throw new InputError('input/no-barcode', `${file} has no sealed barcode`)
}

/** What a scanner read: in a text file, or in the barcode of a pass. */
const readMessage = async (file: string): Promise<string> => {
  const bytes = await readInputFile(file)
  const text = bytes.length > mostBytes ? '' : utf8Text(bytes).trimEnd()
  return text.startsWith(sealedPrefix) ? text : await messageOfPass(bytes, file)
}

const print = (outcome: BarcodeOutcome, terminal: Terminal): void => {
  terminal.print(outcome.ok ? 'good' : `refused: ${outcome.reason}`)
  const { id, audience, values, validFrom, validUntil, keyId } = outcome.barcode ?? {}
  if (id === undefined) return
  const times = [validFrom, validUntil].map((time) => time?.toISOString() ?? '')
  terminal.print(`  id ${id}, for ${audience}, sealed with key ${keyId}`)
  terminal.print(`  from ${times[0] || 'ever'} until ${times[1] || 'ever'}`)
  for (const [name, value] of Object.entries(values ?? {})) terminal.print(`  ${name}: ${JSON.stringify(value)}`)
}

/** The command. */
export const barcodeVerify: Command = {
  positionals: [{ name: 'FILE', help: 'a .pkpass, or a text file with what a scanner has read' }],
  options: {
    keys: { value: 'FILE', help: 'what /.well-known/passwright/keys answers, or the keys of build --barcode-keys' },
    audience: { value: 'NAME', help: 'for whom the scanner looks: what template.json says in sealedBarcode' },
  },
  notes: ['Exits with 1 for a barcode that is refused. A copy of a barcode is as good as the barcode.'],
  async run(args, terminal) {
    const audience = required(args, 'audience')
    const keySet = await readKeySet(requiredPath(args, 'keys'))
    const outcome = makeBarcodeVerifier(keySet, { audience })(await readMessage(args.positionals[0] ?? ''))
    if (args.has('json')) terminal.print(JSON.stringify(outcome))
    else print(outcome, terminal)
    return outcome.ok ? 0 : 1
  },
}
