/** Whether a change shows on the lock screen: only fields with a `changeMessage` do. */
import { isObject, type Json, type JsonObject } from '../../core/format/json.ts'
import { type PassCheck, writesOf } from './pass-checks.ts'
import { numberIn, type Verdict } from './verdict.ts'

const isField = (node: JsonObject): boolean => typeof node.key === 'string' && node.value !== undefined

/** The fields of a template's `pass.json`, wherever its expressions put them. */
const fieldsIn = (node: Json | undefined): readonly JsonObject[] => {
  if (Array.isArray(node)) return node.flatMap(fieldsIn)
  if (!isObject(node)) return []
  return isField(node) ? [node] : Object.values(node).flatMap(fieldsIn)
}

const noWord = /\W+/
const placeholders = /\$\{([^}]*)\}/g

/** The code of all expressions below a node: what is no text is all code. */
const codeIn = (node: Json | undefined): string => {
  if (typeof node === 'string') return Array.from(node.matchAll(placeholders), ([, code]) => code).join(' ')
  if (Array.isArray(node)) return node.map(codeIn).join(' ')
  if (!isObject(node)) return ''
  const texts = Object.entries(node).map(([key, value]) =>
    key.startsWith('$') && typeof value === 'string' ? value : `${codeIn(key)} ${codeIn(value)}`,
  )
  return texts.join(' ')
}

const mentions = (node: Json | undefined, names: readonly string[]): boolean => {
  const words = new Set(codeIn(node).split(noWord))
  return names.some((name) => words.has(name))
}

/** Operators that give things other names: what a field shows cannot be told then. */
const renaming = /"\$(?:let|map|reduce|find|flatten|flattenDeep|merge|mergeDeep|mapValues)"/

const hasMessage = ({ changeMessage }: JsonObject): boolean => changeMessage !== undefined

const textsOf = (json: Json | undefined): readonly string[] =>
  Array.isArray(json) ? json.filter((each) => typeof each === 'string') : []

/** Why nothing shows; undefined if something does, or may. */
const reasonFor = (source: Json, { changed, templateBefore }: JsonObject): string | undefined => {
  const fields = fieldsIn(source)
  if (!fields.some(hasMessage)) return 'no field of the template has a changeMessage'
  const names = textsOf(changed)
  // Of another version of the template, anything may differ.
  if (!Array.isArray(changed) || templateBefore !== undefined) return undefined
  if (names.length === 0) return 'what changed is no value that a field could show'
  const showing = fields.filter(({ value }) => mentions(value, names))
  const keys = showing.map(({ key }) => String(key)).join(', ')
  if (showing.length > 0)
    return showing.some(hasMessage) ? undefined : `the field ${keys}, which shows what changed, has no changeMessage`
  return mentions(source, names) && !renaming.test(JSON.stringify(source))
    ? 'what changed stands in no field'
    : undefined
}

/** Something shows on the lock screen. */
export const isShown: PassCheck = async (evidence): Promise<Verdict | undefined> => {
  const { version } = evidence.record
  const made = writesOf(evidence).findLast((write) => numberIn(write, 'version') === version)
  if (!made) return undefined
  const reason = reasonFor(await evidence.passSource(), made.detail)
  if (reason === undefined) return undefined
  const sentence = `version ${version} did come to the phone, but nothing shows on the lock screen: ${reason}`
  return { code: 'nothing-shown', sentence, events: [made] }
}
