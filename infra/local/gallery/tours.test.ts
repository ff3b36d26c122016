import { unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { compileTemplate } from '../../../lib/core/template/compile.ts'
import { samples } from '../folders.ts'
import { readSampleTemplates } from '../samples/template-folders.ts'
import { nextTurn, tourOf } from './tours.ts'

const templates = await readSampleTemplates(samples.templates)

it.each(templates.map(({ name, archive, sample }) => ({ name, archive, sample })))(
  'each turn of each idea makes another pass of $name',
  async ({ name, archive, sample }) => {
    const template = await compileTemplate(new Map(Object.entries(unzipSync(archive))))
    const { ideas } = tourOf(name)
    expect(ideas.length).toBeGreaterThan(1)
    for (const idea of ideas) {
      let values = sample
      for (const _ of idea.turns) {
        const before = template.fill(values).pass
        values = { ...values, ...nextTurn(idea, values) }
        expect(template.fill(values).pass, `${name}: ${idea.title}`).not.toEqual(before)
      }
      // All turns over, it is as it was.
      expect(template.fill({ ...sample, ...values }).pass).toEqual(
        template.fill({ ...sample, ...(idea.turns[0] ?? {}) }).pass,
      )
    }
  },
)

it('a template that nobody has thought of has no ideas', () => {
  expect(tourOf('toString')).toEqual({ title: 'toString', first: [], ideas: [] })
})
