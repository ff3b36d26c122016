/** Revisions as entity tags: `"7"` in ETag, If-Match and If-None-Match (RFC 9110 sections 8.8.3 and 13.1). */
import { ServiceError } from '../../service/errors.ts'

// Optional white space and empty elements of a list are allowed by RFC 9110 section 5.6.1.
const listPattern = /^[\t ,]*(?:(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"[\t ]*(?:,[\t ,]*|$))+$/
const tagPattern = /(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"/g
const revisionPattern = /^[1-9]\d{0,14}$/

/** The entity tags of a header that are revisions: those that say so strongly, and the weak ones. */
interface RevisionTags {
  readonly strong: readonly number[]
  readonly weak: readonly number[]
}

const readTags = (name: string, text: string): RevisionTags => {
  if (!listPattern.test(text))
    throw new ServiceError('request/header-invalid', `${name} is not * or a list of entity tags such as "7"`)
  const strong: number[] = []
  const weak: number[] = []
  for (const [, mark, tag = ''] of text.matchAll(tagPattern)) {
    if (revisionPattern.test(tag)) (mark === undefined ? strong : weak).push(Number(tag))
  }
  return { strong, weak }
}

/** The entity tag of a revision. */
export const entityTag = (revision: number): string => `"${revision}"`

/**
 * The revisions that `If-Match` names. Weak tags and tags of others are left out: they never match.
 *
 * @throws ServiceError `request/header-invalid`
 */
export const readIfMatch = (text: string): readonly number[] | 'any' =>
  text.trim() === '*' ? 'any' : readTags('If-Match', text).strong

/**
 * The revisions that the `If-None-Match` of a read names; there a weak tag matches as well.
 *
 * @throws ServiceError `request/header-invalid`
 */
export const readIfNoneMatch = (text: string): readonly number[] | 'any' => {
  if (text.trim() === '*') return 'any'
  const { strong, weak } = readTags('If-None-Match', text)
  return [...strong, ...weak]
}
