/** The keys of `pass.json` that say which pass it is, and from whom. */
import { teamPattern } from './identifiers.ts'
import { exactly, localizable, required, text } from './kinds.ts'

/** The keys. */
export const identityKeys = {
  formatVersion: required(exactly(1), { what: 'The version of the format.' }),
  passTypeIdentifier: required(text({ pattern: /^pass\.\S+$/, wants: 'begins with pass. and names a domain' }), {
    what: 'The pass type identifier that the certificate was issued for.',
  }),
  serialNumber: required(text({ minLength: 1, wants: 'is not empty' }), {
    what: 'Names the pass among those of its pass type.',
  }),
  teamIdentifier: required(text({ pattern: teamPattern, wants: 'is ten capital letters and digits' }), {
    what: 'The team that the certificate was issued to.',
  }),
  organizationName: required(localizable, { what: 'Who issues the pass; shown on the lock screen.' }),
  description: required(localizable, { what: 'What the pass is, in a few words for VoiceOver.' }),
}

/** The keys that the `pass.json` of a template leaves to its settings and records. */
export const keysOfRecords = ['passTypeIdentifier', 'teamIdentifier', 'serialNumber'] as const
