/** Where the resources of the API are. */
import type { PassId, TemplateReference } from '../../ports/records.ts'

/** What all paths of the API begin with. */
export const apiBase = '/api/v1'

/** A template, whatever its version. */
const templateAddress = (name: string): string => `${apiBase}/templates/${name}`

/** The versions of a template. */
export const versionsAddress = (name: string): string => `${templateAddress(name)}/versions`

/** One version of a template. */
export const versionAddress = ({ name, version }: TemplateReference): string => `${versionsAddress(name)}/${version}`

/** The passes of a template. */
export const passesOfTemplate = (name: string): string => `${apiBase}/passes?template=${name}`

/** A pass. Both identifiers are safe in paths. */
export const passAddress = ({ passTypeIdentifier, serialNumber }: PassId): string =>
  `${apiBase}/passes/${passTypeIdentifier}/${serialNumber}`

/** A rollout. */
export const rolloutAddress = (id: string): string => `${apiBase}/rollouts/${encodeURIComponent(id)}`

/** An import. */
export const importAddress = (id: string): string => `${apiBase}/imports/${encodeURIComponent(id)}`

/** What may be done with an upload. */
export const uploadAddresses = (id: string): { readonly publish: string; readonly inspect: string } => {
  const upload = `${apiBase}/uploads/${encodeURIComponent(id)}`
  return { publish: `${upload}/publish`, inspect: `${upload}/inspect` }
}

/** An event that was put aside. */
export const parkedAddress = (id: string): string => `${apiBase}/parked/${id}`
