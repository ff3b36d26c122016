/** Published templates, compiled once and kept. */
import { unzip } from '../../core/archive/unzip.ts'
import type { Bytes } from '../../core/bytes.ts'
import { type Json, parseJson } from '../../core/format/json.ts'
import { compileTemplate } from '../../core/template/compile.ts'
import { isPersonalization } from '../../core/template/personalization.ts'
import type { Template } from '../../core/template/template.ts'
import type { Assets } from '../../ports/assets.ts'
import type { Clock } from '../../ports/clock.ts'
import { UnavailableError } from '../../ports/errors.ts'
import type { TemplateReference } from '../../ports/records.ts'
import type { Templates, TemplateVersion } from '../../ports/templates.ts'
import { makeCache } from '../cache/cache.ts'
import { sha256Hex } from '../sha256.ts'
import { noSuchTemplate, parseTemplateText, templateText } from './template-text.ts'

/** A published version, ready to be filled. */
export interface CompiledTemplate {
  readonly version: TemplateVersion
  readonly template: Template
  /** The paths of its files, sorted. */
  readonly files: readonly string[]
  /** Its `pass.json`, with the placeholders. */
  readonly passSource: Json
  /** Whether it has a form that asks for its holder. */
  readonly isPersonalizable: boolean
}

/** Compiled templates. Versions never change, so a version is read and compiled once. */
export interface CompiledTemplates {
  /** @throws ServiceError `template/not-found` */
  readonly version: (reference: TemplateReference) => Promise<CompiledTemplate>
  /** The newest version, of which the store is always asked. @throws ServiceError `template/not-found` */
  readonly newest: (name: string) => Promise<CompiledTemplate>
  /** What `name` or `name@3` means. @throws ServiceError `template/not-found` */
  readonly named: (text: string) => Promise<CompiledTemplate>
}

/** Where the archive of a version lies, in the area `templates`. */
export const archiveKey = ({ name, sha256 }: { readonly name: string; readonly sha256: string }): string =>
  `${name}/${sha256}.zip`

const mebibyte = 1024 * 1024

// Compiled, even a small template takes room besides its files.
const weigh = ({ version }: CompiledTemplate): number => version.bytes + mebibyte / 2
const capacity = 64 * mebibyte

/** What {@link makeCompiledTemplates} needs of the world. */
export interface CompiledTemplatesPorts {
  readonly templates: Templates
  readonly assets: Assets
  readonly clock: Clock
}

/** Keeps compiled templates. */
export const makeCompiledTemplates = ({ templates, assets, clock }: CompiledTemplatesPorts): CompiledTemplates => {
  const cache = makeCache<CompiledTemplate>({ capacity, weigh, clock })

  const compile = async (version: TemplateVersion): Promise<CompiledTemplate> => {
    const text = templateText(version)
    const archive = await assets.get('templates', archiveKey(version), { maxBytes: version.bytes })
    if (!archive) throw new UnavailableError(`the archive of the template ${text} is not in the store: put it back`)
    if ((await sha256Hex(archive)) !== version.sha256)
      throw new UnavailableError(`the archive of the template ${text} is damaged: put the published one back`)
    const files: ReadonlyMap<string, Bytes> = await unzip(archive, { archiveBytes: version.bytes })
    const paths = [...files.keys()].sort()
    const isPersonalizable = paths.some(isPersonalization)
    const template = await compileTemplate(files)
    // Compiling has read it: without one, nothing is a template.
    const passSource = parseJson(files.get('pass.json') ?? new Uint8Array())
    return { version, template, files: paths, passSource, isPersonalizable }
  }

  const kept = (reference: TemplateReference, find: () => Promise<TemplateVersion>): Promise<CompiledTemplate> =>
    cache.get(templateText(reference), async () => compile(await find()))

  const version = (reference: TemplateReference): Promise<CompiledTemplate> =>
    kept(reference, async () => {
      const found = await templates.get(reference)
      if (!found) throw noSuchTemplate(templateText(reference))
      return found
    })

  const newest = async (name: string): Promise<CompiledTemplate> => {
    const found = await templates.latest(name)
    if (!found) throw noSuchTemplate(name)
    return kept(found, () => Promise.resolve(found))
  }

  const named = async (text: string): Promise<CompiledTemplate> => {
    const asked = parseTemplateText(text)
    return await (asked.version === undefined ? newest(asked.name) : version({ ...asked, version: asked.version }))
  }

  return { version, newest, named }
}
