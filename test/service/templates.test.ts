import { describe, expect, it } from 'vitest'
import { type Bytes, utf8 } from '../../lib/core/bytes.ts'
import type { PassTypeIdentifier, TeamIdentifier } from '../../lib/core/format/identifiers.ts'
import { limits } from '../../lib/service/limits.ts'
import { aDesign } from '../builders/design.ts'
import { pngStub } from '../builders/template.ts'
import { aZip } from '../builders/zip.ts'
import { anArchive, aPass, aWorld, codeOf, noon, publish, type World } from './world.ts'

const writes = (world: World): readonly string[] =>
  world.takeCalls().filter((call) => ['assets.put', 'templates.publish'].includes(call))

const identity = {
  passTypeIdentifier: 'pass.com.example.card' as PassTypeIdentifier,
  teamIdentifier: 'ABCDE12345' as TeamIdentifier,
}

describe('publishing', () => {
  it('makes version 1 of a new name', async () => {
    const world = aWorld()
    expect(await publish(world)).toEqual({
      template: {
        name: 'card',
        version: 1,
        passTypeIdentifier: 'pass.com.example.card',
        teamIdentifier: 'ABCDE12345',
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        bytes: expect.any(Number),
        publishedAt: noon,
      },
      created: true,
      warnings: [],
      notes: [expect.objectContaining({ code: 'field-change-silent', severity: 'info' })],
    })
  })

  it('makes the next version of a name that is there', async () => {
    const world = aWorld()
    await publish(world)
    const { template, created } = await publish(world, { pass: { logoText: 'New' }, settings: { description: 'It' } })
    expect({ created, ...template }).toMatchObject({ created: true, version: 2, description: 'It' })
  })

  it('of the very same files makes no version, however they were zipped', async () => {
    const world = aWorld()
    const { template } = await publish(world)
    world.takeCalls()
    expect(await publish(world)).toMatchObject({ template, created: false })
    const inFolder = await world.service.templates.publish(anArchive({}, 'my card/'))
    expect(inFolder).toMatchObject({ template, created: false })
    expect(writes(world)).toEqual([])
  })

  it('of an earlier version makes a new one: it is a way back', async () => {
    const world = aWorld()
    const first = await publish(world)
    await publish(world, { pass: { logoText: 'New' } })
    const { template } = await publish(world)
    expect(template).toMatchObject({ version: 3, sha256: first.template.sha256 })
  })

  it('is refused if template.json is larger than an answer that holds it could be', async () => {
    const world = aWorld()
    const large = { settings: { values: { type: 'object', description: 'x'.repeat(limits.templateSettingsBytes) } } }
    await expect(publish(world, large)).rejects.toMatchObject({
      code: 'template/settings-invalid',
      message: expect.stringMatching(/^template\.json has at most 1048576 bytes; this one has 1048\d+: shorten/),
    })
    expect(writes(world)).toEqual([])
  })

  it('drops what operating systems leave lying about, beside a common folder too', async () => {
    const world = aWorld()
    const { template } = await publish(world)
    const junk = { '__MACOSX/._icon.png': 'x', '.DS_Store': 'x', '.git/config': 'x' }
    expect(await publish(world, { files: junk })).toMatchObject({ template, created: false })
  })

  it('tells the warnings of the sample', async () => {
    const world = aWorld()
    const { warnings } = await publish(world, { pass: { maxDistance: -1 } })
    expect(warnings.map(({ path }) => path)).toEqual(['/maxDistance'])
  })

  it('notes what is of no use in the template', async () => {
    const values = { name: { type: 'string' }, seat: {} }
    const { warnings, notes } = await publish(aWorld(), { values, sample: { seat: 1 } })
    expect(warnings).toEqual([])
    expect(notes.map(({ code, path }) => [code, path])).toContainEqual([
      'value-unused',
      'template.json#/values/properties/seat',
    ])
  })

  it.each([
    ['no archive', () => utf8('no zip'), 'archive/not-zip'],
    ['a path that climbs out', () => aZip([{ name: '../pass.json' }]), 'archive/unsafe-path'],
    ['two folders', () => aZip([{ name: 'a/template.json' }, { name: 'b/pass.json' }]), 'template/file-missing'],
    ['a key', () => anArchive({ files: { 'key.pem': 'x' } }), 'template/file-refused'],
    ['a broken expression', () => anArchive({ pass: { logoText: '${' } }), 'template/expression-invalid'],
    ['a sample that Wallet refuses', () => anArchive({ pass: { barcodes: 'none' } }), 'pass/refused'],
    [
      'a pass type that the deployment does not know',
      () => anArchive({ settings: { passTypeIdentifier: 'pass.com.example.unknown' } }),
      'template/pass-type-unknown',
    ],
    [
      'a pass that is too large for an answer',
      () => anArchive({ files: { 'background.png': pngStub('x'.repeat(limits.passBytes)) } }),
      'pass/too-large',
    ],
    [
      'more than 32 MiB unpacked',
      () => anArchive({ files: { 'logo.png': pngStub('x'.repeat(limits.uploadArchiveBytes)) } }),
      'archive/too-large',
    ],
  ])('refuses %s, and stores nothing', async (_, archive, code) => {
    const world = aWorld()
    expect(await codeOf(world.service.templates.publish(archive()))).toBe(code)
    expect(writes(world)).toEqual([])
  })

  it.each([
    ['pass type', { passTypeIdentifier: 'pass.com.example.other' }],
    ['team', { teamIdentifier: 'ZZZZZ99999' }],
  ])('refuses another %s under the same name, and stores nothing', async (_, identity) => {
    const world = aWorld()
    await publish(world)
    world.takeCalls()
    expect(await codeOf(publish(world, { settings: identity }))).toBe('template/identity-changed')
    expect(writes(world)).toEqual([])
  })

  it('at once by several makes as many versions, in a row', async () => {
    const world = aWorld()
    const published = await Promise.all(
      ['a', 'b', 'c'].map((logoText) => publish({ service: world.another() }, { pass: { logoText } })),
    )
    expect(published.map(({ template }) => template.version).sort()).toEqual([1, 2, 3])
  })

  it('at once of the same files makes one version', async () => {
    const world = aWorld()
    const published = await Promise.all([1, 2, 3].map(() => publish({ service: world.another() })))
    expect(published.map(({ template }) => template.version)).toEqual([1, 1, 1])
  })

  it('that is always too late says that others are busy', async () => {
    const world = aWorld()
    const { templates } = world.memory
    world.interfere(async (call) => {
      if (call !== 'templates.publish') return
      const { version = 0 } = (await templates.latest('card')) ?? {}
      const other = { name: 'card', version: version + 1, sha256: `${version}`, bytes: 1, publishedAt: 0 }
      await templates.publish({ ...other, ...identity })
    })
    expect(await codeOf(publish(world))).toBe('template/busy')
  })
})

describe('reading templates', () => {
  it('gives schema, sample, language and files of a version, by default of the newest', async () => {
    const world = aWorld()
    const { template } = await publish(world)
    await publish(world, { files: { 'logo.png': pngStub() } })
    const { read } = world.service.templates
    expect(await read('card', 1)).toEqual({
      ...template,
      values: {
        type: 'object',
        properties: { name: { type: 'string', minLength: 1 } },
        required: ['name'],
        additionalProperties: false,
      },
      sample: { serialNumber: 'S-1', name: 'Ada' },
      defaultLanguage: 'en',
      files: ['icon.png', 'icon@2x.png', 'icon@3x.png', 'pass.json', 'template.json'],
    })
    expect(await read('card')).toMatchObject({ version: 2, files: expect.arrayContaining(['logo.png']) })
  })

  it.each([
    ['nothing', undefined],
    ['card', 2],
    ['card@1', undefined],
    ['../card', undefined],
  ])('knows no %s %s', async (name, version) => {
    const world = aWorld()
    await publish(world)
    expect(await codeOf(world.service.templates.read(name, version))).toBe('template/not-found')
  })

  it('lists the newest version of each template, and the versions of one', async () => {
    const world = aWorld()
    await publish(world)
    await publish(world, { pass: { logoText: 'New' } })
    await publish(world, { settings: { name: 'badge' } })
    const { list, versions } = world.service.templates
    const named = ({ name, version }: { name: string; version: number }) => `${name}@${version}`
    expect((await list({ limit: 10 })).items.map(named)).toEqual(['badge@1', 'card@2'])
    expect((await versions('card', { limit: 10 })).items.map(named)).toEqual(['card@2', 'card@1'])
    expect(await codeOf(versions('nothing', { limit: 10 }))).toBe('template/not-found')
  })
})

describe('publishing what Pass Designer has saved', () => {
  it('makes a template that is named after its description, whose fields are values', async () => {
    const world = aWorld()
    const { template, created } = await world.service.templates.publish(aDesign({}, 'Dog.pkpasstemplate/'))
    expect([template.name, template.passTypeIdentifier, created]).toEqual([
      'card-of-a-dog',
      'pass.com.example.card',
      true,
    ])
    const { values, files } = await world.service.templates.read('card-of-a-dog')
    expect(values).toMatchObject({ properties: { name: { default: 'Rex' } } })
    expect(files).toEqual(['icon.png', 'icon@2x.png', 'pass.json', 'template.json'])
    const { pass } = await world.service.passes.put(aPass(), { template: 'card-of-a-dog', values: { name: 'Bo' } }, {})
    expect(pass.values).toEqual({ name: 'Bo' })
  })

  it('of the very same design makes no version', async () => {
    const world = aWorld()
    await world.service.templates.publish(aDesign())
    expect(await world.service.templates.publish(aDesign())).toMatchObject({ created: false })
  })

  it('is refused while it does not say whose passes it makes, naming what is missing', async () => {
    const publishing = aWorld().service.templates.publish(aDesign({ passTypeIdentifier: '', teamIdentifier: '' }))
    await expect(publishing).rejects.toMatchObject({
      code: 'template/settings-invalid',
      findings: [{ path: '/passTypeIdentifier' }, { path: '/teamIdentifier' }],
    })
  })
})

describe('an upload', () => {
  const uploaded = async (world: World, archive: Bytes): Promise<string> => {
    const { id, request } = await world.service.uploads.start(archive.length)
    expect(request).toMatchObject({ method: 'PUT', url: `https://uploads.example.com/uploads/${id}.zip` })
    expect(await world.memory.receiveUpload(`uploads/${id}.zip`, archive)).toBe('stored')
    return id
  }

  it('is published, once', async () => {
    const world = aWorld()
    const id = await uploaded(world, anArchive())
    const { publishUpload } = world.service.templates
    expect(await publishUpload(id)).toMatchObject({ template: { name: 'card', version: 1 }, created: true })
    expect(await codeOf(publishUpload(id))).toBe('upload/not-found')
  })

  it('may take 15 minutes', async () => {
    const world = aWorld()
    expect((await world.service.uploads.start(1)).expiresAt).toBe(noon + 15 * 60_000)
  })

  it('that is refused is removed', async () => {
    const world = aWorld()
    const id = await uploaded(world, utf8('no zip'))
    const { publishUpload } = world.service.templates
    expect(await codeOf(publishUpload(id))).toBe('archive/not-zip')
    expect(await codeOf(publishUpload(id))).toBe('upload/not-found')
  })

  it('that could not be published for now stays', async () => {
    const world = aWorld()
    const id = await uploaded(world, anArchive())
    const { publishUpload } = world.service.templates
    world.interfere((call) => {
      if (call === 'templates.latest') throw new Error('down')
    })
    await expect(publishUpload(id)).rejects.toThrow('down')
    world.interfere(undefined)
    expect(await publishUpload(id)).toMatchObject({ created: true })
  })

  it.each([
    [0, 'request/parameter-invalid'],
    [1.5, 'request/parameter-invalid'],
    [Number.NaN, 'request/parameter-invalid'],
    [32 * 1024 * 1024 + 1, 'request/too-large'],
  ])('of %d bytes is refused', async (bytes, code) => {
    expect(await codeOf(aWorld().service.uploads.start(bytes))).toBe(code)
  })

  it.each(['', 'x', '../../templates/card', 'A'.repeat(22)])('named %j is not there', async (id) => {
    expect(await codeOf(aWorld().service.templates.publishUpload(id))).toBe('upload/not-found')
  })
})
