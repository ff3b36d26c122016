/** Served passes in the hands of programs that know nothing of ours: readers of passes on Linux, and how they ask. */
import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate/browser'
import { beforeAll, describe, expect, it } from 'vitest'
import { readSampleTemplates } from '../../infra/local/samples/template-folders.ts'
import { memoryPorts } from '../../lib/adapters/memory/ports.ts'
import { copyBytes } from '../../lib/core/bytes.ts'
import { isObject, type JsonObject, parseJson } from '../../lib/core/format/json.ts'
import { walletApp } from '../../lib/http/wallet/app.ts'
import { makeService } from '../../lib/service/make-service.ts'
import { putSigner } from '../builders/put-signer.ts'
import { aChain } from '../builders/signer.ts'
import { aPass, noon } from '../service/world.ts'
import { needs, program } from '../setup/programs.ts'

const templates = ['boarding-pass', 'coupon', 'event-ticket', 'membership', 'store-card'] as const

const objectIn = (bytes: Uint8Array | undefined): JsonObject => {
  const value = parseJson(bytes ?? new Uint8Array())
  return isObject(value) ? value : {}
}

/** The sample of a template, as its holder got it. What they know of the web service stands in it. */
interface Downloaded {
  readonly pass: JsonObject
  readonly bytes: Uint8Array
}

/** A deployment with a pass of each template. */
const deploy = async () => {
  const samples = await readSampleTemplates(join(import.meta.dirname, '../../infra/templates'))
  const passTypeIdentifiers = samples.map(({ passTypeIdentifier }) => passTypeIdentifier)
  const ports = memoryPorts({ clock: { now: () => noon } })
  const service = makeService(ports, { publicBaseUrl: 'https://passes.example.com', passTypeIdentifiers })
  const downloaded = new Map<string, Downloaded>()
  for (const { name, passTypeIdentifier, archive, sample } of samples) {
    await putSigner(ports.admin, passTypeIdentifier, await aChain({ passTypeIdentifier }))
    await service.templates.publish(copyBytes(archive))
    const { serialNumber, ...values } = sample
    const pass = aPass(String(serialNumber), passTypeIdentifier)
    await service.passes.put(pass, { template: name, values }, {})
    const { bytes } = await service.passes.file(pass)
    downloaded.set(name, { pass: objectIn(unzipSync(bytes)['pass.json']), bytes })
  }
  return { app: walletApp(service.wallet, { report: ({ error }) => expect.unreachable(String(error)) }), downloaded }
}

let deployment: Awaited<ReturnType<typeof deploy>>
let folder: string

/**
 * Asks as GNOME's Passes does: the address is what stands in the pass with a slash too many, and the token is all that the
 * head holds.
 */
const update = async (template: string): Promise<Uint8Array> => {
  const { webServiceURL, passTypeIdentifier, serialNumber, authenticationToken } =
    deployment.downloaded.get(template)?.pass ?? {}
  const response = await deployment.app.request(`${webServiceURL}//v1/passes/${passTypeIdentifier}/${serialNumber}`, {
    headers: { Authorization: `ApplePass ${authenticationToken}` },
  })
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/vnd.apple.pkpass'])
  return new Uint8Array(await response.arrayBuffer())
}

// KDE's programs take extractors of one's own: this one hands out what their reader of passes found.
const extractor = {
  mimeType: 'application/vnd.apple.pkpass',
  filter: [
    {
      mimeType: 'application/vnd.apple.pkpass',
      field: 'passTypeIdentifier',
      match: 'pass\\.com\\.example\\.passwright\\..*',
      scope: 'Current',
    },
  ],
  script: 'read.js',
}
const script = `function main(pass) {
  const { serialNumber, organizationName, hasIcon, hasLogo, barcodes: [{ message }] } = pass
  const fields = Object.keys(pass.field).length
  const read = encodeURIComponent(JSON.stringify({ serialNumber, organizationName, hasIcon, hasLogo, message, fields }))
  return {
    '@type': 'EventReservation',
    reservationFor: { '@type': 'Event', name: 'any', startDate: '2027-01-01T00:00:00' },
    reservedTicket: { '@type': 'Ticket', name: read },
  }
}
`

/** What KDE's reader finds in a pass. */
const readByKde = async (name: string, bytes: Uint8Array): Promise<unknown> => {
  const file = join(folder, `${name}.pkpass`)
  await writeFile(file, bytes)
  const output = execFileSync(
    program('kitinerary-extractor'),
    ['--additional-search-path', join(folder, 'extractors'), '--no-validation', file],
    { encoding: 'utf8', env: { ...process.env, QT_QPA_PLATFORM: 'offscreen', LANGUAGE: '', LC_ALL: 'en_GB.UTF-8' } },
  )
  const [reservation] = JSON.parse(output)
  return JSON.parse(decodeURIComponent(reservation.reservedTicket.name))
}

beforeAll(async () => {
  deployment = await deploy()
  folder = await mkdtemp(join(tmpdir(), 'passwright-readers-'))
  await mkdir(join(folder, 'extractors'))
  await writeFile(join(folder, 'extractors/read.json'), JSON.stringify(extractor))
  await writeFile(join(folder, 'extractors/read.js'), script)
})

describe('a client that asks as GNOME Passes does', () => {
  it.each(templates)('gets its %s', async (template) => {
    const { bytes } = deployment.downloaded.get(template) ?? {}
    expect(Buffer.from(await update(template)).equals(bytes ?? Buffer.of())).toBe(true)
  })
})

describe("KDE's reader of passes", needs('kitinerary-extractor'), () => {
  it.each([
    [
      'boarding-pass',
      {
        serialNumber: '0002417005666-2',
        organizationName: 'Kittiwake Air',
        message: 'M1JONSDOTTIR/BIRNA    EAG3Y6U EDICPHXX 0412 102Y020F0044 100',
        fields: 19,
      },
    ],
    [
      'coupon',
      {
        serialNumber: 'FH-SPRING27-000318',
        organizationName: 'Fernhollow Garden Market',
        message: 'FH27-PLANT-000318',
        fields: 7,
      },
    ],
    [
      'event-ticket',
      {
        serialNumber: 'NL27-0716-004-17',
        organizationName: 'Nine Lanterns',
        message: 'NL27-7Q4K-92MX-D8PT',
        fields: 16,
      },
    ],
    [
      'membership',
      {
        serialNumber: 'CP-2019-004817',
        organizationName: 'Casa Prisma',
        message: 'CP-2019-004817',
        fields: 11,
      },
    ],
    [
      'store-card',
      {
        serialNumber: 'OF-5502-7814-0093',
        organizationName: 'Oatfinch Coffee',
        message: 'OF-5502-7814-0093',
        fields: 9,
      },
    ],
  ])('loads the %s that the web service hands out', async (template, found) => {
    expect(await readByKde(template, await update(template))).toEqual({ ...found, hasIcon: true, hasLogo: true })
  })
})
