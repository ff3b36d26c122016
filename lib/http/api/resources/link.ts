/** Links as they are sent. */
import type { PassId } from '../../../ports/records.ts'
import type { MadeLink } from '../../../service/links/link-services.ts'
import type { EmailSnippet } from '../../email/email-snippet.tsx'
import type { Valid } from '../schema.ts'
import type { linkSchema, sealedLinksSchema } from '../schemas/link.ts'
import { moment } from './moment.ts'

/** A link, perhaps with its snippet for e-mails. */
type SentLink = MadeLink & { readonly email?: EmailSnippet }

/** A link. */
export const linkResource = ({ url, expiresAt, email }: SentLink): Valid<typeof linkSchema> => ({
  url,
  expiresAt: moment(expiresAt),
  ...(email ? { email } : {}),
})

/** Sealed links, each with the pass that it leads to. */
export const sealedLinksResource = (links: readonly (SentLink & PassId)[]): Valid<typeof sealedLinksSchema> => ({
  links: links.map((link) => ({
    ...linkResource(link),
    passTypeIdentifier: link.passTypeIdentifier,
    serialNumber: link.serialNumber,
  })),
})
