/** The routes of links: making them, and revoking them. */
import { isPassTypeIdentifier, isSerialNumber } from '../../../core/format/identifiers.ts'
import { eachOf } from '../../../service/each-of.ts'
import { ServiceError } from '../../../service/errors.ts'
import { limits } from '../../../service/limits.ts'
import type { MadeLink, OrderedPass } from '../../../service/links/link-services.ts'
import type { Service } from '../../../service/service.ts'
import type { ProblemCode } from '../../problem/problem-codes.ts'
import { empty, json } from '../answers.ts'
import { jsonBody, noBody } from '../body.ts'
import { passType, revokedBefore, serialNumber } from '../parameters.ts'
import { linkResource, sealedLinksResource } from '../resources/link.ts'
import { type Route, route } from '../route.ts'
import type { Valid } from '../schema.ts'
import {
  enrolmentRequestSchema,
  linkRequestSchema,
  linkSchema,
  orderRequestSchema,
  revocationSchema,
  sealedLinksSchema,
  sealedRequestSchema,
} from '../schemas/link.ts'
import { contentRefusals, passIdOf } from '../writes.ts'

const thePass = { type: passType, serial: serialNumber }
const path = '/passes/{type}/{serial}/links'

/** Snippets for e-mails that are made at the same time: each reads and fills a pass. */
const atOnce = 8

const momentOf = (
  text: string,
  name: string,
  code: Extract<ProblemCode, 'link/expiry-invalid' | 'link/revocation-invalid'>,
): number => {
  const time = Date.parse(text)
  if (!Number.isNaN(time)) return time
  throw new ServiceError(code, `${name} is not a moment that there is: write it as 2027-03-01T09:30:00Z`)
}

const expiryOf = ({ expiresAt }: { readonly expiresAt?: string }): number | undefined =>
  expiresAt === undefined ? undefined : momentOf(expiresAt, 'expiresAt', 'link/expiry-invalid')

interface EmailBody {
  readonly email?: { readonly language?: string }
}

/** The link with its snippet for e-mails, if one is wanted. What makes those is for who asks for it. */
const withEmail = async <Link extends MadeLink>({ pages }: Service, link: Link, { email: wish }: EmailBody) => {
  if (!wish) return link
  const { emailOfLink } = await import('../../email/email-of-link.ts')
  return { ...link, email: await emailOfLink(pages, link, wish) }
}

/** What the making of all sealed links may refuse. */
const sealingRefusals: readonly ProblemCode[] = [
  ...contentRefusals,
  'template/not-found',
  'template/pass-type-unknown',
  'pass/serial-number-invalid',
  'link/expiry-invalid',
  'link/too-long',
]

const createLink = route({
  method: 'POST',
  path,
  operationId: 'createLink',
  tag: 'Links',
  summary: 'Make a download link',
  description:
    'Whoever has the link gets the pass, until it expires, is revoked, or the pass is erased. Links are not stored.',
  scope: 'links:write',
  parameters: thePass,
  body: jsonBody(linkRequestSchema, { absent: {} }),
  responses: [{ status: 201, description: 'The link', schema: linkSchema }],
  refusals: ['pass/not-found', 'pass/erased', 'link/expiry-invalid'],
  handle: async (service, { parameters, body }) => {
    const link = await service.links.create(passIdOf(parameters), expiryOf(body))
    return json(linkResource(await withEmail(service, link, body)), 201)
  },
})

const revokeLinks = route({
  method: 'DELETE',
  path,
  operationId: 'revokeLinks',
  tag: 'Links',
  summary: 'Revoke the links of a pass',
  description:
    'Those that were made before a moment, or all until now. The pass stays on phones that hold it. Without a moment, it also ends the sealed links of a pass that nobody has fetched yet; that pass then counts as erased. It may be repeated.',
  scope: 'links:write',
  parameters: { ...thePass, revokedBefore },
  body: noBody,
  responses: [{ status: 204, description: 'They are revoked' }],
  refusals: ['pass/not-found', 'pass/erased', 'pass/busy', 'template/pass-type-unknown', 'link/revocation-invalid'],
  handle: async ({ links }, { parameters }) => {
    await links.revokeOf(passIdOf(parameters), parameters.revokedBefore)
    return empty(204)
  },
})

const sealLinks = route({
  method: 'POST',
  path: '/links/sealed',
  operationId: 'sealLinks',
  tag: 'Links',
  summary: 'Make sealed links',
  description: `Each carries template and values, encrypted, and its pass is issued when somebody fetches it: nothing is stored before. A pass that is there by then wins over what the link carries. All of up to ${limits.link.sealedAtOnce} are made, or none: the findings of a refusal name each pass by its place.`,
  scope: 'links:write',
  parameters: {},
  body: jsonBody(sealedRequestSchema),
  // They name the place of the pass already.
  pointerToValue: (path) => path,
  responses: [{ status: 201, description: 'The links', schema: sealedLinksSchema }],
  refusals: [...sealingRefusals, 'link/enrolment-needed', 'pass/erased'],
  handle: async (service, { body }) => {
    const links = await service.links.seal(body.template, body.passes, expiryOf(body))
    return json(sealedLinksResource(await eachOf(links, atOnce, (link) => withEmail(service, link, body))), 201)
  },
})

/** The schema has let through either two identifiers or a template with values; here the compiler learns it. */
const orderedPassesOf = ({ passes }: Valid<typeof orderRequestSchema>): readonly OrderedPass[] =>
  passes.flatMap(({ passTypeIdentifier, serialNumber, template, values }): readonly OrderedPass[] => {
    if (template !== undefined && values !== undefined) return [{ template, values }]
    return isPassTypeIdentifier(passTypeIdentifier) && isSerialNumber(serialNumber)
      ? [{ passTypeIdentifier, serialNumber }]
      : []
  })

/** The place of a pass at the beginning of a pointer. */
const passPlace = /^\/passes\/\d+/

const linkOrder = route({
  method: 'POST',
  path: '/links/order',
  operationId: 'linkOrder',
  tag: 'Links',
  summary: 'Make one link to several passes',
  description:
    'For passes that belong together, such as the tickets of an order. Those that are erased later are left out where it leads.',
  scope: 'links:write',
  parameters: {},
  body: jsonBody(orderRequestSchema),
  pointerToValue: (path) => path.replace(passPlace, '$&/values'),
  responses: [{ status: 201, description: 'The link', schema: linkSchema }],
  refusals: [...sealingRefusals, 'pass/not-found', 'pass/erased', 'link/enrolment-needed', 'link/order-invalid'],
  handle: async (service, { body }) => {
    const link = await service.links.order(orderedPassesOf(body), expiryOf(body))
    return json(linkResource(await withEmail(service, link, body)), 201)
  },
})

const linkEnrolment = route({
  method: 'POST',
  path: '/links/enrolment',
  operationId: 'linkEnrolment',
  tag: 'Links',
  summary: 'Make a link that gives everybody a pass of their own',
  description:
    'For personalizable passes, and for all others of which everybody is to have one. Each fetch issues a pass with a serial number that nobody can guess.',
  scope: 'links:write',
  parameters: {},
  body: jsonBody(enrolmentRequestSchema),
  responses: [{ status: 201, description: 'The link', schema: linkSchema }],
  refusals: sealingRefusals,
  handle: async (service, { body }) => {
    const link = await service.links.enrol(body.template, body.values ?? {}, expiryOf(body))
    return json(linkResource(await withEmail(service, link, body)), 201)
  },
})

const revoke = route({
  method: 'POST',
  path: '/links/revocations',
  operationId: 'revoke',
  tag: 'Links',
  summary: 'Revoke links by one of them, or of a whole pass type',
  description:
    'Of a pass type, it is known everywhere within a minute, and also ends sealed links that nobody has followed yet. By a link, the passes that it leads to lose all links until now; one that nobody has fetched yet counts as erased.',
  scope: 'links:write',
  parameters: {},
  body: jsonBody(revocationSchema),
  responses: [{ status: 204, description: 'They are revoked' }],
  refusals: [
    ...(['link/forged', 'link/expired', 'link/revocation-invalid'] as const),
    ...(['template/pass-type-unknown', 'pass/busy'] as const),
  ],
  handle: async ({ links }, { body: { link, passTypeIdentifier, before } }) => {
    if (link !== undefined) await links.revokeLink(link)
    else if (isPassTypeIdentifier(passTypeIdentifier) && before !== undefined)
      await links.revokeBefore(passTypeIdentifier, momentOf(before, 'before', 'link/revocation-invalid'))
    return empty(204)
  },
})

/** The routes of links. */
export const linkRoutes: readonly Route[] = [createLink, revokeLinks, sealLinks, linkOrder, linkEnrolment, revoke]
