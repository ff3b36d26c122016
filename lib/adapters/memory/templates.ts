/** Published templates in memory. */

import type { Templates, TemplateVersion } from '../../ports/templates.ts'
import { copyOf } from './copy.ts'
import { descending, pageOf } from './pages.ts'
import { promised } from './promised.ts'

/** Published templates in memory, gone with the process. */
export const memoryTemplates = (): Templates => {
  /** By name; the version 1 is the first of each list. */
  const templates = new Map<string, TemplateVersion[]>()

  const newest = (): Map<string, TemplateVersion> =>
    new Map([...templates].flatMap(([name, versions]) => versions.slice(-1).map((version) => [name, version] as const)))

  const newestFirst = (name: string): Map<string, TemplateVersion> =>
    new Map((templates.get(name) ?? []).map((version) => [descending(version.version), version]))

  const publish = (version: TemplateVersion): 'published' | 'conflict' => {
    const versions = templates.get(version.name) ?? []
    const there = versions[version.version - 1]
    if (there) return there.sha256 === version.sha256 ? 'published' : 'conflict'
    if (version.version !== versions.length + 1) return 'conflict'
    templates.set(version.name, [...versions, copyOf(version)])
    return 'published'
  }

  return {
    get: ({ name, version }) => promised(() => copyOf(templates.get(name)?.[version - 1])),
    latest: (name) => promised(() => copyOf(templates.get(name)?.at(-1))),
    publish: (version) => promised(() => publish(version)),
    list: (page) => promised(() => pageOf('templates', newest(), page)),
    versions: (name, page) => promised(() => pageOf(`versions ${name}`, newestFirst(name), page)),
  }
}
