/** Templates as they are sent. */
import type { TemplateVersion } from '../../../ports/templates.ts'
import type { Published, TemplateDetails } from '../../../service/service.ts'
import { passesOfTemplate, versionAddress, versionsAddress } from '../addresses.ts'
import type { Valid } from '../schema.ts'
import type { publishedSchema, templateDetailsSchema, templateSchema } from '../schemas/template.ts'
import { findingResources } from './finding.ts'
import { moment } from './moment.ts'

/** A version of a template. */
export const templateResource = (template: TemplateVersion): Valid<typeof templateSchema> => ({
  template: `${template.name}@${template.version}`,
  name: template.name,
  version: template.version,
  ...(template.description === undefined ? {} : { description: template.description }),
  passTypeIdentifier: template.passTypeIdentifier,
  teamIdentifier: template.teamIdentifier,
  sha256: template.sha256,
  bytes: template.bytes,
  publishedAt: moment(template.publishedAt),
  links: {
    self: versionAddress(template),
    versions: versionsAddress(template.name),
    passes: passesOfTemplate(template.name),
  },
})

/** A version with what it holds. */
export const templateDetailsResource = (details: TemplateDetails): Valid<typeof templateDetailsSchema> => ({
  ...templateResource(details),
  values: details.values,
  sample: details.sample,
  defaultLanguage: details.defaultLanguage,
  files: details.files,
})

/** What publishing came to. */
export const publishedResource = (published: Published): Valid<typeof publishedSchema> => ({
  ...templateResource(published.template),
  created: published.created,
  warnings: findingResources(published.warnings),
  notes: findingResources(published.notes),
})
