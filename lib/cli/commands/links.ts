/** `passwright links`: sealed links in bulk, one for each row of a file. */

import { isObject, type JsonObject } from '../../core/format/json.ts'
import { isLanguage } from '../../core/format/languages.ts'
import { parseTemplateText } from '../../service/templates/template-text.ts'
import { type ApiClient, apiFor, apiOptions } from '../api-client.ts'
import { accepted } from '../api-refusal.ts'
import { type Arguments, type Command, required, requiredPath } from '../command.ts'
import { InputError, UsageError } from '../errors.ts'
import { failedLines, openLinksFile } from '../links/links-file.ts'
import { makeLinks } from '../links/make-links.ts'
import { openValues, rowsOfLines, type ValuesFile } from '../links/rows.ts'
import type { SealingRequest } from '../links/sealing.ts'

/** The template as it is now: all links keep its version, however long the work takes. */
const readTemplate = async (
  client: ApiClient,
  reference: string,
): Promise<{ readonly template: string; readonly schema: JsonObject }> => {
  const { name, version } = parseTemplateText(reference)
  const path = version === undefined ? `/templates/${name}` : `/templates/${name}/versions/${version}`
  const { template, values } = accepted(await client.get(path))
  if (typeof template === 'string' && isObject(values)) return { template, schema: values }
  throw new InputError('input/no-api', 'the API answered with a template that this release does not know: use its own')
}

const emailOf = (args: Arguments): SealingRequest['email'] => {
  const language = args.option('language')
  if (args.option('email') === undefined) {
    if (language !== undefined) throw new UsageError('--language goes with --email')
    return undefined
  }
  if (language === undefined) return {}
  if (isLanguage(language)) return { language }
  throw new UsageError(`--language ${language} is no language tag such as en or pt-BR`)
}

/** The rows that are wanted: all, or those alone that failed in a table of links. */
const rowsOf = async (args: Arguments, path: string, schema: JsonObject): Promise<ValuesFile> => {
  const table = args.option('failed-in')
  if (table === undefined) return await openValues(path, schema)
  if (args.option('out') === undefined)
    throw new UsageError('--failed-in needs --out: the links of the rows that failed go into a table of their own')
  return rowsOfLines(await openValues(path, schema), await failedLines(table), path)
}

/** The command. */
export const links: Command = {
  positionals: [],
  options: {
    values: { value: 'FILE', help: 'the rows, in FILE.csv, FILE.ndjson or FILE.jsonl: the values of a pass each' },
    template: { value: 'NAME', help: 'what the passes are made with: NAME for its newest version, or NAME@3' },
    ...apiOptions,
    out: { value: 'FILE', help: 'where the links are written, as a table (default: FILE.links.csv)' },
    'failed-in': { value: 'TABLE', help: 'only rows that failed in this table of links, by their lines; needs --out' },
    expires: { value: 'MOMENT', help: 'until when they work: 2027-03-01T09:30:00Z (default: 30 days after the pass)' },
    email: { value: 'DIR', help: 'write a snippet for an e-mail for each link: SERIAL.html and SERIAL.txt' },
    language: { value: 'TAG', help: 'the language of the snippets (default: that of the template)' },
  },
  notes: [
    'Nothing is stored for a link: its pass is issued when somebody fetches it. A serialNumber of yours is one of the values;',
    'without it, the same values have the same serial number. Cells of a table become what the schema of the template wants.',
    'Run it again after it was stopped: it goes on where the table ends. A row that fails stops no other; exit status 1.',
    'Mend such rows where they stand, and run it again with --failed-in TABLE and another --out.',
    'PASSWRIGHT_API_KEY has to be a key with the scopes links:write and templates:read.',
  ],
  async run(args, terminal) {
    const path = requiredPath(args, 'values')
    const reference = required(args, 'template')
    const client = apiFor(args)
    const [out, emailFolder, expiresAt] = [args.option('out'), args.option('email'), args.option('expires')]
    const email = emailOf(args)
    const { template, schema } = await readTemplate(client, reference)
    const values = await rowsOf(args, path, schema)
    const target = out ?? `${path}.links.csv`
    const file = await openLinksFile(target)
    const { lastLine } = file.before
    if (lastLine > 0)
      terminal.say(`${target} has the rows up to line ${lastLine}: going on; to make them anew, name another --out`)
    const request = { template, ...(expiresAt ? { expiresAt } : {}), ...(email ? { email } : {}) }
    try {
      const work = { client, request, values, file, terminal, ...(emailFolder ? { emailFolder } : {}) }
      const { linked, failed } = await makeLinks(work)
      if (args.has('json')) terminal.print(JSON.stringify({ file: target, rows: values.count, linked, failed }))
      else terminal.print(`${linked} links in ${target}${failed > 0 ? `; ${failed} rows failed, it says why` : ''}`)
      return failed > 0 ? 1 : 0
    } finally {
      await file.close()
    }
  },
}
