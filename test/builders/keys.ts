/** Keys and passes for the tests of tokens and links. */
import { utf8 } from '../../lib/core/bytes.ts'
import type { RootKeys } from '../../lib/core/links/keys.ts'
import type { PassIdentity } from '../../lib/core/links/pass-identity.ts'

/** A ring with the keys `1` and `2`, of which `2` is the current one; each is its id 32 times. */
export const aRing = ({ current = '2', ids = ['1', '2'] }: { current?: string; ids?: string[] } = {}): RootKeys => ({
  current,
  keys: new Map(ids.map((id) => [id, utf8(id.repeat(32))])),
})

/** The identity of a pass; what is given must be valid. */
export const anIdentity = ({
  passTypeIdentifier = 'pass.com.example.card',
  serialNumber = 'A-1',
}: Readonly<Partial<Record<keyof PassIdentity, string>>> = {}): PassIdentity =>
  ({ passTypeIdentifier, serialNumber }) as PassIdentity

/** The issue of a record: what 12 bytes are in base64url. */
export const anIssue = 'AAECAwQFBgcICQoL'
