/** All that a device remembers, as JSON: to be kept in a file between two runs. */
import { isObject } from '../../core/format/json.ts'
import { fromBase64url, toBase64url } from '../../core/links/base64url.ts'
import { DeviceError } from '../errors.ts'
import { openContent } from './content.ts'
import { type HeldPass, HeldPasses } from './held-passes.ts'

/** A pass, as the state has it. */
export interface PassState extends Omit<HeldPass, 'pkpass' | 'content'> {
  /** The `.pkpass`, in base64url. */
  readonly pkpass: string
}

/** All that a device remembers. It holds the authentication tokens of the passes: keep it as a secret. */
export interface DeviceState {
  readonly format: 1
  readonly deviceLibraryIdentifier: string
  readonly pushToken: string
  /** The tag of the last list, for each pass type and web service. */
  readonly tags: readonly {
    readonly passTypeIdentifier: string
    readonly webServiceURL: string
    readonly tag: string
  }[]
  readonly passes: readonly PassState[]
}

/** The state with its passes opened. */
export interface Memory {
  readonly deviceLibraryIdentifier: string
  readonly pushToken: string
  readonly held: HeldPasses
}

const invalid = (what: string): DeviceError =>
  new DeviceError('device/state-invalid', `this is no state of a simulated device: ${what}`)

const textIn = (object: Readonly<Record<string, unknown>>, key: string): string => {
  const value = object[key]
  if (typeof value === 'string' && value !== '') return value
  throw invalid(`${key} is no text`)
}

const listIn = (object: Readonly<Record<string, unknown>>, key: string) => {
  const value = object[key]
  if (!(Array.isArray(value) && value.every(isObject))) throw invalid(`${key} is no list`)
  return value
}

const readPass = async (state: Readonly<Record<string, unknown>>): Promise<HeldPass> => {
  const pkpass = fromBase64url(textIn(state, 'pkpass'))
  const content = pkpass && (await openContent(pkpass).catch(() => undefined))
  if (!content) throw invalid('a pass in it cannot be read')
  return {
    pkpass,
    content,
    ...(state.lastModified === undefined ? {} : { lastModified: textIn(state, 'lastModified') }),
    registered: state.registered === true,
    renewal: state.renewal === true,
    updates: state.updates === true,
    known: state.known === true,
    due: state.due === true,
  }
}

/**
 * Reads a state, as {@link writeState} writes it.
 *
 * @throws DeviceError `device/state-invalid`
 */
export const readState = async (state: unknown): Promise<Memory> => {
  if (!isObject(state)) throw invalid('it is no object')
  if (state.format !== 1) throw invalid('its format is not 1')
  const held = new HeldPasses()
  for (const pass of await Promise.all(listIn(state, 'passes').map(readPass))) held.put(pass)
  for (const tag of listIn(state, 'tags')) {
    const [passTypeIdentifier, webServiceURL] = [textIn(tag, 'passTypeIdentifier'), textIn(tag, 'webServiceURL')]
    held.setTag({ passTypeIdentifier, webServiceURL }, textIn(tag, 'tag'))
  }
  return {
    deviceLibraryIdentifier: textIn(state, 'deviceLibraryIdentifier'),
    pushToken: textIn(state, 'pushToken'),
    held,
  }
}

/** The state of a device. */
export const writeState = ({ deviceLibraryIdentifier, pushToken, held }: Memory): DeviceState => ({
  format: 1,
  deviceLibraryIdentifier,
  pushToken,
  tags: held.tags,
  passes: held.all.map(({ pkpass, content: _, ...rest }) => ({ pkpass: toBase64url(pkpass), ...rest })),
})
