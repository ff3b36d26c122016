/** Personalizes a pass once and then once more, and keeps what came of it. */
import { isObject, parseJson } from '../../../core/format/json.ts'
import type { Answer } from '../../web-service/exchange.ts'
import type { Preparation, Prepared } from '../check.ts'
import { shown } from '../judge.ts'
import { type Lab, oncePerLab } from '../lab.ts'
import type { TestPass } from '../test-pass.ts'
import { type Fetched, fetched } from './fetched.ts'

/** An answer, and the token that it must be the signature over. */
export interface Signed {
  readonly token: string
  readonly answer: Answer
}

/** Everything that was seen. */
export interface PersonalizationEvidence {
  readonly pass: TestPass
  /** Before it was personalized. */
  readonly before: Fetched
  readonly first: Signed
  /** Right after it. */
  readonly after: Fetched
  /** The same form once more, with a token of its own. */
  readonly second: Signed
}

/** What is answered to each field of a form: of nobody. */
const answers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  PKPassPersonalizationFieldName: { fullName: 'Conformance Test', givenName: 'Conformance', familyName: 'Test' },
  PKPassPersonalizationFieldPostalCode: { postalCode: '95014', ISOCountryCode: 'US' },
  PKPassPersonalizationFieldEmailAddress: { emailAddress: 'conformance@example.com' },
  PKPassPersonalizationFieldPhoneNumber: { phoneNumber: '+12025550100' },
}

/** The fields that the form of a pass asks for. */
const fieldsOf = ({ opened }: TestPass): readonly string[] => {
  try {
    const form = parseJson(opened.files.get('personalization.json') ?? new Uint8Array())
    const fields = isObject(form) ? form.requiredPersonalizationFields : undefined
    return Array.isArray(fields) ? fields.map(String) : []
  } catch {
    return []
  }
}

/** The body that a device sends for a filled form. */
export const formOf = (pass: TestPass, personalizationToken: string) => ({
  personalizationToken,
  requiredPersonalizationInfo: Object.assign({}, ...fieldsOf(pass).map((field) => answers[field] ?? {})),
})

/** Apple's page names no Authorization here; servers that want it get it. */
const send = async ({ service }: Lab, pass: TestPass, token: string): Promise<Signed> => {
  const { passTypeIdentifier, serialNumber } = pass.access
  const body = formOf(pass, token)
  const answer = await service.personalize({ passTypeIdentifier, serialNumber, body })
  return { token, answer: answer.status === 401 ? await service.personalize({ ...pass.access, body }) : answer }
}

const gather = async (lab: Lab, pass: TestPass): Promise<Prepared<PersonalizationEvidence>> => {
  const before = await fetched(await lab.service.latest(pass.access))
  if (before.opened && !before.opened.files.has('personalization.json'))
    return { missing: 'the pass is personalized already' }
  const first = await send(lab, pass, lab.newToken())
  const after = await fetched(await lab.service.latest(pass.access))
  return { ready: { pass, before, first, after, second: await send(lab, pass, lab.newToken()) } }
}

const evidence = oncePerLab(async (lab): Promise<Prepared<PersonalizationEvidence>> => {
  const { personalizable } = lab
  return personalizable === undefined
    ? { missing: 'there is no pass to personalize' }
    : await gather(lab, personalizable)
})

/** A pass that has not been personalized yet. */
export const aPersonalizablePass: Preparation<TestPass> = {
  need: 'personalizable',
  prepare: async ({ personalizable }) =>
    personalizable === undefined ? { missing: 'there is no pass to personalize' } : { ready: personalizable },
}

/** A form that was sent. */
export const aPersonalization: Preparation<PersonalizationEvidence> = { need: 'personalizable', prepare: evidence }

/** A form that was accepted. */
export const aPersonalizedPass: Preparation<PersonalizationEvidence> = {
  need: 'personalizable',
  prepare: async (lab) => {
    const sent = await evidence(lab)
    if ('missing' in sent || sent.ready.first.answer.status === 200) return sent
    return { missing: `the form was answered with ${shown(sent.ready.first.answer)}` }
  },
}
