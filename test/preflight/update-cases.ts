/** The examples for the rules on updates of a pass, and on how a server hands passes out. */
import { type Delivery, deliveryFindings } from '../../lib/core/preflight/delivery.ts'
import { updateFindings } from '../../lib/core/preflight/update.ts'
import { aField, aPass, type FileChanges, good } from './a-pass.ts'
import type { RuleCase } from './case.ts'

const webService = { webServiceURL: 'https://passes.example.com/wallet', authenticationToken: 'token-of-16-chars' }

const version = (changes: object = {}, files: FileChanges = {}) => {
  const { pass, own } = aPass({ ...webService, ...changes }, files)
  return { pass, files: own }
}

const balance = (value: number, changes: object = {}) => ({
  storeCard: {
    primaryFields: [aField('balance', { ...good.storeCard.storeCard.primaryFields[0], value, ...changes })],
  },
})

const form: FileChanges = { 'personalization.json': '{}' }

interface UpdateExample extends Pick<RuleCase, 'rule' | 'says' | 'code' | 'severity' | 'path'> {
  readonly previous?: FileChanges
  readonly changes?: object
  readonly files?: FileChanges
  readonly twin?: object
}

/** What the next version changes, beside the balance. */
const update = ({ previous = {}, changes = {}, files = {}, twin = {}, ...row }: UpdateExample): RuleCase => ({
  ...row,
  broken: () => updateFindings(version({}, previous), version({ ...balance(20), ...changes }, files)),
  twin: () => updateFindings(version({}, previous), version({ ...balance(20), ...twin })),
})

const updates: readonly RuleCase[] = [
  update({
    rule: 77,
    says: 'a personalized pass that asks again',
    code: 'update-personalization-kept',
    severity: 'error',
    path: 'personalization.json',
    previous: form,
    files: form,
  }),
  update({
    rule: 77,
    says: 'an update that brings the form back',
    code: 'update-personalization-kept',
    severity: 'error',
    path: 'personalization.json',
    files: form,
  }),
  ...['serialNumber', 'passTypeIdentifier'].map((key) =>
    update({
      rule: 78,
      says: `an update with another ${key}`,
      code: 'update-identity-changed',
      severity: 'error',
      path: `/${key}`,
      changes: { [key]: 'pass.com.example.other' },
    }),
  ),
  update({
    rule: 78,
    says: 'an update with another token',
    code: 'update-token-changed',
    severity: 'error',
    path: '/authenticationToken',
    changes: { authenticationToken: 'another-token-16-chars' },
  }),
  update({
    rule: 0,
    says: 'an update of another team',
    code: 'update-team-changed',
    severity: 'warning',
    path: '/teamIdentifier',
    changes: { teamIdentifier: 'ZZZZZ99999' },
  }),
  update({
    rule: 0,
    says: 'an update from another web service',
    code: 'update-web-service-moved',
    severity: 'info',
    path: '/webServiceURL',
    changes: { webServiceURL: 'https://elsewhere.example.com/wallet' },
    twin: { webServiceURL: 'https://passes.example.com/other' },
  }),
  update({
    rule: 0,
    says: 'an update without a web service',
    code: 'update-web-service-lost',
    severity: 'warning',
    path: '/webServiceURL',
    changes: { webServiceURL: undefined },
  }),
  update({
    rule: 0,
    says: 'a change that nobody is told of',
    code: 'update-change-silent',
    severity: 'info',
    path: '/storeCard/primaryFields/0',
    changes: balance(20, { changeMessage: undefined }),
  }),
  {
    rule: 80,
    says: 'an update that changes nothing',
    code: 'update-unchanged',
    severity: 'warning',
    path: '',
    broken: () => updateFindings(version(), version()),
    twin: () => updateFindings(version(), version(balance(20))),
  },
]

const good200: Delivery = {
  status: 200,
  contentType: 'application/vnd.apple.pkpass',
  lastModified: 'Sat, 21 Nov 2026 10:20:59 GMT',
  cacheControl: 'no-store',
  unchangedStatus: 304,
}

interface DeliveryExample extends Pick<RuleCase, 'rule' | 'says' | 'code' | 'severity' | 'path'> {
  readonly answer: Partial<Delivery>
  readonly twin?: Partial<Delivery>
}

const delivery = ({ answer, twin = {}, ...row }: DeliveryExample): RuleCase => ({
  ...row,
  broken: () => deliveryFindings({ ...good200, ...answer }),
  twin: () => deliveryFindings({ ...good200, ...twin }),
})

const contentType = (says: string, sent: string | undefined): RuleCase =>
  delivery({
    rule: 79,
    says,
    code: 'delivery-content-type',
    severity: 'warning',
    path: 'Content-Type',
    answer: { contentType: sent },
    twin: { contentType: 'application/vnd.apple.pkpass; charset=binary' },
  })

const deliveries: readonly RuleCase[] = [
  contentType('a pass served as an archive', 'application/zip'),
  contentType('a pass served without a media type', undefined),
  delivery({
    rule: 80,
    says: 'no Last-Modified',
    code: 'delivery-last-modified-missing',
    severity: 'warning',
    path: 'Last-Modified',
    answer: { lastModified: undefined },
  }),
  delivery({
    rule: 0,
    says: 'a link needs no Last-Modified',
    code: 'delivery-last-modified-missing',
    severity: 'warning',
    path: 'Last-Modified',
    answer: { lastModified: undefined },
    twin: { lastModified: undefined, asked: 'link' },
  }),
  ...['2026-11-21T10:20:59Z', '1795256459', 'Sat, 21 Nov 2026 10:20:59 +0000'].map((lastModified) =>
    delivery({
      rule: 80,
      says: `the date ${lastModified}`,
      code: 'delivery-last-modified-invalid',
      severity: 'warning',
      path: 'Last-Modified',
      answer: { lastModified },
    }),
  ),
  delivery({
    rule: 80,
    says: 'the whole pass though nothing has changed',
    code: 'delivery-unchanged-resent',
    severity: 'warning',
    path: 'status',
    answer: { unchangedStatus: 200 },
  }),
  ...[401, 404, 500].map((status) =>
    delivery({
      rule: 0,
      says: `the status ${status}`,
      code: 'delivery-status',
      severity: 'error',
      path: 'status',
      answer: { status, unchangedStatus: status },
    }),
  ),
  delivery({
    rule: 0,
    says: 'a failure when asked again',
    code: 'delivery-status',
    severity: 'error',
    path: 'status',
    answer: { unchangedStatus: 500 },
  }),
  delivery({
    rule: 0,
    says: 'caches that may keep the pass',
    code: 'delivery-cacheable',
    severity: 'info',
    path: 'Cache-Control',
    answer: { cacheControl: 'public, max-age=3600' },
    twin: { cacheControl: 'private, max-age=60' },
  }),
]

/** The examples. */
export const updateCases: readonly RuleCase[] = [...updates, ...deliveries]
