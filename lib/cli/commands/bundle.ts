/** `passwright bundle`: several passes in one file, which is downloaded and added at once. */
import { basename } from 'node:path'
import { buildBundle } from '../../core/bundle.ts'
import { type Command, requiredPath } from '../command.ts'
import { readInputFile } from '../read-path.ts'
import { writeWhole } from '../write-file.ts'

/** The command. */
export const bundle: Command = {
  positionals: [{ name: 'FILE', help: 'the .pkpass files, at most 10; they keep their names', many: true }],
  options: { out: { value: 'FILE', help: 'the bundle to write, FILE.pkpasses' } },
  notes: ['passwright check FILE.pkpasses says what Wallet would say of each pass in it.'],
  async run(args, terminal) {
    const out = requiredPath(args, 'out')
    const passes: { readonly name: string; readonly bytes: Uint8Array }[] = []
    for (const file of args.positionals) passes.push({ name: basename(file), bytes: await readInputFile(file) })
    const bytes = await buildBundle(passes)
    await writeWhole(out, bytes)
    if (args.has('json')) {
      terminal.print(JSON.stringify({ file: out, bytes: bytes.length, passes: args.positionals }))
    } else terminal.print(`${out}  ${bytes.length} bytes, ${passes.length} passes`)
    return 0
  },
}
