/** The examples for the rules on passes that ask their holder to personalize them. */
import { pngStub } from '../builders/template.ts'
import { type FileChanges, findingsOf, good } from './a-pass.ts'
import type { RuleCase } from './case.ts'

const png = pngStub()
const form = {
  requiredPersonalizationFields: ['PKPassPersonalizationFieldName'],
  description: 'Join our rewards program',
}
const pass = {
  webServiceURL: 'https://passes.example.com/wallet',
  authenticationToken: 'a-token-of-16-or-more',
  nfc: {
    message: 'member-1',
    encryptionPublicKey: 'MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgADDWl46cuW1/Ct6Z1Xyo6Mh/bGC4Z6cKbQcBz3Kxc5rQs=',
  },
}
const logo: FileChanges = {
  'personalizationLogo.png': png,
  'personalizationLogo@2x.png': png,
  'personalizationLogo@3x.png': png,
}

const personalizable = (json: unknown, changes: object = {}, files: FileChanges = {}) =>
  findingsOf(
    { ...pass, ...changes },
    { files: { 'personalization.json': typeof json === 'string' ? json : JSON.stringify(json), ...logo, ...files } },
  )

const twin = () => personalizable(form)

const invalid = (says: string, path: string, json: unknown): RuleCase => ({
  rule: 76,
  says,
  code: 'personalization-invalid',
  severity: 'error',
  path: `personalization.json${path}`,
  broken: () => personalizable(json),
  twin,
})

const lacking = (says: string, code: string, path: string, changes: object, files: FileChanges = {}): RuleCase => ({
  rule: 76,
  says,
  code,
  severity: 'error',
  path,
  broken: () => personalizable(form, changes, files),
  twin,
})

const withoutLogo: FileChanges = {
  'personalizationLogo.png': undefined,
  'personalizationLogo@2x.png': undefined,
  'personalizationLogo@3x.png': undefined,
}

const scale = (says: string, path: string, files: FileChanges, good: FileChanges): RuleCase => ({
  rule: 76,
  says,
  code: 'personalization-logo-scale',
  severity: 'warning',
  path,
  broken: () => personalizable(form, {}, files),
  twin: () => personalizable(form, {}, good),
})

const inLanguage = (language: string): FileChanges =>
  Object.fromEntries(Object.keys(logo).map((name) => [`${language}.lproj/${name}`, png]))

/** The examples. */
export const personalizationCases: readonly RuleCase[] = [
  invalid('a form that is no JSON', '', '{'),
  invalid('a form that is a list', '', []),
  invalid('a form without fields', '#/requiredPersonalizationFields', { description: 'Join' }),
  invalid('a form that asks for nothing', '#/requiredPersonalizationFields', {
    ...form,
    requiredPersonalizationFields: [],
  }),
  invalid('a form with an unknown field', '#/requiredPersonalizationFields/0', {
    ...form,
    requiredPersonalizationFields: ['PKPassPersonalizationFieldAge'],
  }),
  invalid('a form without a description', '#/description', { ...form, description: undefined }),
  lacking('a form without a logo', 'personalization-logo-missing', 'personalizationLogo.png', {}, withoutLogo),
  lacking('a form without a web service', 'personalization-web-service', '/webServiceURL', {
    webServiceURL: undefined,
    authenticationToken: undefined,
  }),
  lacking('a form with an empty web service', 'personalization-web-service', '/webServiceURL', {
    webServiceURL: '',
    authenticationToken: '',
  }),
  lacking('a form of a pass without NFC', 'personalization-nfc', '/nfc', { nfc: undefined }),
  lacking('a form of a generic pass', 'personalization-style', '/generic', {
    storeCard: undefined,
    generic: good.generic.generic,
  }),
  scale('a logo in two scales', 'personalizationLogo@3x.png', { 'personalizationLogo@3x.png': undefined }, {}),
  scale(
    'a logo in one language of two',
    'es.lproj/personalizationLogo@2x.png',
    { ...withoutLogo, ...inLanguage('en'), 'es.lproj/pass.strings': '' },
    { ...withoutLogo, ...inLanguage('en'), ...inLanguage('es') },
  ),
  {
    rule: 76,
    says: 'a form with an empty description',
    code: 'personalization-doubtful',
    severity: 'warning',
    path: 'personalization.json#/description',
    broken: () => personalizable({ ...form, description: '' }),
    twin,
  },
  {
    rule: 0,
    says: 'a logo without a form',
    code: 'personalization-logo-unused',
    severity: 'info',
    path: 'personalizationLogo.png',
    broken: () => findingsOf({}, { files: logo }),
    twin,
  },
]
