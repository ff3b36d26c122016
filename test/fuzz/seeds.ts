/** What mutants are made of: passes, a bundle, templates, as the library itself makes them. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { digestFiles, encodeManifest } from '../../lib/core/archive/manifest.ts'
import { type Bytes, utf8 } from '../../lib/core/bytes.ts'
import { writeStrings } from '../../lib/core/format/strings.ts'
import { compileTemplate, loadSigner, type Signer, type ThrowawayChain } from '../../lib/core/index.ts'
import { aPng } from '../builders/png.ts'
import { aTemplate, type TemplateChanges } from '../builders/template.ts'
import { aZip } from '../builders/zip.ts'

/** The files of a package that is in order. */
export interface Seed {
  readonly name: string
  readonly files: ReadonlyMap<string, Bytes>
}

/** Whose passes the seeds are: one certificate signs all of them. */
export const identity = { passTypeIdentifier: 'pass.com.example.card', teamIdentifier: 'ABCDE12345' } as const

const signingTime = new Date('2026-06-01T12:00:00Z')

const signed = async (content: ReadonlyMap<string, Bytes>, signer: Signer): Promise<Map<string, Bytes>> => {
  const manifest = encodeManifest(await digestFiles(content))
  return new Map([...content, ['manifest.json', manifest], ['signature', await signer.sign(manifest, signingTime)]])
}

const filesBelow = async (folder: string): Promise<Map<string, Bytes>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const files = paths
    .sort()
    .map(
      async (path): Promise<[string, Bytes]> => [
        path.slice(folder.length + 1).replaceAll('\\', '/'),
        new Uint8Array(await readFile(path)),
      ],
    )
  return new Map(await Promise.all(files))
}

/** A template's files with the identity of the seeds, and small pictures: what is in them costs only time. */
const adopted = (files: ReadonlyMap<string, Bytes>): Map<string, Bytes> => {
  const settings: object = JSON.parse(new TextDecoder().decode(files.get('template.json')))
  const small = Array.from(files, ([path, bytes]): [string, Bytes] => [
    path,
    path.endsWith('.png') ? new Uint8Array(aPng({ width: 87, height: 87, comment: path })) : bytes,
  ])
  return new Map([...small, ['template.json', utf8(JSON.stringify({ ...settings, ...identity }))]])
}

const filled = async (files: Iterable<readonly [string, Uint8Array]>): Promise<Map<string, Bytes>> => {
  const template = await compileTemplate(files)
  const { shared, own } = template.fill(template.settings.sample)
  return new Map([...shared, ...own])
}

const samples = ['boarding-pass', 'coupon', 'event-ticket', 'membership', 'store-card'] as const

const field = (key: string) => ({ key, label: key, value: `${key} ünd`, changeMessage: '%@' })

/** Passes that use what the samples do not. */
const variants: Readonly<Record<string, TemplateChanges>> = {
  localized: { sample: { name: { en: 'Ada', es: 'Ada la grande', ja: 'エイダ' } } },
  personalizable: {
    pass: {
      nfc: { message: 'hello', encryptionPublicKey: 'MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgACAAAA' },
      webServiceURL: 'https://example.com/',
      authenticationToken: 'a'.repeat(32),
    },
    files: {
      'personalization.json': JSON.stringify({
        requiredPersonalizationFields: ['PKPassPersonalizationFieldName'],
        description: 'Join us',
      }),
      'personalizationLogo.png': aPng({ width: 150, height: 40 }),
    },
  },
  poster: {
    pass: {
      generic: undefined,
      eventTicket: {
        primaryFields: [field('event')],
        backFields: [field('back')],
        additionalInfoFields: [field('tile')],
      },
      preferredStyleSchemes: ['posterEventTicket', 'eventTicket'],
      eventLogoText: 'Example',
      relevantDates: [{ startDate: '2026-07-01T18:00:00Z', endDate: '2026-07-01T23:00:00Z' }],
      semantics: {
        eventName: 'Concert',
        venueName: 'Hall',
        venueRegionName: 'City',
        venueRoom: 'Room',
        eventType: 'PKEventTypeLivePerformance',
        eventStartDate: '2026-07-01T18:00:00Z',
        seats: [{ seatNumber: '1', seatRow: 'A', seatSection: 'B' }],
        venueLocation: { latitude: 1, longitude: 2 },
      },
      upcomingPassInformation: [{ identifier: 'one', name: 'One', type: 'event' }],
    },
    files: { 'background.png': aPng({ width: 358, height: 448 }), 'primaryLogo.png': aPng({ width: 126, height: 30 }) },
  },
  flight: {
    pass: {
      generic: undefined,
      boardingPass: {
        transitType: 'PKTransitTypeAir',
        headerFields: [field('gate')],
        primaryFields: [field('from'), field('to')],
      },
      preferredStyleSchemes: ['semanticBoardingPass'],
      barcodes: [{ format: 'PKBarcodeFormatPDF417', message: 'M1', messageEncoding: 'iso-8859-1' }],
      semantics: {
        airlineCode: 'XX',
        flightNumber: 1234,
        departureAirportCode: 'SFO',
        destinationAirportCode: 'LHR',
        passengerName: { givenName: 'Ada' },
      },
    },
  },
}

/** All files of a variant; what a template would refuse to fill is not asked for here. */
const contentOf = async (changes: TemplateChanges): Promise<Map<string, Bytes>> => {
  const content = await filled(aTemplate(changes))
  if (content.size > 5) return content
  const greeting = writeStrings(new Map([['name', 'Ünïcode "quoted"']]))
  return content.set('de.lproj/pass.strings', greeting).set('es.lproj/icon@2x.png', new Uint8Array(aPng()))
}

/** A template of Pass Designer, not signed. */
const designed = (content: ReadonlyMap<string, Bytes>): Map<string, Bytes> =>
  new Map([...content, ['tooling.json', utf8('{"designerVersion":"1.0"}')]])

/** All seeds: the samples, the variants, a bundle, an unsigned pass, and templates of both kinds. */
export const makeSeeds = async (chain: ThrowawayChain): Promise<readonly Seed[]> => {
  const signer = await loadSigner(chain)
  const templates = await Promise.all(
    samples.map(async (name) => ({ name, files: adopted(await filesBelow(join('infra', 'templates', name))) })),
  )
  const contents = [
    ...(await Promise.all(templates.map(async ({ name, files }) => ({ name, files: await filled(files) })))),
    ...(await Promise.all(
      Object.entries(variants).map(async ([name, changes]) => ({ name, files: await contentOf(changes) })),
    )),
  ]
  const passes = await Promise.all(
    contents.map(async ({ name, files }): Promise<Seed> => ({ name, files: await signed(files, signer) })),
  )
  const packed = passes
    .slice(0, 3)
    .map(({ name, files }): [string, Bytes] => [
      `${name}.pkpass`,
      aZip(Array.from(files, ([path, data]) => ({ name: path, data, method: 8 }))),
    ])
  const [first] = contents
  const unsigned = first?.files ?? new Map<string, Bytes>()
  return [
    ...passes,
    { name: 'bundle', files: new Map(packed) },
    { name: 'folder', files: unsigned },
    { name: 'pass-designer', files: designed(unsigned) },
    ...templates.slice(0, 2).map(({ name, files }) => ({ name: `template ${name}`, files })),
  ]
}
