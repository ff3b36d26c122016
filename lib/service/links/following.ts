/** What opening links of any kind takes, put together. */
import type { Ports } from '../../ports/ports.ts'
import { makeReadRecord } from '../passes/read-record.ts'
import { makeTombstones } from '../passes/tombstones.ts'
import type { Keys } from '../secrets/key-ring.ts'
import type { ServiceSettings } from '../service.ts'
import { type Follow, makeFollowLink } from './follow.ts'
import { makeOpenToken, type OpenToken } from './open-token.ts'
import { makeRevokedBefore, type RevokedBefore } from './revocations.ts'
import { makeVisit, type Visit } from './visit.ts'

/** What opens links. */
export interface Following {
  readonly openToken: OpenToken
  readonly visit: Visit
  readonly follow: Follow
  readonly revokedBefore: RevokedBefore
}

/** What opening links takes of the world. */
export type FollowingPorts = Pick<Ports, 'records' | 'linkRevocations' | 'clock' | 'random'>

/** Makes all of it. */
export const makeFollowing = (ports: FollowingPorts, keys: Keys, settings: ServiceSettings): Following => {
  const tombstones = makeTombstones(ports, keys)
  const revokedBefore = makeRevokedBefore(ports)
  return {
    openToken: makeOpenToken({ ...ports, keys }, settings),
    visit: makeVisit({ ...ports, keys }),
    follow: makeFollowLink({ ...ports, tombstones, keys, revokedBefore, read: makeReadRecord(ports, tombstones) }),
    revokedBefore,
  }
}
