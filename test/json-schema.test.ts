/** The JSON Schemas for editors: that they say what the tables say, and take what is right. */
import { readdirSync, readFileSync } from 'node:fs'
import { type Schema, Validator } from '@cfworker/json-schema'
import { describe, expect, it } from 'vitest'
import { isObject, type Json, type JsonObject } from '../lib/core/format/json.ts'
import { passJsonSchema, personalizationJsonSchema } from '../lib/core/format/json-schema.ts'
import { compileTemplate } from '../lib/core/template/compile.ts'
import { settingsSchema } from '../lib/core/template/settings-schema.ts'
import { recordChangedSchema } from '../lib/service/ingest/record-changed-schema.ts'
import { noticesSchema } from '../lib/service/notices/schemas.ts'

const read = (path: string): Json => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as Json

const validator = (schema: JsonObject) => new Validator(schema as Schema, '2020-12', false)

const passes = validator(passJsonSchema())

const isPass = (json: unknown): boolean => passes.validate(json).valid

const templates = readdirSync(new URL('../infra/templates', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !['artwork', 'records'].includes(entry.name))
  .map(({ name }) => name)

const filesOf = (template: string): Map<string, Uint8Array> => {
  const folder = new URL(`../infra/templates/${template}/`, import.meta.url)
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
  const names = paths
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.pathname.length).replace(/^\//, ''))
  return new Map(names.map((name) => [name, new Uint8Array(readFileSync(new URL(name, folder)))]))
}

const good = {
  formatVersion: 1,
  passTypeIdentifier: 'pass.com.example.card',
  serialNumber: 'A-1',
  teamIdentifier: 'ABCDE12345',
  organizationName: 'Example',
  description: 'A card',
  storeCard: { primaryFields: [{ key: 'balance', value: 12.5 }] },
}

/** Every property of a schema, with what it says. */
const propertiesIn = (schema: Json | undefined): [string, JsonObject][] => {
  if (typeof schema !== 'object' || schema === null) return []
  const own = isObject(schema) && isObject(schema.properties) ? Object.entries(schema.properties) : []
  const here = own.flatMap(([name, property]): [string, JsonObject][] => (isObject(property) ? [[name, property]] : []))
  return [...here, ...Object.values<Json>(schema).flatMap(propertiesIn)]
}

describe('the JSON Schemas for editors', () => {
  it.each([
    ['core/format/pass.schema.json', passJsonSchema()],
    ['core/format/personalization.schema.json', personalizationJsonSchema()],
    ['core/template/template.schema.json', settingsSchema],
    ['service/ingest/record-changed.schema.json', recordChangedSchema],
    ['service/notices/notices.schema.json', noticesSchema],
  ])('%s is what the tables make', (name, schema) => {
    const renew = 'renew it: npm run schemas'
    expect(read(`../lib/${name}`), renew).toEqual(schema)
  })

  it('describe every key with a sentence and a page', () => {
    const properties = propertiesIn(passJsonSchema())
    expect(properties.length).toBeGreaterThan(200)
    const page = /^[A-Z].+\. .*https:\/\/developer\.apple\.com\/documentation\/walletpasses\/\S+$/s
    expect(properties.filter(([, { description }]) => !page.test(String(description))).map(([name]) => name)).toEqual(
      [],
    )
  })

  it.each(templates)('take the sample template %s, as it is and filled', async (name) => {
    expect(passes.validate(read(`../infra/templates/${name}/pass.json`)).errors).toEqual([])
    const template = await compileTemplate(filesOf(name))
    expect(passes.validate(template.fill(template.settings.sample).pass).errors).toEqual([])
  })

  it.each<[string, object]>([
    ['a finished pass', good],
    ['keys that nobody knows', { ...good, somethingNew: 1 }],
    ['a poster beside a classic style', { ...good, posterGeneric: { footerFields: [{ key: 'a', value: 1 }] } }],
    ['a placeholder for a number', { ...good, maxDistance: '${distance}' }],
    ['an operator for a field', { ...good, storeCard: { backFields: [{ $if: 'a', then: { key: 'a', value: 'b' } }] } }],
    ['an operator for a list', { ...good, barcodes: { $map: { $eval: 'codes' }, 'each(c)': {} } }],
  ])('take %s', (_, pass) => {
    expect(isPass(pass)).toBe(true)
  })

  it.each<[string, object]>([
    ['a pass without a serial number', { ...good, serialNumber: undefined }],
    ['a pass without a description', { ...good, description: undefined }],
    ['a pass without a style', { ...good, storeCard: undefined }],
    ['a pass with two styles', { ...good, coupon: {} }],
    ['another format version', { ...good, formatVersion: 2 }],
    ['a date without a zone', { ...good, expirationDate: '2027-01-01T10:00:00' }],
    ['a colour with 256', { ...good, labelColor: 'rgb(256, 0, 0)' }],
    ['an object for barcodes', { ...good, barcodes: {} }],
    ['a field without a value', { ...good, storeCard: { backFields: [{ key: 'a' }] } }],
    ['a misspelt barcode format', { ...good, barcode: { format: 'QR', message: '1', messageEncoding: 'utf-8' } }],
    ['a flight number as text', { ...good, semantics: { flightNumber: '12' } }],
  ])('refuse %s', (_, pass) => {
    expect(isPass(JSON.parse(JSON.stringify(pass)))).toBe(false)
  })

  it('take and refuse what asks a holder for data', () => {
    const forms = validator(personalizationJsonSchema())
    const form = { requiredPersonalizationFields: ['PKPassPersonalizationFieldName'], description: 'Join' }
    expect(forms.validate(form).valid).toBe(true)
    expect(forms.validate({ ...form, requiredPersonalizationFields: ['Name'] }).valid).toBe(false)
    expect(forms.validate({ description: 'Join' }).valid).toBe(false)
  })
})
