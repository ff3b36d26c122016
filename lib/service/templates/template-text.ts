/** How callers name a template: `name` for the newest version, `name@3` for that one. */
import type { TemplateReference } from '../../ports/records.ts'
import { ServiceError } from '../errors.ts'

const pattern = /^(?<name>[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?)(?:@(?<version>[1-9]\d{0,8}))?$/
const namePattern = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/

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
  const { name, version } = pattern.exec(text)?.groups ?? {}
  if (name === undefined) throw malformed('"name" for the newest version, or "name@3" for the third')
  return version === undefined ? { name } : { name, version: Number(version) }
}

/** Makes sure that text may be the name of a template. @throws ServiceError `template/not-found` */
export const assertTemplateName = (text: string): void => {
  if (!namePattern.test(text)) throw malformed('its name alone, which is lowercase letters, digits and hyphens')
}
