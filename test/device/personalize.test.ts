/** A simulated device whose holder fills in the form of a pass. */
import { describe, expect, it } from 'vitest'
import { signPersonalizationToken } from '../../lib/core/index.ts'
import { exchangesOf, logLinesOf } from '../../lib/device/index.ts'
import { formFiles, personalizable } from '../builders/personalizable.ts'
import { aSigner } from '../builders/signer.ts'
import { aDevice } from './a-device.ts'
import {
  aPkpass,
  aServer,
  type Behaviour,
  named,
  noon,
  type PassChanges,
  theSigner,
  token,
  type,
  url,
} from './a-server.ts'

const { pass = {}, files = {} } = personalizable

const withForm: PassChanges = { pass, files }

const card: PassChanges = {
  pass,
  files: Object.fromEntries(Object.entries(files).filter(([path]) => !(path in formFiles))),
}

const signed = async (request: Request): Promise<Response> => {
  const { personalizationToken } = await request.json()
  const { signer } = await theSigner()
  return new Response(await signPersonalizationToken(signer, personalizationToken, new Date(noon)))
}

/** A device that holds a pass with a form, which the server gives out without it once it is filled in. */
const asked = async (personalize: Behaviour['personalize'] = signed, after: PassChanges = card) => {
  const first = await aPkpass('Nobody', withForm)
  const personal = await aPkpass('Ada', after)
  const server = aServer(first, {
    personalize: async (request) => {
      const answer = await personalize(request)
      server.publish(personal)
      return answer
    },
  })
  const device = await aDevice({ fetch: server.fetch })
  return { server, device, added: await device.add(first) }
}

const answers = { fullName: 'Ada King Lovelace', postalCode: '95014', emailAddress: 'ada@example.com' }

describe('a pass with a form', () => {
  it('is not registered before its form is filled in', async () => {
    const { server, device, added } = await asked()
    const form = ['PKPassPersonalizationFieldName', 'PKPassPersonalizationFieldEmailAddress']
    expect(added.steps).toEqual([{ kind: 'added', pass: named(), form }])
    await device.reboot()
    await device.setUpdates(named(), 'on')
    expect(server.asked).toEqual([])
  })

  it('sends the answers that it asks for, without a token, fetches the pass and registers it', async () => {
    const { server, device } = await asked()
    const report = await device.personalize(named(), answers)
    expect([report.ok, exchangesOf(report).map(({ call, status }) => `${call} ${status}`)]).toEqual([
      true,
      ['personalize 200', 'latest 200', 'register 201'],
    ])
    const [request] = server.requests
    expect(request?.headers.get('authorization')).toBeNull()
    expect(await request?.json()).toEqual({
      personalizationToken: expect.stringMatching(/^[A-Za-z0-9_-]{32}$/),
      requiredPersonalizationInfo: {
        fullName: 'Ada King Lovelace',
        givenName: 'Ada',
        familyName: 'King Lovelace',
        emailAddress: 'ada@example.com',
      },
    })
    expect(device.passes[0]).toMatchObject({ registered: true, fields: [{ value: 'Ada' }] })
    expect(device.passes[0]).not.toHaveProperty('form')
  })

  it('sends a token if it is told to', async () => {
    const { server, device } = await asked()
    await device.personalize(named(), answers, { sendToken: true })
    expect(server.requests[0]?.headers.get('authorization')).toBe(`ApplePass ${token}`)
  })

  it('wants all that it asks for', async () => {
    const { device } = await asked()
    await expect(device.personalize(named(), { emailAddress: 'a@example.com' })).rejects.toThrow(
      expect.objectContaining({ code: 'device/form-incomplete', message: 'the form asks for fullName' }),
    )
  })

  it('is filled in once', async () => {
    const { device } = await asked()
    await device.personalize(named(), answers)
    await expect(device.personalize(named(), answers)).rejects.toThrow(
      expect.objectContaining({ code: 'device/nothing-to-personalize' }),
    )
  })
})

const line = (error: string) =>
  `Personalize task (pass type ${type}, serial number S-1; with web service url ${url}) encountered error: ${error}`

const invalid = line('Received invalid signature of the personalization token')

describe('a server that does not do its part', () => {
  it.each<[string, Behaviour['personalize'], string]>([
    ['refuses', () => new Response(null, { status: 403 }), line('Unexpected response code 403')],
    ['sends no signature', () => new Response(), invalid],
    [
      'signs another text',
      async () => new Response(await signPersonalizationToken((await theSigner()).signer, 'other', new Date(noon))),
      invalid,
    ],
    [
      'signs with a certificate of another pass type',
      async (request) => {
        const { signer } = await aSigner({ passTypeIdentifier: 'pass.com.example.other' })
        const { personalizationToken } = await request.json()
        return new Response(await signPersonalizationToken(signer, personalizationToken, new Date(noon)))
      },
      invalid,
    ],
  ])('and %s is logged; the pass stays as it is, and is not registered', async (_, personalize, logged) => {
    const { device } = await asked(personalize)
    const report = await device.personalize(named(), answers)
    expect(logLinesOf(report)).toEqual([logged])
    expect(device.passes[0]).toMatchObject({ registered: false, form: expect.anything() })
  })

  it('and does not give the pass out is not blamed for a form in it', async () => {
    const { server, device } = await asked()
    const failing = await aDevice({
      state: device.state(),
      fetch: (request) =>
        request.method === 'GET' ? Promise.resolve(new Response(null, { status: 500 })) : server.fetch(request),
    })
    const { steps } = await failing.personalize(named(), answers)
    expect(steps.flatMap((step) => (step.kind === 'failed' ? [step.reason] : []))).toEqual([
      'the pass could not be fetched: Unexpected response code 500',
      'the pass is not personalized: the device only has the version with the form',
    ])
  })

  it('and leaves the form in is told of', async () => {
    const { device } = await asked(signed, withForm)
    const report = await device.personalize(named(), answers)
    expect(report.steps.at(-1)).toMatchObject({ kind: 'failed', pass: named() })
    expect(device.passes[0]).toMatchObject({ registered: false })
  })
})
