/** Plants canaries: in every value, key and token that a request may carry, good requests and bad. */
import { zipSync } from 'fflate'
import { expect } from 'vitest'
import { utf8 } from '../../lib/core/bytes.ts'
import { aLink } from './a-link.ts'
import { fileOf, publish, putImage } from './a-pass.ts'
import { aPicture, cardArchive } from './archives.ts'
import type { PlaceKind } from './canaries.ts'
import { type Deployment, passType } from './deployment.ts'
import { openPass } from './inspect-pass.ts'
import { type Proof, proof } from './proof.ts'

/** Serial numbers are part of the keys of objects, of messages and of what other systems are told. */
const whereSerialsAre: readonly PlaceKind[] = ['calls', 'queue', 'notice']

const pngWith = (text: string): Uint8Array => Buffer.concat([aPicture(2000), utf8(text)])

const goodRequests = async (deployment: Deployment): Promise<void> => {
  const { api, send, canaries } = deployment
  const { plant, watch } = canaries
  const sample = { name: plant('a value of a sample') }
  expect((await publish(deployment, cardArchive({ name: 'secretive', sample }))).status).toBe(201)
  const path = `/passes/${passType}/${plant('a serial number', whereSerialsAre)}`
  const values = {
    name: { en: plant('a text in English'), es: plant('a text in Spanish') },
    level: plant('a value'),
    owner: { street: plant('a nested value'), phones: [plant('a value in a list'), plant('another one')] },
  }
  const headers = {
    'idempotency-key': plant('an idempotency key'),
    'user-agent': plant('a user agent'),
    'x-anything': plant('a header'),
    cookie: `session=${plant('a cookie')}`,
  }
  expect((await api('PUT', path, { json: { template: 'secretive', values }, headers })).status).toBe(201)
  expect((await putImage(deployment, path, 'thumbnail.png', pngWith(plant('an image')))).status).toBe(200)
  const { pass } = openPass(await fileOf(deployment, path))
  watch('an authentication token', pass.authenticationToken)
  const { page, file, token } = await aLink(deployment, path)
  watch('the token of a link', token.split('.')[0] ?? token)
  expect((await send('GET', page, { headers })).status).toBe(200)
  expect((await send('GET', `${file}?utm=${plant('a parameter of a link')}`)).status).toBe(200)
  const patch = { values: { level: plant('a changed value'), owner: null } }
  expect((await api('PATCH', path, { json: patch })).status).toBe(200)
  expect((await send('GET', file)).status).toBe(200)
  expect((await api('GET', `${path}?x=${plant('a parameter')}`)).status).toBe(200)
  expect((await api('DELETE', `${path}/images/thumbnail.png`)).status).toBe(200)
}

/** Values that a template refuses. */
const badValues = ({ canaries: { plant } }: Deployment): readonly object[] => [
  { name: [plant('a list in place of a text')] },
  { name: 'Ada', points: plant('a text in place of a number') },
  { name: 'Ada', owner: plant('a text in place of an object') },
  { name: 'Ada', owner: { street: { phone: plant('a language that is none') } } },
  { name: 'Ada', extra: plant('the value of an unknown member') },
  { name: 'Ada', [plant('the name of an unknown member', ['answer'])]: 1 },
  { name: plant('a long text').repeat(20) },
  { name: { es: plant('a text without the default language') } },
  { name: 'Ada', serialNumber: plant('another serial number') },
]

/** Bodies that are not what they should be. */
const badBodies = ({ canaries: { plant } }: Deployment): readonly string[] => [
  `{"template": "card", "values": {"name": "${plant('JSON that breaks off')}`,
  plant('no JSON'),
  `{"template": "card", "values": {}} ${plant('more than JSON')}`,
  `{"template": "card", "values": {"name": "Ada" "${plant('a missing comma')}"}}`,
  `{"template": "card", "values": {"${plant('a missing colon')}" 1}}`,
  `{"template": "card", "values": {"points": 1${plant('a number that is none')}}}`,
  `{"template": "card", "values": {"name": "${plant('JSON with a control character')}\n"}}`,
  `{"template": "card", "values": "${plant('no values')}"}`,
  `{"template": "${plant('no name of a template')}", "values": {}}`,
  `{"template": "card", "values": {}, "more": "${plant('the value of an unknown member of a body')}"}`,
  `{"values": {"a": "${plant('a value that stands twice')}", "a": "${plant('and its other value')}"}}`,
]

/** Headers that are refused. */
const badHeaders = ({ canaries: { plant } }: Deployment): readonly Readonly<Record<string, string>>[] => [
  { 'if-match': plant('no entity tag') },
  { 'if-none-match': plant('no star') },
  { 'idempotency-key': `a ${plant('an idempotency key with a space')}` },
  { authorization: `Bearer ${plant('no key')}` },
  { authorization: `Bearer pwk_00000000_${plant('an unknown key').padEnd(43, 'A').slice(0, 43)}` },
  { authorization: `Basic ${plant('a password')}` },
  { 'content-type': `application/${plant('a media type').toLowerCase()}` },
]

/** Addresses that are refused. */
const badAddresses = ({ canaries: { plant } }: Deployment): readonly string[] => [
  `/api/v1/passes/${passType}/.${plant('an invalid serial number')}`,
  `/api/v1/passes/${plant('no pass type')}/A-1`,
  `/api/v1/passes/${passType}/A-1/${plant('an unknown part')}`,
  `/api/v1/${plant('an unknown address')}`,
  `/api/v1/passes?template=card&cursor=${plant('a cursor')}`,
  `/api/v1/passes?template=card&limit=${plant('a limit')}`,
  `/api/v1/passes?template=${plant('a template in a query')}`,
  `/api/v1/passes?template=card&x=${plant('the value of an unknown parameter')}`,
  `/p/${plant('a link')}`,
  `/p/${plant('a link to a file')}/pass.pkpass`,
  `/${plant('an address without a route')}`,
  `/%ff${plant('an address that cannot be decoded')}`,
]

/** Archives that are refused. */
const badArchives = ({ canaries: { plant } }: Deployment): readonly Uint8Array[] => [
  utf8(plant('no archive')),
  zipSync({ 'pass.json': utf8(`{"${plant('a broken pass.json')}`), 'template.json': utf8('{}') }),
  cardArchive({ name: 'secretive', files: { 'signer.pem': `-----BEGIN PRIVATE KEY-----\n${plant('a private key')}` } }),
  cardArchive({ name: 'secretive', sample: { points: plant('a sample of the wrong type') } }),
]

/** Templates that fail on a value: in an expression, and in a pass that Wallet would refuse. */
const fussy = [
  { generic: { primaryFields: [{ key: 'a', value: { $eval: 'level * 2' } }] } },
  { generic: { primaryFields: [{ key: 'a', value: { $eval: 'level[name]' } }] } },
  { generic: {}, expirationDate: { $eval: 'level' } },
  { generic: {}, voided: { $eval: 'level' } },
]

/** What each of these templates takes without complaint. */
const samples = [{ level: 2 }, { level: { Ada: 'x' } }, { level: '2027-01-01T00:00:00Z' }, { level: false }]

const anything = { type: 'object', properties: { name: {}, level: {} }, required: ['name', 'level'] }

const badFillings = async (deployment: Deployment): Promise<readonly number[]> => {
  const statuses: number[] = []
  for (const [index, pass] of fussy.entries()) {
    const name = `fussy-${index}`
    const archive = cardArchive({ name, pass, settings: { values: anything }, sample: samples[index] ?? {} })
    expect((await publish(deployment, archive)).status).toBe(201)
    const values = { name: 'Ada', level: deployment.canaries.plant('a value that does not fill') }
    const { status } = await deployment.api('POST', '/passes', { json: { template: name, values } })
    statuses.push(status)
  }
  return statuses
}

const badRequests = async (deployment: Deployment): Promise<void> => {
  const { api, send, key, canaries } = deployment
  const path = `/passes/${passType}/Nobody`
  const statuses: number[] = [...(await badFillings(deployment))]
  const ask = async (answer: Promise<{ readonly status: number }>) => statuses.push((await answer).status)
  for (const values of badValues(deployment)) await ask(api('PUT', path, { json: { template: 'card', values } }))
  for (const body of badBodies(deployment)) {
    await ask(api('PUT', path, { body, headers: { 'content-type': 'application/json' } }))
  }
  const good = { template: 'card', values: { name: 'Ada' } }
  for (const headers of badHeaders(deployment)) await ask(api('PUT', path, { json: good, headers }))
  for (const target of badAddresses(deployment))
    await ask(send('GET', target, { headers: { authorization: `Bearer ${key}` } }))
  for (const archive of badArchives(deployment)) await ask(publish(deployment, archive))
  await ask(putImage(deployment, path, 'icon.png', utf8(canaries.plant('a picture that is none'))))
  await ask(api('POST', `${path}/links`, { json: { expiresAt: canaries.plant('no moment') } }))
  expect(statuses.filter((status) => status < 400 || status >= 500)).toEqual([])
  expect(statuses).toHaveLength(49)
}

/** Requests full of secrets. */
export const planting: readonly Proof[] = [
  proof('go through, as do others', goodRequests),
  proof('are refused, as are others', badRequests),
]
