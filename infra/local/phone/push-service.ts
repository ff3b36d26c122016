/** The push service of a local stack: with throwaway signers a stand-in on this machine, with one's own Apple's. */
import { type LocalApns, startApns } from '../apns/apns.ts'
import type { SeedPlan } from '../samples/seed.ts'
import type { Pushes } from './pushes.ts'

/** Starts the stand-in; undefined where Apple's push service takes the certificate. What it accepts is told as a push. */
export const startPushService = async (
  signer: SeedPlan['signer'],
  { tell }: Pushes,
): Promise<LocalApns | undefined> => {
  if (signer.kind === 'own') return undefined
  const { authority } = await signer.authority
  return await startApns({ clientRoots: [authority.root, authority.intermediate], onPush: tell, relayed: false })
}
