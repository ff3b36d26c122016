/** Checks of personalizing a pass. */

import { verifyPersonalizationSignature } from '../../../core/signing/personalization-token.ts'
import type { Trust } from '../../../core/signing/trust.ts'
import { type Check, check, type Preparation } from '../check.ts'
import { isLater, sameIdentity, sameIdentityText } from '../evidence/fetched.ts'
import {
  aPersonalizablePass,
  aPersonalization,
  aPersonalizedPass,
  formOf,
  type PersonalizationEvidence,
  type Signed,
} from '../evidence/personalizing.ts'
import { refused, shown, type Verdict } from '../judge.ts'
import { nothing } from '../preparations.ts'
import { sources } from '../sources.ts'
import { wrongToken } from './authorization.ts'

const binary = 'application/octet-stream'

const logo = /^(?:[^/]+\.lproj\/)?personalizationLogo(?:@[23]x)?\.png$/

const judgeSignature = async (
  { pass }: PersonalizationEvidence,
  { token, answer }: Signed,
  trust: Trust,
): Promise<Verdict> => {
  if (answer.status !== 200) return { ok: false, got: shown(answer) }
  const { passTypeIdentifier } = pass.access
  const { teamIdentifier } = pass.opened.pass
  const report = await verifyPersonalizationSignature({
    token,
    signature: answer.body,
    trust,
    passTypeIdentifier,
    ...(typeof teamIdentifier === 'string' ? { teamIdentifier } : {}),
  })
  const faults = report.checks.filter(({ ok }) => ok !== true).map(({ name }) => name)
  return { ok: report.ok, got: report.ok ? 'verifies' : `not in order: ${faults.join(', ')}` }
}

/** A form that was accepted, of a pass that came with a date. */
const aDatedPersonalization: Preparation<PersonalizationEvidence & { readonly date: string }> = {
  need: 'personalizable',
  prepare: async (lab) => {
    const personalized = await aPersonalizedPass.prepare(lab)
    if ('missing' in personalized) return personalized
    const { date } = personalized.ready.before
    return date === undefined
      ? { missing: 'the pass came without Last-Modified' }
      : { ready: { ...personalized.ready, date } }
  },
}

const refusals: readonly Check[] = [
  check(
    nothing,
    {
      id: 'personalize-malformed',
      what: 'A form that is no JSON is refused, and is no fault of the server.',
      expected: '400 (any 4xx)',
      source: sources.inferred,
    },
    async (_, lab) => refused(await lab.service.personalize({ ...lab.pass.access, body: {} }, { body: '{"personal' })),
  ),
  check(
    nothing,
    {
      id: 'personalize-manifest',
      what: 'A manifest is not signed as a personalization token: whoever got that could forge a pass.',
      expected: '400 (any 4xx)',
      source: sources.inferred,
    },
    async (_, { service, pass, personalizable }) => {
      const subject = personalizable ?? pass
      const manifest = new TextDecoder().decode(subject.opened.files.get('manifest.json'))
      return refused(await service.personalize({ ...subject.access, body: formOf(subject, manifest) }))
    },
  ),
  check(
    aPersonalizablePass,
    {
      id: 'personalize-wrong-token',
      what: 'A form that comes with a wrong authentication token is refused.',
      expected: '401 (any 4xx)',
      source: sources.inferred,
    },
    async (pass, lab) => {
      const access = { ...pass.access, authenticationToken: wrongToken(pass.access.authenticationToken) }
      return refused(await lab.service.personalize({ ...access, body: formOf(pass, lab.newToken()) }))
    },
  ),
]

const signatures: readonly Check[] = [
  check(
    aPersonalization,
    {
      id: 'personalize',
      what: 'A filled form is accepted, and answered with bytes.',
      expected: `200, ${binary}`,
      source: sources.personalize,
    },
    ({ first: { answer } }) => {
      const type = answer.headers.get('Content-Type') ?? 'no Content-Type'
      return { ok: answer.status === 200 && type === binary, got: `${answer.status}, ${type.slice(0, 80)}` }
    },
  ),
  check(
    aPersonalizedPass,
    {
      id: 'personalize-signature',
      what: 'The answer is the signature over the token, by the certificate of the pass.',
      expected: 'verifies',
      source: sources.personalize,
    },
    (evidence, { trust }) => judgeSignature(evidence, evidence.first, trust),
  ),
  check(
    aPersonalizedPass,
    {
      id: 'personalize-again',
      what: 'The same form once more, as after a lost answer, is signed again.',
      expected: 'verifies',
      source: sources.inferred,
    },
    (evidence, { trust }) => judgeSignature(evidence, evidence.second, trust),
  ),
]

const afterwards: readonly Check[] = [
  check(
    aPersonalizedPass,
    {
      id: 'personalize-fetch',
      what: 'Right after it the pass can be fetched, without the form and its logo.',
      expected: '200, no form and no logo',
      source: sources.personalize,
    },
    ({ after: { answer, opened } }) => {
      const left = [...(opened?.files.keys() ?? [])].filter(
        (path) => path === 'personalization.json' || logo.test(path),
      )
      const said = left.length === 0 ? 'no form and no logo' : left.join(', ')
      return { ok: opened !== undefined && left.length === 0, got: opened ? `200, ${said}` : shown(answer) }
    },
  ),
  check(
    aDatedPersonalization,
    {
      id: 'personalize-newer-date',
      what: 'The personalized pass comes with a later Last-Modified.',
      expected: 'a later date',
      source: sources.inferred,
    },
    ({ date, after }) => isLater(date, after.date),
  ),
  check(
    aPersonalizedPass,
    {
      id: 'personalize-same-identity',
      what: 'The personalized pass is the same pass: pass type, serial number and token stay.',
      expected: sameIdentityText,
      source: sources.personalize,
    },
    ({ before, after }) => sameIdentity(before.opened, after.opened),
  ),
]

/** The checks, in the order in which they must be made: the refused forms before the one that is accepted. */
export const personalizationChecks: readonly Check[] = [...refusals, ...signatures, ...afterwards]
