/** Published templates: what is known of each version. The files lie among the assets. */
import type { PassTypeIdentifier, TeamIdentifier } from '../core/format/identifiers.ts'
import type { Page, PageRequest } from './page.ts'
import type { TemplateReference } from './records.ts'

/** One published version of a template. It never changes. */
export interface TemplateVersion extends TemplateReference {
  readonly passTypeIdentifier: PassTypeIdentifier
  readonly teamIdentifier: TeamIdentifier
  readonly description?: string
  /** SHA-256 of the archive of its files, in lowercase hexadecimal; the archive's key is made of it. */
  readonly sha256: string
  /** Size of that archive in bytes. */
  readonly bytes: number
  /** Milliseconds since 1970. */
  readonly publishedAt: number
}

/**
 * The store of template versions. Every method may be repeated after an `UnavailableError`; `get` and `latest` read
 * consistently.
 */
export interface Templates {
  /** One version. Consistent. */
  readonly get: (template: TemplateReference) => Promise<TemplateVersion | undefined>
  /** The newest version. Consistent. */
  readonly latest: (name: string) => Promise<TemplateVersion | undefined>
  /**
   * Adds a version, if it follows the newest one (1 for a new name). `conflict`: it does not, or there is one with other
   * contents already. A repeated publication of the same contents (`sha256`) under the same number is `published`, and
   * changes nothing. Atomic.
   */
  readonly publish: (version: TemplateVersion) => Promise<'published' | 'conflict'>
  /**
   * The newest version of each template, by name. Consistent.
   *
   * @throws CursorError
   */
  readonly list: (page: PageRequest) => Promise<Page<TemplateVersion>>
  /**
   * The versions of one template, newest first. Consistent.
   *
   * @throws CursorError
   */
  readonly versions: (name: string, page: PageRequest) => Promise<Page<TemplateVersion>>
}
