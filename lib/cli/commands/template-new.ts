/** `passwright template new`: a template to start from, which builds at once. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isPassTypeIdentifier, isTeamIdentifier, templateNamePattern } from '../../core/format/identifiers.ts'
import { type Command, required } from '../command.ts'
import { InputError, UsageError } from '../errors.ts'
import { assertPath } from '../read-path.ts'
import { starterFiles } from '../starter/starter-files.ts'
import { type StarterStyle, starterStyles } from '../starter/styles.ts'
import { writeWhole } from '../write-file.ts'

const placeholderTeam = 'ABCDE12345'

const readStyle = (given: string): StarterStyle => {
  const style = starterStyles.find((known) => known === given)
  if (style) return style
  throw new UsageError(`there is no style "${given}": take one of ${starterStyles.join(', ')}`)
}

/** Whatever is there stays as it is: it may be a template that somebody has worked on. */
const assertEmpty = async (folder: string): Promise<void> => {
  assertPath(folder)
  const names = await readdir(folder).catch(() => [])
  if (names.length > 0) throw new InputError('input/occupied', `${folder} is not empty; name another folder`)
}

/** The command. */
export const templateNew: Command = {
  positionals: [{ name: 'NAME', help: 'the name of the template: lowercase letters, digits and hyphens' }],
  options: {
    style: { value: 'STYLE', help: `one of ${starterStyles.join(', ')}` },
    out: { value: 'DIR', help: 'the folder to make (default: NAME)' },
    'pass-type': { value: 'ID', help: 'the pass type identifier (default: pass.com.example.NAME)' },
    team: { value: 'ID', help: `the team identifier (default: ${placeholderTeam}, which is nobody's)` },
  },
  notes: ['The template builds as it is, and preflight has nothing to say of it. Replace its texts, icon and logo.'],
  async run(args, terminal) {
    const [name = ''] = args.positionals
    const style = readStyle(required(args, 'style'))
    const folder = args.option('out') ?? name
    const passTypeIdentifier = args.option('pass-type') ?? `pass.com.example.${name}`
    const teamIdentifier = args.option('team') ?? placeholderTeam
    if (!templateNamePattern.test(name))
      throw new UsageError('NAME must be lowercase letters, digits and hyphens, at most 64')
    if (!isPassTypeIdentifier(passTypeIdentifier))
      throw new UsageError('--pass-type must begin with pass. and name a domain')
    if (!isTeamIdentifier(teamIdentifier)) throw new UsageError('--team must be ten capital letters and digits')
    await assertEmpty(folder)
    const wishes = { name, style, passTypeIdentifier, teamIdentifier }
    const files = [...starterFiles({ ...wishes, now: new Date() })].map(([path, bytes]) => ({
      file: join(folder, path),
      bytes,
    }))
    for (const { file, bytes } of files) await writeWhole(file, bytes)
    if (args.has('json')) terminal.print(JSON.stringify({ ...wishes, files: files.map(({ file }) => file) }))
    else {
      for (const { file } of files) terminal.print(file)
      terminal.say(`go on with: passwright check ${folder}; passwright build ${folder} --out ${name}.pkpass`)
    }
    return 0
  },
}
