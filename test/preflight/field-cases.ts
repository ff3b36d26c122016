/** The examples for the rules on fields. */
import { good } from './a-pass.ts'
import type { RuleCase } from './case.ts'
import { formatCases } from './field-format-cases.ts'
import { rows } from './rows.ts'

const eventTicket = { base: good.eventTicket }
const generic = { base: good.generic }

const value = '/storeCard/primaryFields/0/value'

/** A store card with one field, and what is special about it. */
const card = (field: unknown) => ({ storeCard: { primaryFields: [field] } })

const named = (count: number, prefix = 'f') =>
  Array.from({ length: count }, (_, index) => ({ key: `${prefix}${index}`, value: 'x', changeMessage: '%@' }))

const square = { barcodes: [{ format: 'PKBarcodeFormatQR', message: '1', messageEncoding: 'utf-8' }] }
const wide = { barcodes: [{ format: 'PKBarcodeFormatPDF417', message: '1', messageEncoding: 'utf-8' }] }

const webService = { webServiceURL: 'https://example.com/wallet', authenticationToken: 'vxwxd7J8AlNNFPS8k0a0FfUFtq0e' }

const strings = (text: string) => ({ files: { 'en.lproj/pass.strings': `"gate" = "${text}";` } })

/** The examples. */
export const fieldCases: readonly RuleCase[] = [
  ...rows(49, 'key-missing', 'error', [
    { says: 'a field without a key', broken: card({ value: 'x' }), path: '/storeCard/primaryFields/0/key' },
    {
      says: 'a field without a value',
      broken: card({ key: 'a', label: 'A' }),
      twin: card({ key: 'a', label: 'A', attributedValue: 'x' }),
      path: value,
    },
    { says: 'a field whose value is null', broken: card({ key: 'a', value: null }), path: value },
  ]),
  ...rows(49, 'type-wrong', 'error', [
    {
      says: 'a key that is a number',
      broken: card({ key: 1, value: 'x' }),
      path: '/storeCard/primaryFields/0/key',
    },
    { says: 'a value that is a boolean', broken: card({ key: 'a', value: true }), path: value },
    { says: 'a value that is an object', broken: card({ key: 'a', value: {} }), path: value },
    { says: 'a field that is text', broken: card('Balance'), path: '/storeCard/primaryFields/0' },
    {
      says: 'a group that is one field',
      broken: { storeCard: { primaryFields: { key: 'a', value: 'x' } } },
      path: '/storeCard/primaryFields',
    },
  ]),
  ...rows(50, 'field-key-duplicate', 'error', [
    {
      says: 'two fields of a group with the same key',
      broken: { storeCard: { backFields: [named(1)[0], named(1)[0]] } },
      twin: { storeCard: { backFields: named(2) } },
      path: '/storeCard/backFields/1/key',
    },
    {
      says: 'a key that another group has as well, twice in its own',
      broken: { storeCard: { headerFields: named(1), backFields: [...named(1), ...named(1)] } },
      twin: { storeCard: { headerFields: named(1), backFields: named(2, 'b') } },
      path: '/storeCard/backFields/1/key',
    },
  ]),
  ...rows(50, 'field-key-repeated', 'warning', [
    {
      says: 'two fields of different groups with the same key',
      broken: { storeCard: { headerFields: named(1), backFields: named(1) } },
      twin: { storeCard: { headerFields: named(1), backFields: named(1, 'b') } },
      path: '/storeCard/backFields/0/key',
    },
    {
      says: 'a key in two groups of a poster, which may repeat those of the style beside it',
      broken: { posterGeneric: { primaryFields: named(1), footerFields: named(1) } },
      twin: { posterGeneric: good.generic.generic },
      path: '/posterGeneric/footerFields/0/key',
      options: generic,
    },
  ]),
  ...rows(51, 'fields-too-many', 'warning', [
    {
      says: 'a coupon with two primary fields',
      broken: { coupon: { primaryFields: named(2) } },
      twin: { coupon: { primaryFields: named(1), backFields: named(30, 'b') } },
      path: '/coupon/primaryFields',
      options: { base: good.coupon },
    },
    {
      says: 'a boarding pass with three primary fields',
      broken: { boardingPass: { transitType: 'PKTransitTypeAir', primaryFields: named(3) } },
      twin: { boardingPass: { transitType: 'PKTransitTypeAir', primaryFields: named(2) } },
      path: '/boardingPass/primaryFields',
      options: { base: good.boardingPass },
    },
    {
      says: 'a store card with three secondary and two auxiliary fields, which share a row',
      broken: { storeCard: { secondaryFields: named(3), auxiliaryFields: named(2, 'a') } },
      twin: { storeCard: { secondaryFields: named(2), auxiliaryFields: named(2, 'a') } },
      path: '/storeCard/auxiliaryFields',
    },
    {
      says: 'a generic pass whose square barcode leaves one row for five fields',
      broken: { ...square, generic: { secondaryFields: named(3), auxiliaryFields: named(2, 'a') } },
      twin: { ...wide, generic: { secondaryFields: named(3), auxiliaryFields: named(2, 'a') } },
      path: '/generic/auxiliaryFields',
      options: generic,
    },
    {
      says: 'an event ticket with five auxiliary fields in one row',
      broken: { eventTicket: { auxiliaryFields: named(5) } },
      twin: { eventTicket: { auxiliaryFields: [...named(4), { key: 'second', value: 'x', row: 1 }] } },
      path: '/eventTicket/auxiliaryFields',
      options: eventTicket,
    },
    {
      says: 'a poster with three footer fields',
      broken: { posterGeneric: { footerFields: named(3) } },
      twin: { posterGeneric: { footerFields: named(2) } },
      path: '/posterGeneric/footerFields',
      options: generic,
    },
  ]),
  ...rows(51, 'field-text-long', 'warning', [
    {
      says: 'a sentence at the top',
      broken: { storeCard: { headerFields: [{ key: 'a', value: 'Present this card at the till before you pay' }] } },
      twin: { storeCard: { backFields: [{ key: 'a', value: 'Present this card at the till before you pay' }] } },
      path: '/storeCard/headerFields/0/value',
    },
    {
      says: 'a paragraph as a label',
      broken: { storeCard: { secondaryFields: [{ key: 'a', label: 'long words '.repeat(20), value: 'x' }] } },
      twin: { storeCard: { secondaryFields: [{ key: 'a', label: 'long words', value: 'x' }] } },
      path: '/storeCard/secondaryFields/0/label',
    },
  ]),
  ...rows(52, 'change-message-placeholder', 'warning', [
    {
      says: 'a change message without %@',
      broken: card({ key: 'a', value: 'x', changeMessage: 'The gate has changed' }),
      twin: card({ key: 'a', value: 'x', changeMessage: 'The gate is now %@' }),
      path: '/storeCard/primaryFields/0/changeMessage',
    },
    {
      says: 'a single word that no strings file has',
      broken: card({ key: 'a', value: 'x', changeMessage: 'gate' }),
      path: '/storeCard/primaryFields/0/changeMessage',
      options: { files: { 'en.lproj/pass.strings': '"door" = "The door is now %@";' } },
      twin: card({ key: 'a', value: 'x', changeMessage: 'gate' }),
      twinOptions: strings('The gate is now %@'),
    },
    {
      says: 'a sentence that no strings file has as a key',
      broken: card({ key: 'a', value: 'x', changeMessage: 'The gate' }),
      path: '/storeCard/primaryFields/0/changeMessage',
      twin: card({ key: 'a', value: 'x', changeMessage: '' }),
    },
  ]),
  ...rows(0, 'change-message-format', 'warning', [
    {
      says: 'a change message with %@ twice',
      broken: card({ key: 'a', value: 'x', changeMessage: '%@, I say, %@' }),
      twin: card({ key: 'a', value: 'x', changeMessage: '20% off, I say, for %@' }),
      path: '/storeCard/primaryFields/0/changeMessage',
    },
    {
      says: 'a change message with %d',
      broken: card({ key: 'a', value: 'x', changeMessage: 'From %d to %@' }),
      twin: card({ key: 'a', value: 'x', changeMessage: 'To %@ at 100%%' }),
      path: '/storeCard/primaryFields/0/changeMessage',
    },
  ]),
  ...rows(0, 'field-change-silent', 'info', [
    {
      says: 'a pass with a web service and a visible field without a change message',
      broken: { ...webService, ...card({ key: 'a', value: 'x' }) },
      twin: { ...webService, storeCard: { primaryFields: named(1), backFields: [{ key: 'b', value: 'x' }] } },
      path: '/storeCard',
    },
    {
      says: 'the same pass, whose twin has no web service',
      broken: { ...webService, ...card({ key: 'a', value: 'x' }) },
      twin: card({ key: 'a', value: 'x' }),
      path: '/storeCard',
    },
  ]),
  ...formatCases,
  ...rows(57, 'attributed-value-markup', 'warning', [
    ...[
      ['a tag that is no link', 'Read <b>this</b>'],
      ['a link that is never closed', "<a href='https://example.com'>this"],
      ['a link that ends before it begins', 'this</a>'],
      ['a link that leads nowhere', '<a>this</a>'],
      ['a link that runs a script', "<a href='javascript:alert(1)'>this</a>"],
      ['a link without a scheme', "<a href='example.com'>this</a>"],
      ['a link with another attribute', "<a target='_blank' href='https://example.com'>this</a>"],
    ].map(([says, attributedValue]) => ({
      says: `${says}`,
      broken: { storeCard: { backFields: [{ key: 'a', value: 'this', attributedValue }] } },
      twin: {
        storeCard: {
          backFields: [
            {
              key: 'a',
              value: 'this',
              attributedValue: `Read <a href='https://example.com'>this</a> or <A HREF="tel:+43123">call</A>, 1 < 2`,
            },
          ],
        },
      },
      path: '/storeCard/backFields/0/attributedValue',
    })),
  ]),
  ...rows(57, 'attributed-value-alone', 'warning', [
    {
      says: 'an attributed value beside an empty value, which is all that a watch shows',
      broken: card({ key: 'a', value: '', attributedValue: 'x' }),
      twin: card({ key: 'a', value: 'x', attributedValue: 'x' }),
      path: value,
    },
    {
      says: 'an attributed value without a value',
      broken: card({ key: 'a', attributedValue: 'x' }),
      twin: card({ key: 'a', value: 'x', attributedValue: 'x' }),
      path: value,
    },
  ]),
  ...rows(57, 'field-value-markup', 'warning', [
    {
      says: 'HTML in a plain value',
      broken: card({ key: 'a', value: 'One<br/>two' }),
      twin: card({ key: 'a', value: 'One\ntwo <three> 1<2 A&B' }),
      path: value,
    },
    { says: 'a character reference', broken: card({ key: 'a', value: 'Tea &amp; cake' }), path: value },
  ]),
  ...rows(58, 'number-out-of-range', 'warning', [
    {
      says: 'a third row',
      broken: { eventTicket: { auxiliaryFields: [{ key: 'a', value: 'x', row: 2 }] } },
      twin: { eventTicket: { auxiliaryFields: [{ key: 'a', value: 'x', row: 1 }] } },
      path: '/eventTicket/auxiliaryFields/0/row',
      options: eventTicket,
    },
  ]),
  ...rows(58, 'field-key-unused', 'warning', [
    {
      says: 'a row on a store card',
      broken: { storeCard: { auxiliaryFields: [{ key: 'a', value: 'x', row: 1 }] } },
      path: '/storeCard/auxiliaryFields/0/row',
    },
    {
      says: 'a row in another group of an event ticket',
      broken: { eventTicket: { secondaryFields: [{ key: 'a', value: 'x', row: 0 }] } },
      twin: { eventTicket: { auxiliaryFields: [{ key: 'a', value: 'x', row: 0 }] } },
      path: '/eventTicket/secondaryFields/0/row',
      options: eventTicket,
    },
  ]),
  ...rows(0, 'field-key-unused', 'warning', [
    {
      says: 'kinds of links on the front',
      broken: card({ key: 'a', value: 'x', dataDetectorTypes: [] }),
      twin: { storeCard: { backFields: [{ key: 'a', value: 'x', dataDetectorTypes: [] }] } },
      path: '/storeCard/primaryFields/0/dataDetectorTypes',
    },
  ]),
  ...rows(0, 'field-empty', 'warning', [
    {
      says: 'a field with neither label nor value',
      broken: card({ key: 'a', label: '', value: '' }),
      twin: card({ key: 'a', label: 'Name', value: '' }),
      path: '/storeCard/primaryFields/0',
    },
  ]),
]
