/** Proofs: sentences about a deployment, each with a check, as data, so that several deployments can be put to them. */
import { describe, it } from 'vitest'
import type { Deployment } from './deployment.ts'

/** One sentence. */
export interface Proof {
  readonly sentence: string
  /** Rejects if it does not hold. */
  readonly check: (deployment: Deployment) => Promise<void>
  /** Whether it looks behind the service, into servers. */
  readonly needsServers?: boolean
}

/** A sentence that holds wherever the service runs. */
export const proof = (sentence: string, check: Proof['check']): Proof => ({ sentence, check })

/** A sentence that is checked behind the service as well. */
export const serverProof = (sentence: string, check: Proof['check']): Proof => ({ sentence, check, needsServers: true })

/** Real servers beside other work on small machines take their time. In milliseconds. */
const timeout = 90_000

/** Registers a test for each proof that the deployment can be put to. */
export const prove = (
  subject: string,
  proofs: readonly Proof[],
  kind: 'servers' | 'memory',
  of: () => Deployment,
): void => {
  const possible = proofs.filter(({ needsServers }) => kind === 'servers' || !needsServers)
  if (possible.length === 0) return
  describe(subject, () => {
    for (const { sentence, check } of possible) it(sentence, { timeout }, () => check(of()))
  })
}
