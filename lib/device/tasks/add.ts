/** Adding passes to the device. */
import { type Bytes, copyBytes } from '../../core/bytes.ts'
import { ArchiveError } from '../../core/errors.ts'
import { passEnding } from '../../core/format/bundles.ts'
import { openPackage } from '../../core/reading/open.ts'
import { admit } from '../wallet/admission.ts'
import type { PassContent } from '../wallet/content.ts'
import type { Errand } from '../wallet/errand.ts'
import { groupOf } from '../wallet/held-passes.ts'
import type { Phone } from './phone.ts'
import { register } from './register.ts'

/** The passes of a bundle, or the one that it is. */
const passesIn = async (bytes: Bytes): Promise<readonly Bytes[]> => {
  try {
    const { kind, files } = await openPackage(bytes)
    return kind === 'bundle'
      ? [...files].filter(([path]) => path.toLowerCase().endsWith(passEnding)).map(([, pass]) => pass)
      : [bytes]
  } catch (error) {
    // Why it cannot be read is told when it is judged as a pass.
    if (error instanceof ArchiveError) return [bytes]
    throw error
  }
}

/** Puts a pass onto the device, in the place of another version of it. Returns whether it is to be registered. */
const keep = (phone: Phone, pkpass: Bytes, content: PassContent): boolean => {
  const before = phone.held.find(content.name)
  const sameService = before && JSON.stringify(groupOf(before.content)) === JSON.stringify(groupOf(content))
  const registered = before !== undefined && sameService === true && before.registered
  const { updates = true, renewal = false, due = false } = before ?? {}
  phone.held.put({ pkpass, content, registered, updates, renewal, known: false, due })
  return updates && !registered
}

const addOne = async (phone: Phone, errand: Errand, pkpass: Bytes): Promise<void> => {
  const admission = await admit(pkpass, phone.trust, errand.now)
  if (admission.kind === 'refused') {
    const { reason, findings } = admission
    return errand.note({ kind: 'refused', reason, findings })
  }
  const { content } = admission
  const { name, form } = content
  const unregistered = keep(phone, pkpass, content)
  errand.note({ kind: 'added', pass: name, ...(form ? { form } : {}) })
  // A pass with a form becomes its holder's, and is registered, once the form is filled in.
  if (unregistered && !form) await register(phone, errand, phone.held.get(name))
}

/** Adds a pass, or the passes of a bundle, and registers them with their web services. */
export const add = async (phone: Phone, errand: Errand, bytes: Uint8Array): Promise<void> => {
  for (const pkpass of await passesIn(copyBytes(bytes))) await addOne(phone, errand, pkpass)
}
