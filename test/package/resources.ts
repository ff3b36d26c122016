/** Resources of a packaged template. */
import type { CloudFormationResource, CloudFormationTemplate } from '../../infra/package/template.ts'

/** The resources of a type, by their logical ids. */
export const ofType = (template: CloudFormationTemplate, type: string): ReadonlyMap<string, CloudFormationResource> =>
  new Map(Object.entries(template.Resources).filter(([, resource]) => resource.Type === type))

/** The properties of the resources of a type. */
export const propertiesOf = (template: CloudFormationTemplate, type: string) =>
  [...ofType(template, type).values()].map(({ Properties = {} }) => Properties)
