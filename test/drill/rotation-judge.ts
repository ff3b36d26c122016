/** What a rotation drill is judged by. */
import type { Expected } from './rotation-acts.ts'
import type { Deeds, MadePass } from './rotation-clients.ts'
import type { RotationWorld } from './rotation-world.ts'

/** What came of a drill. */
export interface RotationReport {
  readonly requests: number
  readonly passes: number
  /** Pushes that the push service accepted, and changes of passes that a phone holds: they are as many. */
  readonly pushes: number
  readonly changes: number
  /** How many passes each signer signed, and how many tokens each key made. */
  readonly bySigner: Readonly<Record<string, number>>
  readonly byKey: Readonly<Record<string, number>>
  /** What is not as it must be; nothing after a good drill. */
  readonly faults: readonly string[]
}

const most = 5

const some = (what: string, items: readonly string[]): readonly string[] =>
  items.length === 0 ? [] : [`${items.length} ${what}: ${items.slice(0, most).join('; ')}`]

const counted = (names: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries([...new Set(names)].map((name) => [name, names.filter((each) => each === name).length]))

/** What was to be at a moment: what was expected last of all that had begun by then. */
const expectedAt = (expected: readonly Expected[], kind: Expected['kind'], at: number): readonly string[] =>
  expected.filter((each) => each.kind === kind && each.from <= at).at(-1)?.ids ?? []

const wrongOnes = (
  made: readonly MadePass[],
  expected: readonly Expected[],
  kind: Expected['kind'],
  nameOf: (pass: MadePass) => string,
): readonly string[] =>
  made.flatMap((pass) => {
    const names = expectedAt(expected, kind, pass.at)
    if (names.includes(nameOf(pass)) || names.includes('any')) return []
    const at = new Date(pass.at).toISOString().slice(11, 19)
    return [`at ${at} ${pass.serialNumber} by ${nameOf(pass)} instead of ${names.join(' or ')}`]
  })

/** Judges a drill that has come to an end. */
export const judgeRotation = async (
  { apns, complaints, settled }: RotationWorld,
  { failures, made, requests, changes }: Deeds,
  expected: readonly Expected[],
): Promise<RotationReport> => {
  await settled()
  const pushes = apns.log.entries().filter(({ outcome }) => outcome === 'accepted').length
  const refused = apns.log.entries().filter(({ outcome }) => outcome !== 'accepted')
  return {
    requests,
    ...{ passes: made.length, pushes, changes },
    bySigner: counted(made.map(({ signer }) => signer)),
    byKey: counted(made.map(({ keyId }) => keyId)),
    faults: [
      ...some('requests failed', failures),
      ...some('complaints of phones', complaints),
      ...some(
        'passes with another certificate',
        wrongOnes(made, expected, 'signer', ({ signer }) => signer),
      ),
      ...some(
        'tokens made with another key',
        wrongOnes(made, expected, 'key', ({ keyId }) => keyId),
      ),
      ...some(
        'pushes were refused',
        refused.map(({ outcome }) => outcome),
      ),
      ...(pushes === changes ? [] : [`${pushes} pushes for ${changes} changes`]),
    ],
  }
}
