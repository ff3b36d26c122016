/** The sample phones of a stack; none where passes are signed for real phones. */
import { join } from 'node:path'
import { places } from '../folders.ts'
import type { SeedPlan } from '../samples/seed.ts'
import type { StartedStack } from '../stack/start-stack.ts'
import { noMemory, phoneFile } from './memory.ts'
import { type PhoneKind, type SamplePhone, type SamplePhoneOptions, startSamplePhone } from './sample-phone.ts'

/** The first is the one whose lock screen the terminal shows. Two languages, so that one sees what that changes. */
const kinds: readonly PhoneKind[] = [
  { id: 'phone', title: 'iPhone', language: 'en' },
  { id: 'phone-es', title: 'iPhone en español', language: 'es', timeZone: 'Europe/Madrid' },
]

/** Opens them. */
export const openPhones = async (
  { signer, dataName }: SeedPlan,
  { isLasting }: StartedStack,
  options: Pick<SamplePhoneOptions, 'pushes' | 'baseUrl' | 'say'>,
): Promise<readonly SamplePhone[]> => {
  if (signer.kind === 'own') return []
  const { authority } = await signer.authority
  return await Promise.all(
    kinds.map((kind, index) =>
      startSamplePhone({
        ...{ ...options, kind, root: authority.root },
        memory: isLasting ? phoneFile(join(places.data, dataName, `${kind.id}.json`)) : noMemory,
        onMessage: (text) => {
          if (index === 0) options.say(`lock screen: ${text}`)
        },
      }),
    ),
  )
}
