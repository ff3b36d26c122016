/** How callers name a template: `name` for the newest version, `name@3` for that one. */
import { templateNamePattern, templateReferencePattern } from '../../core/format/identifiers.ts'
import type { TemplateReference } from '../../ports/records.ts'
import { ServiceError } from '../errors.ts'

/** What a caller asks for. */
export interface AskedTemplate {
  readonly name: string
  /** Default: the newest. */
  readonly version?: number
}

/** The text that names one version. */
export const templateText = ({ name, version }: TemplateReference): string => `${name}@${version}`

/** The refusal of a well-formed name that stands for nothing. */
export const noSuchTemplate = (text: string): ServiceError =>
  new ServiceError('template/not-found', `there is no template "${text}": publish it, or name one that is there`)

const malformed = (wanted: string): ServiceError =>
  new ServiceError('template/not-found', `no template can be named so: give ${wanted}`)

/** Reads the text that names a template. @throws ServiceError `template/not-found` for text that names none */
export const parseTemplateText = (text: string): AskedTemplate => {
  if (!templateReferencePattern.test(text)) throw malformed('"name" for the newest version, or "name@3" for the third')
  const [name = '', version] = text.split('@')
  return version === undefined ? { name } : { name, version: Number(version) }
}

/** Makes sure that text may be the name of a template. @throws ServiceError `template/not-found` */
export const assertTemplateName = (text: string): void => {
  if (!templateNamePattern.test(text)) throw malformed('its name alone, which is lowercase letters, digits and hyphens')
}
