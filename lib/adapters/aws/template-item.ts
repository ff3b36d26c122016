/** A template version as an item. */
import { isPassTypeIdentifier, isTeamIdentifier } from '../../core/format/identifiers.ts'
import type { TemplateVersion } from '../../ports/templates.ts'
import { type Item, number, readAs, readNumber, readText, text } from './item.ts'
import { templateKey, templatesKey, versionSortKey } from './keys.ts'

const attributes = (version: TemplateVersion): Item => ({
  name: text(version.name),
  version: number(version.version),
  passTypeIdentifier: text(version.passTypeIdentifier),
  teamIdentifier: text(version.teamIdentifier),
  ...(version.description === undefined ? {} : { description: text(version.description) }),
  sha256: text(version.sha256),
  bytes: number(version.bytes),
  publishedAt: number(version.publishedAt),
})

/** A version as the item that stays. */
export const versionItem = (version: TemplateVersion): Item => ({
  pk: text(templateKey(version.name)),
  sk: text(versionSortKey(version.version)),
  ...attributes(version),
})

/** A version as the item that names the newest. */
export const newestItem = (version: TemplateVersion): Item => ({
  pk: text(templatesKey),
  sk: text(version.name),
  ...attributes(version),
})

/** The version of either item. @throws StoredItemError */
export const versionOfItem = (item: Item): TemplateVersion => ({
  name: readText(item, 'name'),
  version: readNumber(item, 'version'),
  passTypeIdentifier: readAs(item, 'passTypeIdentifier', isPassTypeIdentifier),
  teamIdentifier: readAs(item, 'teamIdentifier', isTeamIdentifier),
  ...(item.description ? { description: readText(item, 'description') } : {}),
  sha256: readText(item, 'sha256'),
  bytes: readNumber(item, 'bytes'),
  publishedAt: readNumber(item, 'publishedAt'),
})
