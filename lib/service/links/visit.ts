/** Visits of enrolment links: each gets a link to a pass with a serial number of its own. Nothing of it is stored. */
import type { TemplateEntry } from '../../core/links/sealed-contents.ts'
import { makeSealedLink } from '../../core/links/sealed-link.ts'
import type { Random } from '../../ports/random.ts'
import { ServiceError } from '../errors.ts'
import { newSerialNumber } from '../passes/new-serial-number.ts'
import type { Keys } from '../secrets/key-ring.ts'
import type { GoodLink } from './open-token.ts'

/** A link that was made for one visit. */
export interface Visited {
  readonly token: string
  readonly entry: TemplateEntry
}

/** Makes the link of a visit. It has the times of the enrolment link: it is revoked, and expires, with it. */
export type Visit = (enrolment: GoodLink) => Promise<Visited>

/** Makes what makes them. */
export const makeVisit =
  ({ keys, random }: { readonly keys: Keys; readonly random: Random }): Visit =>
  async ({ keyId, issuedAt, expiresAt, entries }) => {
    const [first] = entries
    if (first?.kind !== 'template')
      throw new ServiceError('link/forged', 'the link enrols for nothing: ask for a new one')
    const entry: TemplateEntry = { ...first, serialNumber: newSerialNumber(random), hasRandomSerial: true }
    const ring = await keys.with(keyId)
    const token = await makeSealedLink(ring, { kind: 'sealed', keyId, issuedAt, expiresAt, entries: [entry] })
    return { token, entry }
  }
