/** What can be wrong with a template of Apple's Pass Designer, besides what can be wrong with every template. */
import { documented, type Explanation } from '../finding.ts'

/** One row for each code. */
export const designerExplanations = [
  {
    code: 'designer-identifier-missing',
    severity: 'error',
    what: 'A template of Pass Designer does not name the pass type identifier or the team of its passes.',
    why: 'Pass Designer leaves both open; a pass whose identifiers are not those of its certificate is refused by Wallet.',
    fix: 'set both in Pass Designer, or give them beside the template',
    source: documented('https://developer.apple.com/documentation/walletpasses/pass'),
  },
] as const satisfies readonly Explanation[]
