/** The use cases of templates. */
import type { ServiceSettings, TemplateDetails, TemplateService } from '../service.ts'
import type { Uploads } from '../uploads/uploads.ts'
import type { CompiledTemplate, CompiledTemplates } from './compiled-templates.ts'
import { makePublish, type PublishPorts } from './publish.ts'
import { assertTemplateName, noSuchTemplate } from './template-text.ts'

/** The parts of the service that its templates are handled with. */
export interface TemplateServiceParts {
  readonly compiled: CompiledTemplates
  readonly uploads: Uploads
}

const detailsOf = ({ version, template, files }: CompiledTemplate): TemplateDetails => {
  const { values, sample, defaultLanguage } = template.settings
  return { ...version, values, sample, defaultLanguage, files }
}

/** Makes the service of templates. */
export const makeTemplateService = (
  ports: PublishPorts,
  { compiled, uploads }: TemplateServiceParts,
  settings: ServiceSettings,
): TemplateService => {
  const { templates } = ports
  const publish = makePublish(ports, settings)
  return {
    publish,
    publishUpload: (id) => uploads.use(id, publish),
    list: (page) => templates.list(page),
    versions: async (name, page) => {
      assertTemplateName(name)
      const found = await templates.versions(name, page)
      // A template has at least one version, so that nothing on the first page means that there is no template.
      if (found.items.length === 0 && found.next === undefined && page.cursor === undefined) throw noSuchTemplate(name)
      return found
    },
    read: async (name, version) => {
      assertTemplateName(name)
      return detailsOf(await (version === undefined ? compiled.newest(name) : compiled.version({ name, version })))
    },
  }
}
