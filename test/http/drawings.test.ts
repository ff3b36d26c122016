/** Drawings of passes by the API, and links with what stands in an e-mail. */
import { beforeAll, describe, expect, it } from 'vitest'
import { copyBytes, utf8 } from '../../lib/core/bytes.ts'
import { limits } from '../../lib/service/limits.ts'
import { noisePng } from '../bench/inputs/noise-png.ts'
import { aTicket } from '../page/a-ticket.ts'
import { aDeployment, anArchive, type Deployment, type } from './a-deployment.ts'

const pass = `/passes/${type}/OF-1`

let deployment: Deployment

beforeAll(async () => {
  deployment = await aDeployment()
  await deployment.publish(aTicket)
  await deployment.call('PUT', pass, { json: { template: 'card', values: { name: 'Ada' } } })
})

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

const pngMark = [0x89, 0x50, 0x4e, 0x47]

/** The width that a PNG says it has, in pixels (PNG section 11.2.2). */
const widthOf = (png: Uint8Array): number => new DataView(copyBytes(png).buffer).getUint32(16)

describe('GET …/drawing', () => {
  it('draws the front of a pass as SVG, in the language of its template', async () => {
    const { status, headers, bytes } = await deployment.call('GET', `${pass}/drawing`)
    expect([status, headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; img-src data:; frame-ancestors 'none'; sandbox",
    )
    expect(text(bytes)).toMatch(/^<svg .*<title>Ticket to Night Music<\/title>.*>Ada</s)
  })

  it('draws its back and how a watch shows it, in another language', async () => {
    const back = await deployment.call('GET', `${pass}/drawing?view=back&language=es`)
    expect(text(back.bytes)).toContain('>Una persona por entrada.<')
    const watch = await deployment.call('GET', `${pass}/drawing?view=watch&format=svg&language=es-MX`)
    expect(text(watch.bytes)).toContain('>Invitada<')
  })

  it('draws a PNG with two pixels a point', async () => {
    const { headers, bytes } = await deployment.call('GET', `${pass}/drawing?format=png`)
    const [, points] = /width="(\d+)"/.exec(text((await deployment.call('GET', `${pass}/drawing`)).bytes)) ?? []
    expect(headers.get('content-type')).toBe('image/png')
    expect([...bytes.subarray(0, 4)]).toEqual(pngMark)
    expect(widthOf(bytes)).toBe(2 * Number(points))
  })

  it('writes times as they are in their places, wherever the server is', async () => {
    const { bytes } = await deployment.call('GET', `${pass}/drawing`)
    expect(text(bytes)).toMatch(/>Jul 16, 2027, 7:15\sPM</)
  })

  it('draws a pass as it is now', async () => {
    const other = `/passes/${type}/OF-2`
    await deployment.call('PUT', other, { json: { template: 'card', values: { name: 'Grace' } } })
    await deployment.call('PATCH', other, { json: { values: { name: 'Edsger' } } })
    expect(text((await deployment.call('GET', `${other}/drawing`)).bytes)).toContain('>Edsger<')
  })

  it.each([
    ['view=side', 400, 'request/parameter-invalid'],
    ['format=gif', 400, 'request/parameter-invalid'],
    ['language=english', 400, 'request/parameter-invalid'],
    ['colour=red', 400, 'request/parameter-invalid'],
  ])('refuses ?%s', async (query, status, code) => {
    const answer = await deployment.call('GET', `${pass}/drawing?${query}`)
    expect([answer.status, answer.json.code]).toEqual([status, code])
  })

  it('tells that there is no such pass, and needs the scope passes:read', async () => {
    expect((await deployment.call('GET', `/passes/${type}/OF-9/drawing`)).json.code).toBe('pass/not-found')
    const key = await deployment.keyWith(['links:write'])
    expect((await deployment.call('GET', `${pass}/drawing`, { key })).json.code).toBe('request/scope-missing')
  })
})

describe('POST /drawings', () => {
  const post = (body: Uint8Array<ArrayBuffer>, query = '', mediaType = 'application/vnd.apple.pkpass') =>
    deployment.call('POST', `/drawings${query}`, { body, headers: { 'content-type': mediaType } })

  it('draws a pass that somebody sends', async () => {
    const file = copyBytes((await deployment.call('GET', `${pass}/file`)).bytes)
    const { status, bytes } = await post(file, '?view=back&language=es')
    expect(status).toBe(200)
    expect(text(bytes)).toContain('>Una persona por entrada.<')
  })

  it('draws a template with its placeholders', async () => {
    const { bytes } = await post(anArchive(aTicket), '', 'application/zip')
    expect(text(bytes)).toContain('>${name}<')
  })

  it.each([
    ['what is no archive', utf8('hello'), 422, 'archive/not-zip'],
    ['an archive that is empty', Uint8Array.of(0x50, 0x4b, 5, 6, ...Array(18).fill(0)), 422, 'drawing/no-pass'],
  ])('refuses %s', async (_, body, status, code) => {
    const answer = await post(body)
    expect([answer.status, answer.json.code]).toEqual([status, code])
  })

  it('refuses more than an answer holds as SVG, and draws it as PNG', async () => {
    const strip = noisePng({ width: 2400, height: 1450, bits: 8 }, 1)
    expect(strip.length).toBeGreaterThan((limits.drawingBytes * 3) / 4)
    const archive = anArchive({
      pass: { storeCard: {}, generic: undefined },
      files: { 'strip@3x.png': strip },
    })
    const answer = await post(archive, '', 'application/zip')
    expect([answer.status, answer.json.code]).toEqual([422, 'drawing/too-large'])
    const { bytes } = await post(archive, '?format=png', 'application/zip')
    expect([...bytes.subarray(0, 4)]).toEqual(pngMark)
  })
})

describe('a link with a snippet for e-mails', () => {
  it('comes with HTML and text in the language that is asked for', async () => {
    const { status, json } = await deployment.call('POST', `${pass}/links`, { json: { email: { language: 'es' } } })
    expect(status).toBe(201)
    expect(json.email.html).toContain(`src="${json.url}/image.png?lang=es"`)
    expect(json.email.html).toContain('alt="Entrada para Música Nocturna"')
    expect(json.email.text).toContain(`Añadir a Apple Wallet:\n${json.url}\n`)
  })

  it('speaks the language of the template if none is asked for', async () => {
    const { json } = await deployment.call('POST', `${pass}/links`, { json: { email: {} } })
    expect(json.email.text).toMatch(/^Ticket to Night Music\nNine Lanterns\n/)
  })

  it('is not there if it is not asked for', async () => {
    const { json } = await deployment.call('POST', `${pass}/links`, { json: {} })
    expect(Object.keys(json).sort()).toEqual(['expiresAt', 'url'])
  })

  it('is made for each sealed link', async () => {
    const passes = [{ name: 'Ada' }, { name: 'Grace' }]
    const { json } = await deployment.call('POST', '/links/sealed', { json: { template: 'card', passes, email: {} } })
    const links: { url: string; email: { text: string } }[] = json.links
    expect(links.map(({ url, email }) => email.text.includes(`\n${url}\n`))).toEqual([true, true])
  })

  it('tells of an order how many passes there are', async () => {
    const passes = ['Ada', 'Grace'].map((name) => ({ template: 'card', values: { name } }))
    const { json } = await deployment.call('POST', '/links/order', { json: { passes, email: {} } })
    expect(json.email.text).toMatch(/^Your 2 passes\nNine Lanterns\n/)
  })

  it('is made for an enrolment link', async () => {
    const { json } = await deployment.call('POST', '/links/enrolment', {
      json: { template: 'card', values: { name: 'You' }, email: {} },
    })
    expect(json.email.text).toMatch(/^Ticket to Night Music\n/)
  })

  it('refuses what is no language', async () => {
    const { status, json } = await deployment.call('POST', `${pass}/links`, { json: { email: { language: 'espa%' } } })
    expect([status, json.code, json.findings[0].pointer]).toEqual([422, 'request/body-invalid', '/email/language'])
  })
})

describe('findings of values', () => {
  it.each([
    ['sealed links', '/links/sealed', { template: 'card', passes: [{ name: 'Ada' }, { name: 7 }] }, '/passes/1/name'],
    ['an order', '/links/order', { passes: [{ template: 'card', values: { name: 7 } }] }, '/passes/0/values/name'],
    ['an enrolment link', '/links/enrolment', { template: 'card', values: { name: 7 } }, '/values/name'],
  ])('of %s point into the request', async (_, path, json, pointer) => {
    const answer = await deployment.call('POST', path, { json })
    expect([answer.status, answer.json.findings[0].pointer]).toEqual([422, pointer])
  })
})
