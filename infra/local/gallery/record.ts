/** A sample pass as the API tells of it, and the changes that the gallery makes of it. */
import { isObject, type JsonObject, textOf } from '../../../lib/core/format/json.ts'
import type { Api, ApiAnswer } from '../samples/api.ts'
import type { SamplePass } from '../samples/publish.ts'

/** A record. */
export interface ShownRecord {
  readonly template: string
  readonly revision: number
  readonly version: number
  readonly voided: boolean
  readonly values: JsonObject
}

/** A step of its timeline. */
export interface ShownStep {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly kind: string
  readonly device: string
  readonly detail: JsonObject
}

/** What happened to it. */
export interface ShownTimeline {
  /** What it comes to, in one sentence. */
  readonly sentence: string
  /** Newest first. */
  readonly steps: readonly ShownStep[]
}

/** Something that the API does not take. */
export interface Fault {
  /** The value that it is about; `''` for the whole. */
  readonly value: string
  readonly message: string
}

/** Reads a record; undefined if there is none any more. */
export const readRecord = async (api: Api, { path }: SamplePass): Promise<ShownRecord | undefined> => {
  const { status, body } = await api('GET', path)
  if (status !== 200) return undefined
  const { template, revision, version, voided, values } = body
  return {
    template: textOf(template),
    revision: Number(revision),
    version: Number(version),
    voided: voided === true,
    values: isObject(values) ? values : {},
  }
}

const stepOf = (event: JsonObject): ShownStep => ({
  at: Date.parse(textOf(event.at)),
  kind: textOf(event.kind),
  device: textOf(event.device),
  detail: isObject(event.detail) ? event.detail : {},
})

const steps = 40

/** Reads the newest steps of a timeline. */
export const readTimeline = async (api: Api, { path }: SamplePass): Promise<ShownTimeline> => {
  const { body } = await api('GET', `${path}/timeline?limit=${steps}`)
  const { why, events } = body
  return {
    sentence: isObject(why) ? textOf(why.sentence) : '',
    steps: Array.isArray(events) ? events.filter(isObject).map(stepOf) : [],
  }
}

/** The JSON Schema of the values of a template. */
export const readSchema = async (api: Api, template: string): Promise<JsonObject> => {
  const { body } = await api('GET', `/templates/${template}`)
  return isObject(body.values) ? body.values : {}
}

const valuePointer = /^\/values\/([^/]+)/

const faultOf = (finding: JsonObject): Fault => ({
  value: valuePointer.exec(textOf(finding.pointer))?.[1] ?? '',
  message: [textOf(finding.message), textOf(finding.fix)].filter((text) => text !== '').join('; '),
})

const faultsIn = ({ status, body }: ApiAnswer): readonly Fault[] => {
  if (status < 300) return []
  const findings = Array.isArray(body.findings) ? body.findings.filter(isObject).map(faultOf) : []
  return findings.length > 0 ? findings : [{ value: '', message: textOf(body.detail) || `status ${status}` }]
}

/** Changes values of a record. Returns what stands against it. */
export const changeRecord = async (api: Api, { path }: SamplePass, values: JsonObject): Promise<readonly Fault[]> =>
  faultsIn(await api('PATCH', path, { json: { values } }))

/** Voids a pass, or takes that back. Returns what stands against it. */
export const voidRecord = async (api: Api, { path }: SamplePass, voided: boolean): Promise<readonly Fault[]> =>
  faultsIn(await api('POST', `${path}/${voided ? 'void' : 'reinstate'}`))
