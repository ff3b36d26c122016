/** `passwright signer show`: whose signer it is, until when, and what its chain is. */

import { passphraseNote } from '../choose-signer.ts'
import type { Command } from '../command.ts'
import { countsText } from '../findings.ts'
import { type OwnFacts, type SignerFacts, signerFacts } from '../signer/facts.ts'
import { readSubjects, subjectOptions, subjectPositional } from '../signer/subjects.ts'
import type { Terminal } from '../terminal.ts'
import { columns } from '../text-layout.ts'
import { readTrustOptions, trustOptions } from '../trust.ts'

type Row = readonly [title: string, text: string]

const moment = (date: Date): string => date.toISOString().replace('.000', '')

const period = ({ notBefore, notAfter }: OwnFacts): string => `${moment(notBefore)} to ${moment(notAfter)}`

const daysText = (days: number): string => (days < 0 ? 'EXPIRED' : `${days} days left`)

const certificateRows = (facts: SignerFacts): readonly Row[] => {
  const { certificate, passTypeIdentifier = 'none', teamIdentifier = 'none', nfc, pushes, daysLeft = 0 } = facts
  if (!certificate) return [['certificate', 'none that can be read']]
  return [
    ['pass type', `${passTypeIdentifier}${nfc ? ', with NFC' : ''}`],
    ['team', teamIdentifier],
    ['certificate', certificate.subject],
    ['issuer', certificate.issuer],
    ['serial number', certificate.serialNumber],
    ['SHA-256', certificate.sha256],
    ['valid', `${period(certificate)}, ${daysText(daysLeft)}`],
    ['key', facts.keyAlgorithm ?? 'of a kind that signs no passes'],
    ['pushes', pushes ? 'yes' : 'no'],
  ]
}

const chainRows = ({ intermediate, root }: SignerFacts): readonly Row[] =>
  intermediate
    ? [
        ['intermediate', `${intermediate.name}, ${period(intermediate)}`],
        ['root', root ?? 'none that is trusted'],
      ]
    : [['intermediate', 'none that can be read']]

const print = (facts: SignerFacts, terminal: Terminal): void => {
  terminal.print(facts.name)
  const rows: Row[] = [
    ...(facts.from ? [['takes over', moment(facts.from)] as const] : []),
    ...certificateRows(facts),
    ...chainRows(facts),
    ['faults', countsText(facts.counts)],
  ]
  for (const line of columns(rows)) terminal.print(line)
}

/** The command. */
export const signerShow: Command = {
  positionals: [subjectPositional],
  options: { ...subjectOptions, ...trustOptions },
  notes: [
    'Of a deployment: --stage NAME --pass-type ID. The key itself is never shown.',
    passphraseNote,
    'passwright signer check tells what the faults are.',
  ],
  async run(args, terminal) {
    const options = { ...(await readTrustOptions(args)), now: new Date() }
    const signers: SignerFacts[] = []
    for (const subject of await readSubjects(args)) signers.push(await signerFacts(subject, options))
    if (args.has('json')) terminal.print(JSON.stringify({ signers }))
    else for (const facts of signers) print(facts, terminal)
    return 0
  },
}
