/** Turns a `.pkpasstemplate`, which Apple's Pass Designer makes, into a template of ours. */
import { type Bytes, copyBytes, utf8 } from '../bytes.ts'
import { TemplateError } from '../errors.ts'
import { type Finding, summary } from '../finding.ts'
import { isPassTypeIdentifier, isSerialNumber, isTeamIdentifier } from '../format/identifiers.ts'
import { canonicalJson, isObject, type Json, type JsonObject, textOf } from '../format/json.ts'
import { isJunk } from '../format/junk.ts'
import { isLanguage, localizedPath } from '../format/languages.ts'
import { isManifestOrSignature, shownName } from '../format/package-path.ts'
import { designerExplanations } from './designer-explanations.ts'
import { literalFile, literalJson } from './designer-text.ts'
import { DesignerValues, withDesignerValues } from './designer-values.ts'
import { findingOf } from './explained-finding.ts'
import { readTolerantJson } from './tolerant-json.ts'

/** What a design may leave open, or what shall replace what it says. */
export interface PassDesignerOptions {
  /** The template's name, such as the file name without its extension. Default: the pass's description. */
  readonly name?: string
  /** Default: that of `pass.json`. */
  readonly passTypeIdentifier?: string
  /** Default: that of `pass.json`. */
  readonly teamIdentifier?: string
  /** Default: `en` if there is such a folder or no folder of a language at all, else the first. */
  readonly defaultLanguage?: string
  /** Makes up what is missing of the identity, for a look at what cannot be published yet. Default: it is refused. */
  readonly anyIdentity?: true
}

/** Whether these files, by path from their root, are what Pass Designer saves and nothing else. */
export const isPassDesigner = (files: { readonly has: (path: string) => boolean }): boolean =>
  files.has('tooling.json') && !files.has('template.json')

const noName = /[^a-z0-9]+/g
const edges = /^-+|-+$/g

/** A text as the name of a template. */
const slug = (text: string): string =>
  text.toLowerCase().replace(noName, '-').replace(edges, '').slice(0, 64).replace(edges, '')

const readPass = (files: ReadonlyMap<string, Uint8Array>): JsonObject => {
  const bytes = files.get('pass.json')
  if (!bytes)
    throw new TemplateError('template/file-missing', 'pass.json is missing; Pass Designer keeps it beside tooling.json')
  const { value, faults } = readTolerantJson(bytes)
  if (isObject(value)) return value
  const [first] = faults
  const reason = first ? `: line ${first.line}, column ${first.column}: ${first.message}` : ''
  throw new TemplateError('template/file-invalid', `pass.json is not a JSON object${reason}`)
}

/** What stands in examples for an identifier. */
const placeholders: ReadonlySet<string> = new Set(['pass.com.example'])

const wanted = {
  passTypeIdentifier: 'the pass type identifier that is registered with Apple, such as pass.com.example.card',
  teamIdentifier: 'the ten capital letters and digits of the developer team',
}

const missing = (key: keyof typeof wanted, given: Json | undefined): Finding => {
  const said = typeof given === 'string' ? `${shownName(given)}, which is no identifier yet` : 'missing'
  const finding = findingOf(
    designerExplanations,
    'designer-identifier-missing',
    'strict',
    `/${key}`,
    `"${key}" is ${said}`,
  )
  return { ...finding, fix: `give ${wanted[key]}: in Pass Designer, or beside the template as ${key}` }
}

const madeUp = { passTypeIdentifier: 'pass.com.example.template', teamIdentifier: 'ABCDE12345' }

const identityOf = (pass: JsonObject, options: PassDesignerOptions): JsonObject => {
  const passTypeIdentifier = options.passTypeIdentifier ?? pass.passTypeIdentifier
  const teamIdentifier = options.teamIdentifier ?? pass.teamIdentifier
  const hasType = isPassTypeIdentifier(passTypeIdentifier) && !placeholders.has(passTypeIdentifier)
  const hasTeam = isTeamIdentifier(teamIdentifier)
  if (hasType && hasTeam) return { passTypeIdentifier, teamIdentifier }
  if (options.anyIdentity) return madeUp
  const findings = [
    ...(hasType ? [] : [missing('passTypeIdentifier', passTypeIdentifier)]),
    ...(hasTeam ? [] : [missing('teamIdentifier', teamIdentifier)]),
  ]
  const message = `The template does not say whose passes it makes: ${summary(findings)}`
  throw new TemplateError('template/settings-invalid', message, { findings })
}

const languageOf = (files: ReadonlyMap<string, unknown>): string => {
  const languages = [...files.keys()].flatMap((path) => localizedPath(path)?.language ?? []).filter(isLanguage)
  return languages.includes('en') ? 'en' : (languages[0] ?? 'en')
}

/** Keys that a template gets from its settings and its records. */
const givenKeys: ReadonlySet<string> = new Set([
  'formatVersion',
  'passTypeIdentifier',
  'teamIdentifier',
  'serialNumber',
])

/** Members that Pass Designer writes although nothing was entered for them. */
const emptyKeys: ReadonlySet<string> = new Set(['webServiceURL', 'authenticationToken'])

const isKept = ([key, value]: [string, Json]): boolean => !(givenKeys.has(key) || (emptyKeys.has(key) && value === ''))

const isPackageFile = (path: string): boolean =>
  !(isJunk(path) || isManifestOrSignature(path) || path === 'tooling.json' || path === 'pass.json')

/**
 * The files of a template for `compileTemplate`, made of those of a `.pkpasstemplate`. As in Apple's own builder, the values
 * of the fields can be set by key: each becomes a value of the template, named like the key, with what the design shows as
 * its default. What barcodes say must be given for each pass. Everything else stays as it was designed; `tooling.json` and
 * the marks by which Pass Designer tells items apart are left out.
 *
 * @throws {TemplateError} `template/file-missing` or `template/file-invalid` for `pass.json`; `template/settings-invalid` if
 *   neither it nor `options` say whose passes these are, with a finding for each identifier
 * @see https://github.com/apple/pass-builder
 */
export const fromPassDesigner = (
  files: ReadonlyMap<string, Uint8Array>,
  options: PassDesignerOptions = {},
): Map<string, Bytes> => {
  const designed = readPass(files)
  const identity = identityOf(designed, options)
  const kept: JsonObject = Object.fromEntries(Object.entries<Json>(designed).filter(isKept))
  const values = new DesignerValues()
  const pass = literalJson(withDesignerValues(kept, values), (object) => values.has(object))
  const { serialNumber } = designed
  const name = [options.name ?? '', textOf(designed.description), 'pass'].map(slug).find((text) => text !== '')
  const settings: JsonObject = {
    name: name ?? 'pass',
    ...identity,
    defaultLanguage: options.defaultLanguage ?? languageOf(files),
    values: values.schema,
    sample: { serialNumber: isSerialNumber(serialNumber) ? serialNumber : 'SAMPLE-1', ...values.sample },
  }
  const own = [...files]
    .filter(([path]) => isPackageFile(path))
    .map(([path, bytes]): [string, Bytes] => [path, literalFile(path, copyBytes(bytes))])
  return new Map([['template.json', utf8(canonicalJson(settings))], ['pass.json', utf8(canonicalJson(pass))], ...own])
}
