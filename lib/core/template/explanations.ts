/** What is known of every code that a template puts into findings: on values, on expressions, on the template itself. */
import { documented, type Explanation } from '../finding.ts'

const template = { kind: 'template' } as const

const creatingAPass = documented(
  'https://developer.apple.com/documentation/walletpasses/creating-the-source-for-a-pass',
)

const schemaWhy = "The template's schema says which values make a pass; others are refused before anything is written."

/** A value that the schema refuses. */
const ofSchema = (code: string, what: string, fix: string): Explanation => ({
  code,
  severity: 'error',
  what,
  why: schemaWhy,
  fix,
  source: template,
})

const schemaRows: readonly Explanation[] = [
  ofSchema('value-missing', 'A value is missing that the schema requires.', 'give the value'),
  ofSchema('value-unknown', 'There is a value that the schema does not know.', 'leave it out, or add it to the schema'),
  ofSchema('value-type', 'A value is of another type than the schema wants.', 'give a value of the wanted type'),
  ofSchema('value-pattern', 'A text does not have the form that the schema wants.', 'write it as the schema describes'),
  ofSchema('value-format', 'A text is not of the format that the schema names.', 'write it in that format'),
  ofSchema('value-not-listed', 'A value is none of those that the schema lists.', 'take one of the list'),
  ofSchema('value-too-short', 'A text is shorter than the schema allows.', 'give a longer text'),
  ofSchema('value-too-long', 'A text is longer than the schema allows.', 'give a shorter text'),
  ofSchema('value-too-small', 'A number is smaller than the schema allows.', 'give a number within the limits'),
  ofSchema('value-too-large', 'A number is larger than the schema allows.', 'give a number within the limits'),
  ofSchema('value-invalid', 'A value does not fit the schema in some other way.', 'see the schema of the values'),
]

const valueRows: readonly Explanation[] = [
  {
    code: 'serial-number-invalid',
    severity: 'error',
    what: 'The serial number has characters that do not fit into a URL, or too many of them.',
    why: 'Phones ask for a pass by a URL with its serial number, and servers decode such URLs differently.',
    fix: 'give 1 to 64 of the characters A-Z a-z 0-9 _ ~ - with dots inside, as text',
    source: template,
  },
  {
    code: 'value-name-invalid',
    severity: 'error',
    what: 'A value has a name that expressions cannot use, or that means something else in them.',
    why: 'A value that is called like a function of JSON-e would take its place in every expression.',
    fix: 'use letters, digits and _; do not begin with a digit',
    source: template,
  },
  {
    code: 'value-not-json',
    severity: 'error',
    what: 'A value is nothing that JSON can hold: a function, a date object, an infinite number.',
    why: 'The pass is JSON, and so is the record.',
    fix: 'give what JSON can hold, or leave the value out',
    source: template,
  },
  {
    code: 'value-too-deep',
    severity: 'error',
    what: 'A value holds lists and objects within each other, beyond all measure.',
    why: 'Readers of JSON refuse what is nested so deep.',
    fix: 'give a flatter value, or leave it out',
    source: template,
  },
  {
    code: 'text-not-unicode',
    severity: 'error',
    what: 'A text has half of a surrogate pair.',
    why: 'It has no form in UTF-8. Mostly a text was cut in the middle of an emoji.',
    fix: 'cut texts between characters',
    source: template,
  },
  {
    code: 'value-number-inexact',
    severity: 'error',
    what: 'A whole number is too large to be kept to the last digit.',
    why: 'Most readers of JSON keep numbers up to 9007199254740991 exactly, and round the others without a word.',
    fix: 'give it as text',
    source: template,
  },
  {
    code: 'value-language-missing',
    severity: 'error',
    what: "A text is given per language, but not in the template's default language.",
    why: 'Languages without a text of their own take that of the default language.',
    fix: 'give the text in the default language too',
    source: template,
  },
  {
    code: 'value-language-duplicate',
    severity: 'error',
    what: 'A text is given twice for one language: the tags differ in upper and lower case only.',
    why: 'Nobody can tell which of the two is meant.',
    fix: 'give one text for each language',
    source: template,
  },
]

const fillingRows: readonly Explanation[] = [
  {
    code: 'expression-failed',
    severity: 'error',
    what: 'A placeholder cannot be filled with these values.',
    why: 'A gap in a pass is worse than a pass that is refused: somebody would stand at a gate with it.',
    fix: 'give the value, give it a default in the schema, or guard its use with {"$if": "defined(\'name\')", …}',
    source: template,
  },
  {
    code: 'value-not-localizable',
    severity: 'error',
    what: 'A value that is given per language stands where Wallet does not look texts up.',
    why: 'Wallet looks up labels, values and some other texts in pass.strings; a barcode or a date is taken as it stands.',
    fix: 'use values that are the same in all languages here, or make the pass in one language only',
    source: creatingAPass,
  },
  {
    code: 'structure-differs',
    severity: 'error',
    what: 'A value that is given per language decides what parts the pass has.',
    why: 'All languages of a pass share one pass.json: only its texts can differ.',
    fix: 'let no value that is given per language decide what is there, only what it says',
    source: creatingAPass,
  },
  {
    code: 'schema-keyword-invalid',
    severity: 'error',
    what: 'A keyword of the schema of the values holds something that the keyword does not take.',
    why: 'Such a schema would refuse good values, or take bad ones.',
    fix: 'write it as JSON Schema draft 2020-12 has it',
    source: template,
  },
]

/** What is worth knowing of a template that works. */
export const adviceExplanations = [
  {
    code: 'value-unused',
    severity: 'info',
    what: 'The schema describes a value that nothing in the template uses.',
    why: 'Whoever changes it will wonder why the pass stays the same. Mostly a placeholder was forgotten, or misspelt.',
    fix: 'use it in a placeholder, or take it out of the schema',
    source: template,
  },
  {
    code: 'placeholder-undeclared',
    severity: 'warning',
    what: 'A placeholder uses a value that the schema does not describe.',
    why: 'Records with the value may be refused, and those without it cannot fill the placeholder.',
    fix: 'describe the value in the schema, or correct its name',
    source: template,
  },
  {
    code: 'value-optional-unguarded',
    severity: 'warning',
    what: 'The template cannot be filled if a record leaves out the values that the schema does not require.',
    why: 'The schema promises that a record may leave them out; such records will be refused.',
    fix: 'require the value, give it a default in the schema, or guard its use with {"$if": "defined(\'name\')", …}',
    source: template,
  },
  {
    code: 'language-default-missing',
    severity: 'warning',
    what: 'The template has texts in some languages, but not in its default language.',
    why: 'Whoever reads none of the languages of a pass sees one of them nevertheless, not what stands in pass.json.',
    fix: 'add pass.strings for the default language',
    source: creatingAPass,
  },
  {
    code: 'setting-unused',
    severity: 'warning',
    what: 'A setting of template.json has no effect.',
    why: 'It is about a part of pass.json, or a language, that the template does not have.',
    fix: 'add that part, or take the setting out',
    source: template,
  },
] as const satisfies readonly Explanation[]

/** One row for each code. */
export const templateExplanations: readonly Explanation[] = [
  ...schemaRows,
  ...valueRows,
  ...fillingRows,
  ...adviceExplanations,
]
