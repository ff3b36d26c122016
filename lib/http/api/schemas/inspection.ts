/** What is told of packages. */
import { limits } from '../../../service/limits.ts'
import { moment, size } from './common.ts'
import { findingSchema } from './problem.ts'

/** How strictly to judge. */
export const profileSchema = {
  enum: ['strict', 'lenient'],
  description:
    'How strictly to judge. Default: `lenient` for finished passes, where what Wallet bears with is no error; `strict` for templates and passes that are not signed yet',
} as const

const mostRoots = 10

/** How what was uploaded is to be looked at. */
export const inspectionRequestSchema = {
  type: 'object',
  description: 'how to look at the package',
  additionalProperties: false,
  properties: {
    profile: profileSchema,
    trust: {
      type: 'array',
      maxItems: mostRoots,
      items: { type: 'string' },
      description: `root certificates to trust besides Apple's, each as PEM: at most ${mostRoots}`,
    },
  },
} as const

const name = <const Description extends string>(description: Description) => ({ type: 'string', description }) as const

const names = <const Description extends string>(description: Description) =>
  ({ type: 'array', items: { type: 'string' }, description }) as const

const flag = <const Description extends string>(description: Description) => ({ type: 'boolean', description }) as const

const count = <const Description extends string>(description: Description) =>
  ({ type: 'integer', minimum: 0, description }) as const

const findings = {
  type: 'array',
  items: {
    ...findingSchema,
    required: [...findingSchema.required, 'source'],
    properties: {
      ...findingSchema.properties,
      source: {
        type: 'object',
        required: ['kind'],
        properties: {
          kind: {
            enum: ['documented', 'apple-tool', 'device-log', 'template', 'inferred'],
            description: 'How far to trust the rule: from what Apple documents to what no source states',
          },
          url: name('The page that says so'),
        },
        description: 'Where the rule comes from',
      },
    },
  },
  description: `What was found, the gravest if there is not room for all: up to ${limits.findings.most}`,
} as const

const counts = {
  type: 'object',
  required: ['errors', 'warnings', 'infos'],
  properties: {
    errors: count('Why Wallet refuses the pass or a whole feature of it'),
    warnings: count('What shows badly'),
    infos: count('What is worth knowing'),
  },
  description: 'How many findings there are, also of those that there was no room for',
} as const

const facts = {
  type: 'object',
  required: ['styles', 'schemes', 'languages'],
  properties: {
    passTypeIdentifier: name('The pass type identifier'),
    teamIdentifier: name('The team identifier'),
    serialNumber: name('The serial number'),
    organizationName: name('Who issued it'),
    description: name('What it is, for people who do not see it'),
    styles: names('The style keys that it has'),
    schemes: names('The newer looks that it asks for'),
    relevantDate: name('When it matters'),
    expirationDate: name('When it expires'),
    voided: flag('Whether it is void'),
    webServiceURL: name('Where its updates come from'),
    languages: names('The languages that it is translated into'),
  },
  description: `What pass.json says of itself, as far as it is well typed; texts are cut after ${limits.inspection.text} characters. Absent if it cannot be read`,
} as const

const devices = {
  type: 'array',
  items: {
    type: 'object',
    required: ['os', 'because'],
    properties: {
      os: name('The system: `iOS 26`'),
      style: name('Absent if the system cannot show the pass at all'),
      scheme: name('The newer look that it chooses'),
      barcode: {
        type: 'object',
        required: ['format', 'path', 'confirmed'],
        properties: {
          format: name('Its format'),
          path: name('The JSON pointer of its entry in pass.json'),
          confirmed: flag('Whether Apple says that this system draws it'),
        },
        description: 'Absent where no barcode is shown',
      },
      because: name('Why'),
    },
  },
  description: 'What each system would show',
} as const

const certificateRequired = ['subject', 'issuer', 'serialNumber', 'sha256', 'notBefore', 'notAfter', 'role'] as const

const certificateProperties = {
  subject: name('`UID=…, CN=…, OU=…`, in the order of the certificate'),
  issuer: name('The name of its issuer'),
  serialNumber: name('In hexadecimal'),
  sha256: name('Fingerprint: SHA-256 of its bytes in hexadecimal'),
  notBefore: moment('Valid from'),
  notAfter: moment('Valid until'),
  role: { enum: ['signer', 'intermediate', 'root', 'other'], description: 'What it is in the chain' },
  apple: name("Apple's short name of it, if it is one of Apple's: `WWDR G4`"),
} as const

/** A certificate of a signature. */
export const certificateSchema = {
  type: 'object',
  required: certificateRequired,
  properties: certificateProperties,
} as const

const signature = {
  type: 'object',
  required: ['ok', 'checks', 'chain'],
  properties: {
    ok: flag('Whether every check that was made passed, and none was left out that had to be made'),
    checks: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'ok', 'codes'],
        properties: {
          name: {
            enum: ['container', 'integrity', 'signingTime', 'chain', 'leaf', 'revocation'],
            description:
              '`container`: it can be opened. `integrity`: the manifest is what was signed. `chain`: up to a trusted root. `leaf`: what Apple wants of the certificate. `revocation` is not checked here',
          },
          ok: { enum: [true, false, 'not-checked'], description: 'What it came to' },
          codes: names('The codes of its findings'),
        },
      },
      description: 'Each check on its own',
    },
    signer: {
      type: 'object',
      required: [...certificateRequired, 'nfc'],
      properties: {
        ...certificateProperties,
        passTypeIdentifier: name('The pass type that it is for'),
        teamIdentifier: name('The team that it belongs to'),
        nfc: flag('Whether it may sign passes with NFC'),
      },
      description: 'Who signed; absent if the signature cannot be opened',
    },
    signingTime: moment('When'),
    digestAlgorithm: name('`SHA-256`'),
    chain: { type: 'array', items: certificateSchema, description: 'The certificates in the signature' },
    root: name('The trusted root above them; absent if there is none'),
  },
  description: 'Who signed the pass, when and how, and whether that holds',
} as const

const manifest = {
  type: 'array',
  items: {
    type: 'object',
    required: ['path', 'state'],
    properties: {
      path: name('The file'),
      bytes: size('Its size; absent if it is not there'),
      listed: name('What the manifest lists; absent if it does not list the file'),
      actual: name('Its SHA-1 in hexadecimal; absent if it is not there'),
      state: {
        enum: ['ok', 'changed', 'not-listed', 'missing', 'invalid', 'unwanted'],
        description: 'What the one is to the other',
      },
    },
  },
  description: 'Each line of the manifest, and each file that has none, as far as there is room',
} as const

/** A pass. */
export const inspectedPassSchema = {
  type: 'object',
  required: ['kind', 'finished', 'files', 'devices', 'counts', 'findings'],
  properties: {
    kind: { enum: ['pass'], description: 'What the package is' },
    finished: flag('Whether it is taken for a finished pass, which needs a manifest and a signature'),
    files: count('How many files there are'),
    pass: facts,
    manifest,
    signature,
    devices,
    counts,
    findings,
  },
} as const

/** A bundle of passes. */
export const inspectedBundleSchema = {
  type: 'object',
  required: ['kind', 'passes', 'counts', 'findings'],
  properties: {
    kind: { enum: ['bundle'], description: 'What the package is' },
    passes: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'inspection'],
        properties: { name: name('The name in the archive'), inspection: inspectedPassSchema },
      },
      description: 'What is in it',
    },
    counts,
    findings: { ...findings, description: 'What was found on the bundle itself; each pass has its own' },
  },
} as const

/** A template. */
export const inspectedTemplateSchema = {
  type: 'object',
  required: ['kind', 'made', 'files', 'devices', 'counts', 'findings'],
  properties: {
    kind: { enum: ['template'], description: 'What the package is' },
    made: { enum: ['pass-designer', 'passwright'], description: 'Whose it is' },
    files: count('How many files there are'),
    pass: facts,
    devices,
    counts,
    findings,
  },
} as const

/** Everything that is told of a package. */
export const inspectionSchema = {
  oneOf: [inspectedPassSchema, inspectedBundleSchema, inspectedTemplateSchema],
} as const
