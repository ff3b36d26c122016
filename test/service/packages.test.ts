import { describe, expect, it } from 'vitest'
import { utf8 } from '../../lib/core/bytes.ts'
import type { PassInspection } from '../../lib/core/inspection/inspection.ts'
import { aDesign } from '../builders/design.ts'
import { aZip } from '../builders/zip.ts'
import { anArchive, aPass, aReadyWorld, aWorld, codeOf, put, theChain, type World } from './world.ts'

const codes = ({ findings }: { readonly findings: readonly { readonly code: string }[] }): readonly string[] =>
  findings.map(({ code }) => code)

/** A pass that the service has built. */
const aFile = async (world: World) => {
  await put(world)
  return (await world.service.passes.file(aPass())).bytes
}

const uploaded = async (world: World, archive: Uint8Array): Promise<string> => {
  const { id } = await world.service.uploads.start(archive.length)
  expect(await world.memory.receiveUpload(`uploads/${id}.zip`, archive)).toBe('stored')
  return id
}

describe('inspecting a pass', () => {
  it('of this deployment finds nothing wrong, if its root is trusted', async () => {
    const world = await aReadyWorld()
    const { root } = await theChain()
    const inspection = await world.service.packages.inspect(await aFile(world), { roots: [root] })
    expect(inspection).toMatchObject({
      kind: 'pass',
      finished: true,
      pass: { serialNumber: 'A-1' },
      signature: { ok: true, signer: { passTypeIdentifier: 'pass.com.example.card' } },
    })
    expect(inspection.findings.filter(({ severity }) => severity !== 'info')).toEqual([])
  })

  it('trusts Apple alone if nothing else is said', async () => {
    const world = await aReadyWorld()
    const inspection = await world.service.packages.inspect(await aFile(world))
    const checks = (inspection as PassInspection).signature?.checks.map(({ name, ok }) => [name, ok])
    expect(checks).toContainEqual(['integrity', true])
    expect(checks).toContainEqual(['chain', false])
  })

  it('tells what has expired by now', async () => {
    const world = await aReadyWorld({ pass: { expirationDate: '2026-11-22T12:00:00Z' } })
    const file = await aFile(world)
    const before = codes(await world.service.packages.inspect(file))
    world.time.now += 3 * 24 * 60 * 60 * 1000
    expect(codes(await world.service.packages.inspect(file))).not.toEqual(before)
  })

  it('judges as strictly as it is asked to', async () => {
    const { packages } = aWorld().service
    const pass = aZip([
      { name: 'pass.json', data: utf8('{"formatVersion": 1, "expirationDate": "2026-11-22T12:00:00.123Z"}') },
    ])
    const severity = async (profile: 'strict' | 'lenient') => {
      const { findings } = await packages.inspect(pass, { profile })
      return findings.find(({ path }) => path === '/expirationDate')?.severity
    }
    expect([await severity('strict'), await severity('lenient')]).toEqual(['warning', 'info'])
  })

  it('asks nobody and stores nothing', async () => {
    const world = await aReadyWorld()
    const file = await aFile(world)
    world.takeCalls()
    await world.service.packages.inspect(file)
    expect(world.takeCalls()).toEqual([])
  })
})

describe('inspecting anything else', () => {
  it.each([
    ['a template of ours', () => anArchive(), { kind: 'template', made: 'passwright' }],
    ['a template of Pass Designer', () => aDesign(), { kind: 'template', made: 'pass-designer' }],
    ['an unsigned pass', () => aZip([{ name: 'pass.json', data: utf8('{}') }]), { kind: 'pass', finished: false }],
    ['a bundle', () => aZip([{ name: 'a.pkpass', data: utf8('no pass') }]), { kind: 'bundle', passes: [] }],
  ])('tells what is known of %s', async (_, archive, expected) => {
    expect(await aWorld().service.packages.inspect(archive())).toMatchObject(expected)
  })

  it.each([
    ['nothing at all', () => new Uint8Array()],
    ['text', () => utf8('no archive')],
  ])('refuses %s', async (_, archive) => {
    expect(await codeOf(aWorld().service.packages.inspect(archive()))).toBe('archive/not-zip')
  })
})

describe('inspecting an upload', () => {
  it('tells the same, once', async () => {
    const world = await aReadyWorld()
    const file = await aFile(world)
    const { packages } = world.service
    const id = await uploaded(world, file)
    expect(await packages.inspectUpload(id)).toEqual(await packages.inspect(file))
    expect(await codeOf(packages.inspectUpload(id))).toBe('upload/not-found')
  })

  it('keeps it if a root cannot be read', async () => {
    const world = aWorld()
    const id = await uploaded(world, anArchive())
    const { packages } = world.service
    expect(await codeOf(packages.inspectUpload(id, { roots: ['no PEM'] }))).toBe('signer/certificate-unreadable')
    expect(await packages.inspectUpload(id)).toMatchObject({ kind: 'template' })
  })
})
