/** `passwright check`: everything that is wrong with passes, bundles and templates, all at once. */
import type { Profile } from '../../core/finding.ts'
import type { InspectOptions } from '../../core/inspection/options.ts'
import { type Checked, checkPackage, type FurtherCheck, unreadable } from '../checking.ts'
import type { Arguments, Command } from '../command.ts'
import { UsageError } from '../errors.ts'
import { countFindings, countsText, findingLines } from '../findings.ts'
import { packagesAt } from '../packages.ts'
import { type SignerCheckOptions, signerCheck } from '../signer-check.ts'
import type { Terminal } from '../terminal.ts'
import { readTrustOptions, trustNote, trustOptions } from '../trust.ts'
import { previousCheck, servedCheck } from '../update-checks.ts'

const profiles: readonly Profile[] = ['strict', 'lenient']

const readProfile = (args: Arguments): Profile | undefined => {
  const given = args.option('profile')
  const profile = profiles.find((known) => known === given)
  if (given !== undefined && !profile) throw new UsageError('--profile must be strict or lenient')
  return profile
}

const checkAll = async function* (
  args: Arguments,
  options: InspectOptions,
  further: readonly FurtherCheck[],
): AsyncGenerator<Checked> {
  for (const path of args.positionals) {
    try {
      for await (const each of packagesAt(path)) yield* await checkPackage(each, options, further)
    } catch (cause) {
      yield unreadable(path, cause)
    }
  }
}

/** What is to be held against something else, as far as it is asked for. */
const furtherChecks = async (args: Arguments, options: SignerCheckOptions): Promise<readonly FurtherCheck[]> => {
  const checks: FurtherCheck[] = []
  const signer = args.option('signer')
  if (signer !== undefined) checks.push(await signerCheck(signer, options))
  const previous = args.option('previous')
  if (previous !== undefined) checks.push(await previousCheck(previous))
  if (args.has('served')) checks.push(servedCheck)
  return checks
}

const printChecked = ({ file, findings }: Checked, terminal: Terminal): void => {
  terminal.print(`${file}: ${findings.length === 0 ? 'nothing to mend' : countsText(countFindings(findings))}`)
  for (const line of findingLines(findings)) terminal.print(`  ${line}`)
}

/** The command. */
export const check: Command = {
  positionals: [
    {
      name: 'PATH',
      help: '.pkpass, .pkpasses, .pkpasstemplate, .pass, the folder of a pass or template, or a folder of those',
      many: true,
    },
  ],
  options: {
    profile: {
      value: 'strict|lenient',
      help: 'how strictly to judge (default: lenient for signed passes, strict for all else)',
    },
    signer: { value: 'DIR', help: 'a signer: is it good for these passes? certificate.pem, key.pem, intermediate.pem' },
    previous: { value: 'FILE', help: 'the version of the pass that devices have: is this one its successor?' },
    served: {
      help: 'ask the web service of the pass for the latest version, with the token of the pass, as a phone does',
    },
    ...trustOptions,
  },
  notes: [
    trustNote,
    'Exit status: 0 no errors, 1 errors, 2 wrong usage. passwright explain CODE tells more of a finding.',
  ],
  async run(args, terminal) {
    const profile = readProfile(args)
    const asked = { ...(await readTrustOptions(args)), now: new Date() }
    const options = { ...asked, ...(profile ? { profile } : {}) }
    const further = await furtherChecks(args, asked)
    const all: Checked[] = []
    for await (const checked of checkAll(args, options, further)) {
      all.push(checked)
      if (!args.has('json')) printChecked(checked, terminal)
    }
    const counts = countFindings(all.flatMap(({ findings }) => findings))
    if (args.has('json')) {
      const { error: errors, warning: warnings, info: remarks } = counts
      terminal.print(JSON.stringify({ errors, warnings, remarks, files: all }))
    } else if (all.length > 1) terminal.print(`${countsText(counts)} in ${all.length} files`)
    return counts.error > 0 ? 1 : 0
  },
}
