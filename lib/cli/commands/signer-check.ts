/** `passwright signer check`: everything that is wrong with a signer, all at once. */
import type { Finding } from '../../core/finding.ts'
import { passphraseNote } from '../choose-signer.ts'
import type { Command } from '../command.ts'
import { countFindings, countsText, findingLines } from '../findings.ts'
import { findingsOn, readSubjects, type SignerSubject, subjectOptions, subjectPositional } from '../signer/subjects.ts'
import type { Terminal } from '../terminal.ts'
import { readTrustOptions, trustOptions } from '../trust.ts'

interface CheckedSigner {
  readonly subject: SignerSubject
  readonly findings: readonly Finding[]
}

const printChecked = ({ subject, findings }: CheckedSigner, terminal: Terminal): void => {
  terminal.print(`${subject.name}: ${findings.length === 0 ? 'nothing to mend' : countsText(countFindings(findings))}`)
  for (const line of findingLines(findings)) terminal.print(`  ${line}`)
}

/** The command. */
export const signerCheckCommand: Command = {
  positionals: [subjectPositional],
  options: { ...subjectOptions, ...trustOptions },
  notes: [
    'Of a throwaway signer: --trust DIR/root.pem. Of a deployment: --stage NAME --pass-type ID.',
    passphraseNote,
    'Exit status: 0 no errors, 1 errors, 2 wrong usage. passwright explain CODE tells more of a finding.',
  ],
  async run(args, terminal) {
    const options = { ...(await readTrustOptions(args)), now: new Date() }
    const checked: CheckedSigner[] = []
    for (const subject of await readSubjects(args))
      checked.push({ subject, findings: await findingsOn(subject, options) })
    const {
      error: errors,
      warning: warnings,
      info: remarks,
    } = countFindings(checked.flatMap(({ findings }) => findings))
    if (args.has('json')) {
      const signers = checked.map(({ subject, findings }) => ({ name: subject.name, findings }))
      terminal.print(JSON.stringify({ errors, warnings, remarks, signers }))
    } else for (const each of checked) printChecked(each, terminal)
    return errors > 0 ? 1 : 0
  },
}
