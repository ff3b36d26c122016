/** The 200 sample flights, built by one command, under the eyes of programs that know nothing of ours. */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { aFolder, type Outcome, passwright } from './builders/passwright.ts'
import { needs, program } from './setup/programs.ts'

const templates = resolve('infra/templates')
const flights = join(templates, 'records/flights.ndjson')

let folder: string
let built: Outcome
let passes: string[]
const root = () => join(folder, '.local/signer/root.pem')

beforeAll(async () => {
  folder = await aFolder()
  built = await passwright(folder, [
    'build',
    join(templates, 'boarding-pass'),
    '--values',
    flights,
    '--out',
    'flights',
    '--json',
  ])
  passes = (await readdir(join(folder, 'flights'))).map((name) => join(folder, 'flights', name))
})

/** Every twentieth pass: programs of their own take their time. */
const sample = () => passes.filter((_, index) => index % 20 === 0)

const unpack = async (pass: string): Promise<string> => {
  const target = await mkdtemp(join(tmpdir(), 'passwright-unpacked-'))
  execFileSync(program('unzip'), ['-q', pass, '-d', target])
  return target
}

describe('the 200 flights', () => {
  it('are built by one command without a finding', () => {
    expect(built.code).toBe(0)
    expect(passes).toHaveLength(200)
    expect(JSON.parse(built.stdout)).toMatchObject({ findings: [] })
  })

  it('verify, all of them', async () => {
    const { code, stdout } = await passwright(folder, ['verify', ...passes, '--root', root(), '--json'])
    expect(code).toBe(0)
    expect(JSON.parse(stdout).filter(({ ok }: { ok: boolean }) => ok)).toHaveLength(200)
  })

  it('have manifests that list every file with its SHA-1', needs('unzip'), async () => {
    for (const pass of sample()) {
      const unpacked = await unpack(pass)
      const manifest = JSON.parse(await readFile(join(unpacked, 'manifest.json'), 'utf8'))
      const files = (await readdir(unpacked)).filter((name) => name !== 'manifest.json' && name !== 'signature')
      const digests = await Promise.all(
        files.map(async (name) => [
          name,
          createHash('sha1')
            .update(await readFile(join(unpacked, name)))
            .digest('hex'),
        ]),
      )
      expect(Object.fromEntries(digests)).toEqual(manifest)
    }
  })

  it('have signatures that openssl verifies', needs('openssl', 'unzip'), async () => {
    for (const pass of sample()) {
      const cwd = await unpack(pass)
      const args =
        'cms -verify -binary -inform DER -in signature -content manifest.json -purpose any -out content'.split(' ')
      execFileSync(program('openssl'), [...args, '-CAfile', root()], { cwd, stdio: 'pipe' })
      expect(await readFile(join(cwd, 'content'))).toEqual(await readFile(join(cwd, 'manifest.json')))
    }
  })

  it('are archives that unzip accepts', needs('unzip'), () => {
    for (const pass of sample()) {
      expect(execFileSync(program('unzip'), ['-t', pass], { encoding: 'utf8' })).toContain('No errors detected')
    }
  })

  it("are archives that Python's zipfile accepts", needs('python3'), async () => {
    const script = join(folder, 'check.py')
    await writeFile(
      script,
      'import sys, zipfile\nfor name in sys.argv[1:]:\n  with zipfile.ZipFile(name) as pass_:\n    assert pass_.testzip() is None, name\n    print(len(pass_.namelist()))\n',
    )
    const counts = execFileSync(program('python3'), [script, ...passes], { encoding: 'utf8' })
    expect(counts.trim().split('\n')).toEqual(passes.map(() => '12'))
  })

  it("are archives that Java's ZipInputStream accepts", needs('java'), async () => {
    const source = join(folder, 'Check.java')
    await writeFile(
      source,
      `import java.io.*;
import java.util.zip.*;
class Check {
  public static void main(String[] names) throws IOException {
    for (String name : names) {
      int entries = 0;
      try (ZipInputStream in = new ZipInputStream(new FileInputStream(name))) {
        while (in.getNextEntry() != null) { in.readAllBytes(); entries++; }
      }
      System.out.println(entries);
    }
  }
}
`,
    )
    const counts = execFileSync(program('java'), [source, ...sample()], { encoding: 'utf8' })
    expect(counts.trim().split('\n')).toEqual(sample().map(() => '12'))
  })

  it("are read by KDE's extractor: flight, seat and passenger", needs('kitinerary-extractor'), async () => {
    const records = (await readFile(flights, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const [record] = records
    const file = join(folder, 'flights', `${record.serialNumber}.pkpass`)
    const output = execFileSync(program('kitinerary-extractor'), [file], {
      encoding: 'utf8',
      env: { ...process.env, QT_QPA_PLATFORM: 'offscreen' },
    })
    const [reservation] = JSON.parse(output)
    expect(reservation['@type']).toBe('FlightReservation')
    expect(reservation.reservationFor).toMatchObject({
      flightNumber: String(record.flightNumber),
      airline: { iataCode: 'XX' },
      departureAirport: { iataCode: record.fromCode },
      arrivalAirport: { iataCode: record.toCode },
    })
    expect(reservation.airplaneSeat ?? reservation.reservedTicket.ticketedSeat.seatNumber).toBe(record.seat)
    expect(reservation.underName.name.toLowerCase()).toContain(record.familyName.toLowerCase())
  })
})
