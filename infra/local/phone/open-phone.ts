/** The sample phone of a stack; none where passes are signed for real phones. */
import { join } from 'node:path'
import { places } from '../folders.ts'
import type { SeedPlan } from '../samples/seed.ts'
import type { StartedStack } from '../stack/start-stack.ts'
import { noMemory, phoneFile } from './memory.ts'
import { type SamplePhone, type SamplePhoneOptions, startSamplePhone } from './sample-phone.ts'

const noPhone: SamplePhone = { add: () => Promise.resolve(), stop: () => Promise.resolve() }

/** Opens it. */
export const openPhone = async (
  { signer, dataName }: SeedPlan,
  { isLasting }: StartedStack,
  options: Omit<SamplePhoneOptions, 'root' | 'memory'>,
): Promise<SamplePhone> => {
  if (signer.kind === 'own') return noPhone
  const { authority } = await signer.authority
  const memory = isLasting ? phoneFile(join(places.data, dataName, 'phone.json')) : noMemory
  return await startSamplePhone({ ...options, root: authority.root, memory })
}
