/** Issues test passes, and opens one. */
import type { Trust } from '../../../core/signing/trust.ts'
import { verifyPass } from '../../../core/verify.ts'
import { openServed } from '../../../device/conformance/test-pass.ts'
import type { Heard } from '../ask.ts'
import { type IssuedPasses, passChecks } from '../checks/pass.ts'
import { goodBytes, type Issuing, isGood, issue, publish } from '../issue.ts'
import type { Part, Visit } from '../part.ts'
import { plainTemplate } from '../templates.ts'

/** What the part is given. */
export interface PassVisit extends Visit {
  readonly issuing: Issuing
  readonly trust: Trust
}

const open = async (file: Heard | undefined, trust: Trust): Promise<IssuedPasses['opened']> => {
  const bytes = goodBytes(file)
  if (!bytes) return undefined
  const served = await openServed(bytes)
  return { report: await verifyPass(bytes, { trust }), webServiceURL: served?.pass.webServiceURL }
}

/** The checks of a pass. */
export const passes: Part<IssuedPasses, PassVisit> = {
  name: 'Pass',
  rows: passChecks,
  examine: async ({ base, now, issuing, trust }) => {
    const template = await plainTemplate(issuing.identity)
    const published = await publish(issuing, template)
    if (!isGood(published)) return { found: { published, base, now: now() } }
    const main = await issue(issuing, template, '1')
    const opened = await open(main.file, trust)
    const found = { published, main, base, now: now(), ...(opened ? { opened } : {}) }
    return { found: { ...found, other: await issue(issuing, template, '2') } }
  },
}
