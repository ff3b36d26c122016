/** The template that a command is to use: a folder, or what Apple's Pass Designer saves. */
import { stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { compileTemplate, type Template } from '../core/index.ts'
import { openPackage } from '../core/reading/open.ts'
import { fromPassDesigner, isPassDesigner } from '../core/reading/pass-designer.ts'
import type { Arguments, Option } from './command.ts'
import { assertPath, readFolder, readInputFile, unreadable } from './read-path.ts'

/** The options of commands that take templates. */
export const templateOptions: Readonly<Record<string, Option>> = {
  'pass-type': { value: 'ID', help: 'the pass type identifier of a template of Pass Designer (default: its own)' },
  team: { value: 'ID', help: 'the team identifier of a template of Pass Designer (default: its own)' },
}

const filesAt = async (path: string): Promise<ReadonlyMap<string, Uint8Array>> => {
  assertPath(path)
  const found = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, cause)
  })
  if (found.isDirectory()) return await readFolder(path)
  return (await openPackage(await readInputFile(path))).files
}

/**
 * Reads and compiles a template.
 *
 * @throws InputError, ArchiveError if it cannot be read; TemplateError if it is none
 */
export const readTemplate = async (path: string, args: Arguments): Promise<Template> => {
  const files = await filesAt(path)
  if (!isPassDesigner(files)) return await compileTemplate(files)
  const [passTypeIdentifier, teamIdentifier] = [args.option('pass-type'), args.option('team')]
  const options = {
    name: basename(path, extname(path)),
    ...(passTypeIdentifier === undefined ? {} : { passTypeIdentifier }),
    ...(teamIdentifier === undefined ? {} : { teamIdentifier }),
  }
  return await compileTemplate(fromPassDesigner(files, options))
}
