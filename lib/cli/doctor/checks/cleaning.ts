/** Whether what the doctor has issued is gone, for everybody. */
import { type Heard, isSilent, succeeded, told } from '../ask.ts'
import type { DoctorCheck } from '../check.ts'
import type { IssuedVisit } from '../issued-visit.ts'
import type { Part } from '../part.ts'
import { pathOf } from '../pass-path.ts'
import type { Undoing, Undone } from '../undo.ts'

/** What came of cleaning up. */
export interface Cleaned {
  readonly undone: Undone
  /** Answers to who asks for the pass afterwards; absent if there was none, or the run was broken off. */
  readonly afterwards?: { readonly api: Heard; readonly wallet: Heard }
}

const leftText = ({ left }: Undone): string =>
  left.map(({ passTypeIdentifier, serialNumber, why }) => `${passTypeIdentifier} ${serialNumber}: ${why}`).join('; ')

const rows: readonly DoctorCheck<Cleaned>[] = [
  {
    id: 'passes-erased',
    what: 'The passes that were issued for this are erased, with their registrations and events.',
    expected: 'none left',
    fix: 'erase them yourself: DELETE /api/v1/passes/TYPE/SERIAL; or run this command again in an hour: it erases what earlier runs have left',
    judge: ({ undone }) => ({
      ok: undone.left.length === 0,
      got: undone.left.length === 0 ? `none left, ${undone.erased} erased` : leftText(undone),
    }),
  },
  {
    id: 'erased-for-all',
    what: 'An erased pass is no longer given out, to the owner of the API key or to phones.',
    expected: '410 and 401',
    fix: 'look at the log of the function api; that no cache answers in its place',
    judge: ({ undone, afterwards }) => {
      if (!afterwards || undone.left.length > 0) return { missing: 'no pass was erased' }
      const { api, wallet } = afterwards
      const ok = succeeded(api, 410).ok && succeeded(wallet, 401).ok
      return {
        ok,
        got: `${isSilent(api) ? told(api) : api.status} and ${isSilent(wallet) ? told(wallet) : wallet.status}`,
      }
    },
  },
]

/** What the last part is given. */
export interface Cleaning {
  readonly undoing: Undoing
  /** The pass to ask for afterwards. */
  readonly issued: IssuedVisit | undefined
}

/** Cleans up, and looks. */
export const cleaning: Part<Cleaned, Cleaning> = {
  name: 'Cleaning up',
  rows,
  examine: async ({ undoing, issued }) => {
    if (undoing.isIdle()) return { missing: 'nothing was issued' }
    const undone = await undoing.undo()
    if (!issued) return { found: { undone } }
    const { ask, main, token } = issued
    const path = pathOf(main.pass)
    const headers = { Authorization: `ApplePass ${token}` }
    const afterwards = {
      api: await ask.asOwner('GET', path),
      wallet: await ask.asAnybody('GET', `/wallet/v1${path}`, { headers }),
    }
    return { found: { undone, afterwards } }
  },
}
