/** The use cases of who makes links: making them, and revoking them. */
import { type EntombParts, makeEntomb } from '../passes/entomb.ts'
import type { ServiceSettings } from '../service.ts'
import type { LinkMaker } from './link-services.ts'
import { type LinkWriterParts, makeLinkWriter } from './link-writer.ts'
import { type MakingParts, makeMaking } from './making.ts'
import { makeRevoking, type RevokingParts } from './revoking.ts'
import { type CheckPassParts, makeCheckPass } from './sealing.ts'

/** What {@link makeLinkMaker} is made of. */
export type LinkMakerParts = Omit<MakingParts, 'checkPass' | 'writer'> &
  LinkWriterParts &
  CheckPassParts &
  Omit<RevokingParts, 'entomb'> &
  EntombParts

/** Makes the service of who makes links. */
export const makeLinkMaker = (parts: LinkMakerParts, settings: ServiceSettings): LinkMaker => ({
  ...makeMaking({ ...parts, checkPass: makeCheckPass(parts, settings), writer: makeLinkWriter(parts, settings) }),
  ...makeRevoking({ ...parts, entomb: makeEntomb(parts) }, settings),
})
