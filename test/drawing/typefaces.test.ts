/** The table of widths is what the typefaces say, and close to how texts are really set in them. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { typefaces } from '../../infra/typefaces/typefaces.ts'
import { widthTableModule } from '../../infra/typefaces/width-table.ts'
import { widthOf } from '../../lib/core/drawing/text/measure.ts'

const [latin, hebrew, arabic] = typefaces()

describe('the table of widths', () => {
  it('is what the typefaces make', () => {
    const written = readFileSync(new URL('../../lib/core/drawing/text/width-table.ts', import.meta.url), 'utf8')
    expect(written, 'renew it: npx tsx infra/typefaces/write.ts').toBe(widthTableModule())
  })

  it.each([
    ['Boarding pass of Example Air', latin],
    ['WAVE To AVATAR, Yes.', latin],
    ['Größe 42½ – Café Ångström', latin],
    ['Αθήνα και Москва', latin],
    ['€ 1.234,50 / 12:30', latin],
    ['כרטיס עלייה למטוס', hebrew],
    ['شَركة الخُطوط الجوية', arabic],
    ['هذه البطاقة صالحة لرحلة واحدة', arabic],
  ])('says how wide %s is, within 8 % of how it is set', (text, face) => {
    for (const weight of ['regular', 'semibold'] as const) {
      const font = face![weight]
      const set = (font.layout(text).advanceWidth / font.unitsPerEm) * 16
      expect(widthOf(text, 16, weight) / set).toBeGreaterThan(0.995)
      expect(widthOf(text, 16, weight) / set).toBeLessThan(1.08)
    }
  })
})
