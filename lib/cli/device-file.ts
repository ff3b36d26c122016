/** The simulated device of the command line: it remembers everything in a file between two commands. */
import { access } from 'node:fs/promises'
import { isObject, parseJson } from '../core/format/json.ts'
import { fromBase64url, toBase64url } from '../core/links/base64url.ts'
import type { PassView, SimulatedDevice } from '../device/device.ts'
import { DeviceError } from '../device/errors.ts'
import { simulateDevice } from '../device/simulate-device.ts'
import type { PassName } from '../device/web-service/calls.ts'
import type { Arguments, Option } from './command.ts'
import { UsageError } from './errors.ts'
import { readInputFile } from './read-path.ts'
import { writeWhole } from './write-file.ts'

/** The options of all commands of the device. */
export const deviceOptions: Readonly<Record<string, Option>> = {
  state: { value: 'FILE', help: 'what the device remembers (default: device.json)' },
  root: { value: 'PEM', help: "a root certificate to trust besides Apple's; it is remembered" },
  language: { value: 'LANGUAGE', help: 'the language that the device is set to: de, pt-BR (default: en)' },
  locale: { value: 'LOCALE', help: 'how it writes dates and numbers: de-AT (default: as the language does)' },
  'time-zone': { value: 'ZONE', help: 'where it is: Europe/Vienna (default: as this machine)' },
}

/** What their help says besides. */
export const deviceNote = 'The file holds the passes with their authentication tokens: keep it to yourself.'

/** The device and the place that it is kept in. */
export interface OpenedDevice {
  readonly device: SimulatedDevice
  /** Writes down what the device remembers. */
  readonly save: () => Promise<void>
}

const readJson = async (path: string): Promise<unknown> => {
  const bytes = await readInputFile(path, 512 * 1024 * 1024)
  try {
    return parseJson(bytes)
  } catch (cause) {
    throw new DeviceError('device/state-invalid', `${path} is not JSON`, { cause })
  }
}

/** What the file remembers; nothing if it is not there and need not be. */
const readFile = async (
  path: string,
  isNew: boolean,
): Promise<{ readonly device?: unknown; readonly root?: unknown }> => {
  const isThere = await access(path).then(
    () => true,
    () => false,
  )
  if (!isThere && isNew) return {}
  const json = await readJson(path)
  if (isObject(json)) return json
  throw new DeviceError('device/state-invalid', `${path} is not the memory of a simulated device`)
}

const rootOf = async (args: Arguments, remembered: unknown): Promise<Uint8Array | undefined> => {
  const path = args.option('root')
  if (path !== undefined) return await readInputFile(path)
  return typeof remembered === 'string' ? fromBase64url(remembered) : undefined
}

const isKnown = (look: () => unknown): boolean => {
  try {
    look()
    return true
  } catch {
    return false
  }
}

const checked = (args: Arguments, name: string, look: (text: string) => unknown): string | undefined => {
  const text = args.option(name)
  if (text === undefined || isKnown(() => look(text))) return text
  throw new UsageError(`--${name} ${text} is not known`)
}

const surroundingsOf = (args: Arguments) => {
  const tag = (text: string) => new Intl.Locale(text)
  const [language, locale] = [checked(args, 'language', tag), checked(args, 'locale', tag)]
  const timeZone = checked(args, 'time-zone', (text) => new Intl.DateTimeFormat('en', { timeZone: text }))
  return {
    ...(language === undefined ? {} : { language }),
    ...(locale === undefined ? {} : { locale }),
    ...(timeZone === undefined ? {} : { timeZone }),
  }
}

/**
 * Opens the device.
 *
 * @param isNew whether the file need not be there: then it is a new device, which holds nothing
 * @throws DeviceError `device/state-invalid`; InputError if a file cannot be read; UsageError
 */
export const openDevice = async (
  args: Arguments,
  { isNew = false }: { readonly isNew?: boolean } = {},
): Promise<OpenedDevice> => {
  const path = args.option('state') ?? 'device.json'
  const surroundings = surroundingsOf(args)
  const memory = await readFile(path, isNew)
  const root = await rootOf(args, memory.root)
  const device = await simulateDevice({
    trust: root ? { apple: true, roots: [root] } : 'apple',
    ...(memory.device === undefined ? {} : { state: memory.device }),
    ...surroundings,
  })
  return {
    device,
    save: async () => {
      const contents = { device: device.state(), ...(root ? { root: toBase64url(root) } : {}) }
      await writeWhole(path, `${JSON.stringify(contents)}\n`, 0o600)
    },
  }
}

/**
 * The pass that an argument names, by its serial number, or by pass type and serial number where several have it.
 *
 * @throws DeviceError `device/pass-not-held`; UsageError if several have the serial number
 */
export const heldPass = ({ passes }: SimulatedDevice, text: string): PassName => {
  const idOf = ({ passTypeIdentifier, serialNumber }: PassView): string => `${passTypeIdentifier}/${serialNumber}`
  const found = passes.filter((pass) => pass.serialNumber === text || idOf(pass) === text)
  const [pass, ...others] = found
  if (!pass) throw new DeviceError('device/pass-not-held', `the device holds no pass ${text}`)
  if (others.length > 0) throw new UsageError(`several passes have this serial number: ${found.map(idOf).join(', ')}`)
  return pass
}
