/** The rules on colours. */
import { inferred } from '../../finding.ts'
import type { JsonObject } from '../../format/json.ts'
import { localizedPath } from '../../format/languages.ts'
import { colourOf, contrast } from '../contrast.ts'
import type { PassRule, PassSubject } from '../rule.ts'

/** What the Web's guidelines ask at least of large text (WCAG 2.2, success criterion 1.4.3). */
const least = 3

const backgroundImage = /^background(?:@[23]x)?\.[A-Za-z]+$/

/** Event tickets show a picture instead of the background colour. */
const hidesBackgroundColour = ({ styles, files }: PassSubject): boolean => {
  if (!styles.includes('eventTicket')) return false
  for (const path of files.keys()) if (backgroundImage.test(localizedPath(path)?.name ?? path)) return true
  return false
}

const colourAt = (pass: JsonObject, key: string) => {
  const text = pass[key]
  return typeof text === 'string' ? colourOf(text) : undefined
}

/** The rules on colours. */
export const appearanceRules: readonly PassRule[] = [
  {
    code: 'contrast-low',
    severity: 'warning',
    what: 'Values or labels hardly stand out against the background.',
    why: 'Many people, and everybody in bright sun, cannot read text whose contrast ratio is below 3 to 1.',
    fix: 'choose a lighter or darker colour',
    source: inferred,
    on: 'pass',
    reads: ['backgroundColor', 'foregroundColor', 'labelColor', 'eventTicket'],
    files: true,
    *find(subject) {
      const { pass } = subject
      const background = colourAt(pass, 'backgroundColor')
      if (!background) return
      for (const key of ['foregroundColor', 'labelColor']) {
        const colour = colourAt(pass, key)
        const ratio = colour ? contrast(colour, background) : least
        if (ratio < least && !hidesBackgroundColour(subject)) {
          yield {
            path: `/${key}`,
            message: `the contrast with backgroundColor is ${ratio.toFixed(1)} to 1; text wants at least ${least} to 1`,
          }
        }
      }
    },
  },
]
