/** Publishes the sample templates and issues a pass of each, through the API. */
import type { Json, JsonObject } from '../../../lib/core/format/json.ts'
import { type Api, refusal } from './api.ts'
import type { SampleTemplate } from './template-folders.ts'

/** A pass that was issued, or was there. */
export interface SamplePass {
  readonly template: string
  /** The path of the pass in the API. */
  readonly path: string
  /** Its download link. */
  readonly url: string
}

/** Serial number and values of a record. */
const split = ({
  serialNumber = '',
  ...values
}: JsonObject): { readonly serial: string; readonly values: JsonObject } => ({
  serial: String(serialNumber),
  values,
})

/**
 * Issues a pass unless there is one, or was one that has been erased.
 *
 * @returns its path, and whether it is new
 * @throws LocalError `local/seed`
 */
export const issueOnce = async (
  api: Api,
  { name, passTypeIdentifier }: Pick<SampleTemplate, 'name' | 'passTypeIdentifier'>,
  record: JsonObject,
): Promise<{ readonly path: string; readonly isNew: boolean }> => {
  const { serial, values } = split(record)
  const path = `/passes/${passTypeIdentifier}/${serial}`
  const json: Json = { template: name, values }
  const answer = await api('PUT', path, { json }, { 'if-none-match': '*' })
  if (answer.status === 201 || answer.status === 200) return { path, isNew: true }
  if (answer.status === 412 || answer.status === 410) return { path, isNew: false }
  throw refusal(`the pass ${serial} of ${name} could not be issued`, answer)
}

/**
 * Publishes a template and issues its sample pass.
 *
 * @throws LocalError `local/seed`
 */
export const publishSample = async (api: Api, sample: SampleTemplate): Promise<SamplePass | undefined> => {
  const published = await api('POST', '/templates', { zip: sample.archive })
  if (published.status >= 300) throw refusal(`the template ${sample.name} could not be published`, published)
  const { path } = await issueOnce(api, sample, sample.sample)
  const link = await api('POST', `${path}/links`)
  // Whoever erased the sample pass does not want it back.
  if (link.status === 410) return undefined
  if (link.status !== 201) throw refusal(`the pass of ${sample.name} could not be linked to`, link)
  return { template: sample.name, path, url: String(link.body.url) }
}
