import { describe, expect, it } from 'vitest'
import { aTemplate, rejectionOf } from '../../../test/builders/template.ts'
import { compileTemplate } from './compile.ts'
import type { FilledPass } from './filled-pass.ts'
import type { FillExtras } from './template.ts'

const big = '12345678901234567890'

/** A template whose `pass.json` is this text: JavaScript could not write the numbers in it. */
const withPass = (text: string) =>
  aTemplate({ files: { 'pass.json': `{"organizationName":"A","description":"B",${text}}` } })

const filled = async (text: string, name: unknown = 'Ada', extras: FillExtras = {}): Promise<FilledPass> =>
  (await compileTemplate(withPass(text))).fill({ serialNumber: 'S-1', name }, extras)

const textOf = ({ own }: FilledPass): string => new TextDecoder().decode(own.get('pass.json'))

const everywhere =
  `"userInfo":{"id":${big},"list":[-${big}]},` +
  `"generic":{"backFields":[{"key":"a","value":${big},"label":"\${name}"}]},"semantics":{"flightNumber":${big}}`

const everyNumber =
  /"generic":\{"backFields":\[\{.*"value":12345678901234567890\}\]\}.*"flightNumber":12345678901234567890.*"userInfo":\{"id":12345678901234567890,"list":\[-12345678901234567890\]\}/

describe('whole numbers beyond 2^53 in the pass.json of a template', () => {
  it('come out digit for digit', async () => {
    expect(textOf(await filled(everywhere))).toMatch(everyNumber)
  })

  it('come out digit for digit where the languages of a pass are merged', async () => {
    expect(textOf(await filled(everywhere, { en: 'Aisle', es: 'Pasillo' }))).toMatch(everyNumber)
  })

  it('come out digit for digit in a void pass and in one with a web service', async () => {
    const webService = { url: 'https://example.com', authenticationToken: 'x'.repeat(16) }
    expect(textOf(await filled(everywhere, 'Ada', { voided: true, webService }))).toMatch(everyNumber)
  })

  it.each([
    `"generic":{},"userInfo":{"$if":"name == 'Ada'","then":{"id":${big}}}`,
    `"generic":{},"userInfo":{"$eval":"${big}"}`,
    `"generic":{},"userInfo":"a \${${big}} b"`,
    `"generic":{},"userInfo":{"$map":[1],"each(x)":[{"$eval":"x + ${big}"}]}`,
  ])('are refused in an expression: %s', async (text) => {
    expect((await rejectionOf(compileTemplate(withPass(text))))?.code).toBe('template/expression-refused')
  })

  it('are no matter as text, in texts that an expression quotes, and up to 2^53 - 1', async () => {
    const text = `"generic":{},"userInfo":["${big}","\${'${big}'}",{"$eval":"9007199254740991"}]`
    expect(textOf(await filled(text))).toContain(`"userInfo":["${big}","${big}",9007199254740991]`)
  })

  it('are no matter to a text that looks like our own notes on them', async () => {
    const text = `"generic":{},"userInfo":["exactly0is12","\\u0065xactly1is",${big}]`
    expect(textOf(await filled(text))).toContain(`"userInfo":["exactly0is12","exactly1is",${big}]`)
  })
})

describe('values of a record', () => {
  it('beyond 2^53 are refused', async () => {
    const template = await compileTemplate(aTemplate({ values: { name: { type: 'number' } }, sample: { name: 1 } }))
    const values: unknown = JSON.parse(`{"serialNumber":"S-1","name":${big}}`)
    expect(() => template.fill(values)).toThrowError()
  })
})
