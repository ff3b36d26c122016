/** Issues the passes that a deployment is examined with. */
import type { Bytes } from '../../core/bytes.ts'
import type { JsonObject } from '../../core/format/json.ts'
import type { PassName } from '../../device/web-service/calls.ts'
import { type Ask, type Heard, isSilent, jsonIn, textIn } from './ask.ts'
import { pathOf } from './pass-path.ts'
import type { DoctorTemplate, PassIdentity } from './templates.ts'
import type { Undoing } from './undo.ts'

/** What issuing needs. */
export interface Issuing {
  readonly ask: Ask
  readonly undoing: Undoing
  readonly identity: PassIdentity
  /** What the serial numbers of this run begin with. */
  readonly serialPrefix: string
}

/** What came of a pass. */
export interface Issued {
  readonly pass: PassName
  /** The answer to issuing it. */
  readonly created: Heard
  /** The answer to asking for the signed file; absent unless the pass was issued. */
  readonly file?: Heard
}

/** Whether an answer is a good one. */
export const isGood = (heard: Heard | undefined): boolean =>
  heard !== undefined && !isSilent(heard) && heard.status >= 200 && heard.status < 300

/** The bytes of an answer that is a good one. */
export const goodBytes = (heard: Heard | undefined): Bytes | undefined =>
  heard !== undefined && !isSilent(heard) && heard.status === 200 ? heard.body : undefined

/** Publishes a template, or finds it published. */
export const publish = ({ ask, undoing }: Issuing, { name, archive }: DoctorTemplate): Promise<Heard> => {
  undoing.noteTemplate(name)
  return ask.asOwner('POST', '/templates', { body: archive, headers: { 'Content-Type': 'application/zip' } })
}

const withFile = async (ask: Ask, pass: PassName, created: Heard): Promise<Issued> =>
  isGood(created) ? { pass, created, file: await ask.asOwner('GET', `${pathOf(pass)}/file`) } : { pass, created }

/** Issues a pass under a serial number of the doctor's, and gets its file. */
export const issue = async (
  { ask, undoing, identity, serialPrefix }: Issuing,
  { name, values }: DoctorTemplate,
  serialEnding: string,
): Promise<Issued> => {
  const { passTypeIdentifier } = identity
  const pass = { passTypeIdentifier, serialNumber: `${serialPrefix}${serialEnding}` }
  undoing.note(pass)
  const created = await ask.asOwner('PUT', pathOf(pass), { json: { template: name, values: values('Issued') } })
  return await withFile(ask, pass, created)
}

const serialOf = (created: JsonObject): string => textIn(created, 'serialNumber')

/** Issues a pass whose serial number the deployment makes: if the answer is lost, the question is repeated, not the pass. */
export const issueNumbered = async (
  { ask, undoing, identity, serialPrefix }: Issuing,
  { name, values }: DoctorTemplate,
): Promise<Issued> => {
  const { passTypeIdentifier } = identity
  const create = () =>
    ask.asOwner('POST', '/passes', {
      json: { template: name, values: values('Issued') },
      headers: { 'Idempotency-Key': `${serialPrefix}numbered` },
    })
  const first = await create()
  const created = isSilent(first) ? await create() : first
  const pass = { passTypeIdentifier, serialNumber: serialOf(jsonIn(created)) }
  if (pass.serialNumber !== '') undoing.note(pass)
  return await withFile(ask, pass, created)
}
