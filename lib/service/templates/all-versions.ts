/** All versions of a template. */
import type { Templates, TemplateVersion } from '../../ports/templates.ts'
import { pagesOf } from '../pages-of.ts'

const pageSize = 100

/** The versions of a template, the first one first. */
export const allVersions = async (
  templates: Pick<Templates, 'versions'>,
  name: string,
): Promise<readonly TemplateVersion[]> => {
  const versions: TemplateVersion[] = []
  for await (const { items } of pagesOf((page) => templates.versions(name, page), { limit: pageSize }))
    versions.push(...items)
  return versions.reverse()
}
