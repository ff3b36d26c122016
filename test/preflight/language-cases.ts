/** The examples for the rules on languages: their folders, their texts and their images. */
import { utf8 } from '../../lib/core/bytes.ts'
import { pngStub } from '../builders/template.ts'
import { aField, good } from './a-pass.ts'
import type { RuleCase } from './case.ts'
import { fileRows } from './image-cases.ts'

const png = pngStub()

/** A pass whose only label is the key `offer_label`, and whose change message is the key `offer_changed`. */
const keyed = {
  ...good.coupon,
  coupon: { primaryFields: [aField('offer', { label: 'offer_label', changeMessage: 'offer_changed' })] },
}
const spoken = { ...good.coupon, coupon: { primaryFields: [aField('offer', { label: 'Your offer' })] } }

const label = (text: string) => `"offer_label" = "${text}";\n`
const changed = (text: string) => `"offer_changed" = "${text}";\n`
const english = label('Offer') + changed('Now %@')
const spanish = label('Oferta') + changed('Ahora %@')
const both = { 'en.lproj/pass.strings': english, 'es.lproj/pass.strings': spanish }

const utf16 = (text: string, mark: readonly number[]): Uint8Array =>
  new Uint8Array([...mark, ...Array.from(text).flatMap((char) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >>> 8])])

const onKeyed = { base: keyed }

const folders: readonly RuleCase[] = [
  ...fileRows(
    73,
    'language-folder-name',
    'warning',
    ['english', 'en_US', 'translations', 'en-US-POSIX'].map((name) => ({
      says: `the folder ${name}.lproj`,
      path: `${name}.lproj`,
      broken: { [`${name}.lproj/pass.strings`]: english },
      twin: { 'en-US.lproj/pass.strings': english, 'zh-Hans.lproj/pass.strings': spanish },
      ...onKeyed,
    })),
  ),
  ...fileRows(
    73,
    'language-folder-casing',
    'warning',
    ['EN.lproj', 'en-us.lproj', 'pt-BR.LPROJ', 'zh-hans.lproj'].map((folder) => ({
      says: `the folder ${folder}`,
      path: folder,
      broken: { [`${folder}/pass.strings`]: english },
      twin: { 'pt-BR.lproj/pass.strings': english },
      ...onKeyed,
    })),
  ),
  ...fileRows(73, 'strings-missing', 'warning', [
    {
      says: 'a folder with nothing but images',
      path: 'fr.lproj/pass.strings',
      broken: { ...both, 'fr.lproj/logo.png': png, 'en.lproj/logo.png': png, 'es.lproj/logo.png': png },
      twin: { 'fr.lproj/logo.png': png, 'en.lproj/logo.png': png },
      ...onKeyed,
    },
  ]),
]

const en = 'en.lproj/pass.strings'
const es = 'es.lproj/pass.strings'

const texts: readonly RuleCase[] = [
  ...fileRows(74, 'strings-unreadable', 'warning', [
    {
      says: 'quotes inside of a text',
      path: en,
      broken: { ...both, [en]: label('The "offer"') },
      twin: both,
      ...onKeyed,
    },
    { says: 'no semicolon', path: es, broken: { ...both, [es]: '"offer_label" = "Oferta"' }, twin: both, ...onKeyed },
    { says: 'JSON', path: en, broken: { [en]: '{"offer_label": "Offer"}' }, twin: both, ...onKeyed },
  ]),
  ...fileRows(74, 'strings-property-list', 'info', [
    { says: 'a property list', path: en, broken: { [en]: '<?xml version="1.0"?><plist/>' }, twin: both, ...onKeyed },
  ]),
  ...fileRows(74, 'strings-encoding', 'warning', [
    {
      says: 'UTF-16 without a byte order mark',
      path: en,
      broken: { ...both, [en]: utf16(english, []) },
      twin: { ...both, [en]: utf16(english, [0xff, 0xfe]) },
      ...onKeyed,
    },
    {
      says: 'Latin-1',
      path: es,
      broken: { ...both, [es]: new Uint8Array([...utf8('"offer_label" = "Caf'), 0xe9, ...utf8('";')]) },
      twin: { ...both, [es]: label('Café') + changed('Ahora %@') },
      ...onKeyed,
    },
  ]),
  ...fileRows(74, 'strings-key-duplicate', 'warning', [
    {
      says: 'a key twice',
      path: `${en}#offer_label`,
      broken: { ...both, [en]: english + label('Deal') },
      twin: both,
      ...onKeyed,
    },
  ]),
  ...fileRows(74, 'strings-key-missing', 'warning', [
    {
      says: 'a key in one language only',
      path: `${es}#offer_changed`,
      broken: { ...both, [es]: label('Oferta') },
      twin: both,
      ...onKeyed,
    },
  ]),
  ...fileRows(0, 'strings-key-orphaned', 'info', [
    {
      says: 'a key that the pass does not have',
      path: en,
      broken: { [en]: `${english}"old_label" = "Old";`, [es]: `${spanish}"old_label" = "Viejo";` },
      twin: both,
      ...onKeyed,
    },
  ]),
  ...fileRows(0, 'strings-placeholder-lost', 'warning', [
    {
      says: 'a change message without %@ in one language',
      path: `${es}#offer_changed`,
      broken: { ...both, [es]: label('Oferta') + changed('Ahora') },
      twin: { ...both, [es]: label('Oferta') + changed('Ahora: %1$@') },
      ...onKeyed,
    },
  ]),
  ...fileRows(0, 'strings-name', 'warning', [
    {
      says: 'a strings file of another name',
      path: 'en.lproj/Localizable.strings',
      broken: { 'en.lproj/Localizable.strings': english },
      twin: both,
      ...onKeyed,
    },
  ]),
  ...fileRows(0, 'language-default-missing', 'warning', [
    {
      says: 'a translation without the language it was made from',
      path: es,
      broken: { [es]: '"Your offer" = "Tu oferta";' },
      twin: { [es]: '"Your offer" = "Tu oferta";', [en]: '"Your offer" = "Your offer";' },
      base: spoken,
    },
  ]),
]

const images: readonly RuleCase[] = [
  ...fileRows(75, 'image-set-differs', 'warning', [
    {
      says: 'a scale in one language only',
      path: 'es.lproj/logo@2x.png',
      broken: { 'en.lproj/logo.png': png, 'en.lproj/logo@2x.png': png, 'es.lproj/logo.png': png },
      twin: { 'en.lproj/logo.png': png, 'es.lproj/logo.png': png },
    },
    {
      says: 'an image in one language only',
      path: 'es.lproj/logo.png',
      broken: { ...both, 'en.lproj/logo.png': png },
      twin: { ...both, 'logo.png': png },
      ...onKeyed,
    },
  ]),
  ...fileRows(75, 'image-shadowed', 'warning', [
    {
      says: 'an image at the root and in a language',
      path: 'es.lproj/logo.png',
      broken: { 'logo.png': png, 'es.lproj/logo.png': png },
      twin: { 'logo.png': png, 'es.lproj/strip.png': png },
    },
  ]),
]

/** The examples. */
export const languageCases: readonly RuleCase[] = [...folders, ...texts, ...images]
