/** What is to be drawn: a pass, signed or not, or a template filled with values. */
import type { PassSource } from '../../core/drawing/shown-pass.ts'
import { openPackage } from '../../core/reading/open.ts'
import type { Arguments } from '../command.ts'
import { UsageError } from '../errors.ts'
import { openPass } from '../opened-pass.ts'
import { packagesAt } from '../packages.ts'
import { readTemplate } from '../read-template.ts'
import { readRecords } from '../records.ts'

/** The first record of `--values`, else the sample values of the template. */
const valuesFor = async (args: Arguments, sample: unknown): Promise<unknown> => {
  const file = args.option('values')
  if (file === undefined) return sample
  for await (const { values } of readRecords(file)) return values
  throw new UsageError('--values holds no record')
}

/**
 * Reads it.
 *
 * @throws InputError, ArchiveError if it cannot be read; TemplateError, ValuesError of a template; UsageError for several
 */
export const passSourceAt = async (path: string, args: Arguments): Promise<PassSource> => {
  const found = packagesAt(path)
  const { value: first } = await found.next()
  if (!first || (await found.next()).value) throw new UsageError(`${path} holds several; name one of them`)
  const input = await first.read()
  const { kind } = await openPackage(input, { name: path })
  if (kind !== 'template') return await openPass(input, path)
  const template = await readTemplate(first.path, args)
  // Every language, so that --locale has them to choose from.
  const { pass, shared, own } = template.fill(await valuesFor(args, template.settings.sample), { locales: 'all' })
  return { pass, files: new Map([...shared, ...own]) }
}
