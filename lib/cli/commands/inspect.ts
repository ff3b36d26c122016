/** `passwright inspect`: everything that can be told of a pass, a bundle or a template. */
import { hasErrors } from '../../core/finding.ts'
import { inspect } from '../../core/inspect.ts'
import type { Inspection } from '../../core/inspection/inspection.ts'
import type { Command } from '../command.ts'
import { UsageError } from '../errors.ts'
import { inspectionLines } from '../inspection-lines.ts'
import { optionsFor, packagesAt } from '../packages.ts'
import { readTrustOptions, trustNote, trustOptions } from '../trust.ts'

const hasFaults = (inspection: Inspection): boolean =>
  hasErrors(inspection.findings) ||
  (inspection.kind === 'bundle' && inspection.passes.some((each) => hasFaults(each.inspection)))

/** The command. */
export const inspectPass: Command = {
  positionals: [
    { name: 'FILE', help: '.pkpass, .pkpasses, .pkpasstemplate, .pass, or the folder of a pass or template' },
  ],
  options: trustOptions,
  notes: [trustNote, 'Exit status 1 if there are errors, as of passwright check.'],
  async run(args, terminal) {
    const [file = ''] = args.positionals
    const choice = await readTrustOptions(args)
    const found = packagesAt(file)
    const { value: first } = await found.next()
    if (!first || (await found.next()).value) throw new UsageError(`${file} holds several; name one of them`)
    const options = { ...choice, now: new Date(), ...optionsFor(first) }
    const inspection = await inspect(await first.read(), options)
    if (args.has('json')) terminal.print(JSON.stringify({ file: first.path, ...inspection }))
    else for (const line of inspectionLines(first.path, inspection)) terminal.print(line)
    return hasFaults(inspection) ? 1 : 0
  },
}
