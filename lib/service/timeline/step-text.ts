/** Steps of a timeline in words. */
import { isObject, type Json, type JsonObject } from '../../core/format/json.ts'

/** A value of a step as people read it. */
export const shownDetail = (json: Json | undefined): string => {
  if (Array.isArray(json)) return json.map(shownDetail).join(', ')
  return typeof json === 'object' ? JSON.stringify(json) : String(json)
}

type Words = (detail: (name: string) => string) => string

const because: Readonly<Record<string, string>> = { device: 'the device said so', gone: 'its push token is gone' }

/** What each kind of step says, besides its name. A kind without words shows its figures. */
const words: Readonly<Record<string, Words>> = {
  built: (detail) => `version ${detail('version')}, ${detail('bytes')} bytes`,
  'build-failed': (detail) => `version ${detail('version')} could not be built: ${detail('code')}`,
  announced: (detail) => `version ${detail('version')} to ${detail('devices')} devices`,
  registered: (detail) => `by device ${detail('device')}`,
  unregistered: (detail) => `by device ${detail('device')}: ${because[detail('because')] ?? detail('because')}`,
  fetched: (detail) => `version ${detail('version')}`,
  refused: (detail) => `401: a request to ${detail('task')} without the token of the pass`,
  'not-modified': (detail) =>
    `304: the device claimed a date that was never given out, and was not sent version ${detail('version')}`,
  listed: (detail) => {
    const from = detail('since') === '-1' ? 'all marks' : `marks after ${detail('since')}`
    return `told of ${detail('passes')} passes: ${from} up to ${detail('until')}`
  },
  'listed-nothing': (detail) => `told of nothing: its tag says that it knows all up to mark ${detail('since')}`,
  pushed: (detail) => `for marks up to ${detail('seq')}: ${detail('outcome')} ${detail('reason')}`.trimEnd(),
  'device-log': (detail) => detail('what'),
}

const figures = (detail: JsonObject): string =>
  Object.entries(detail)
    .filter(([, value]) => !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => `${name} ${shownDetail(value)}`)
    .join(', ')

/** What a step says besides its kind. */
export const stepText = (kind: string, detail: Json | undefined): string => {
  const known = isObject(detail) ? detail : {}
  const say = Object.hasOwn(words, kind) ? words[kind] : undefined
  return say ? say((name) => (known[name] === undefined ? '' : shownDetail(known[name]))) : figures(known)
}
