import { describe, expect, it } from 'vitest'
import { aTemplate } from '../../../test/builders/template.ts'
import { utf8 } from '../bytes.ts'
import { openPackage } from '../reading/open.ts'
import { inspectTemplate } from './template.ts'

const codesOf = async (files: Map<string, Uint8Array>, fillTemplates: boolean) => {
  const { kind, findings } = await inspectTemplate(await openPackage(files), { trust: 'apple', fillTemplates })
  return { kind, codes: findings.filter(({ severity }) => severity !== 'warning').map(({ code }) => code) }
}

describe('a template that is not to be filled', () => {
  it('is read, and its expressions are not run', async () => {
    const endless = aTemplate({
      values: { name: { type: 'string', pattern: '^(a+)+$' } },
      sample: { name: `${'a'.repeat(60)}!` },
    })
    expect(await codesOf(endless, false)).toEqual({ kind: 'template', codes: ['template-not-filled'] })
  })

  it('is filled if Pass Designer made it, because those have no expressions', async () => {
    const designed = aTemplate({ pass: { teamIdentifier: 'ABCDE12345' } }).set('tooling.json', utf8('{}'))
    designed.delete('template.json')
    expect((await codesOf(designed, false)).codes).not.toContain('template-not-filled')
  })
})
