/** What the codes mean that are found where passes are issued, above the core: in records and their serial numbers. */
import type { Explanation } from './finding.ts'

/** The explanations. */
export const recordExplanations: readonly Explanation[] = [
  {
    code: 'serial-number-duplicate',
    severity: 'error',
    what: 'Two records of a build have the same serial number.',
    why: 'Passes of a type are told apart by it: the second would take the place of the first.',
    fix: 'give each record a serial number of its own, whatever its capital letters',
    source: { kind: 'template' },
  },
  {
    code: 'serial-number-other',
    severity: 'error',
    what: 'The values of a pass have another serial number than the pass.',
    why: 'The serial number of a pass stands in its address; the values may repeat it, but not change it.',
    fix: 'leave it out of the values, or repeat the one of the address',
    source: { kind: 'template' },
  },
]
