/** The 200 sample flights: that the file is the generator's, and that every record agrees with its own bar code. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { bcbp, transliterate } from '../infra/templates/records/bcbp.ts'
import { type FlightRecord, flightRecords, flightsFile } from '../infra/templates/records/flights.ts'
import { preflight } from '../lib/core/preflight/preflight.ts'
import { compileTemplate } from '../lib/core/template/compile.ts'

const templates = new URL('../infra/templates/', import.meta.url)
const file = readFileSync(new URL('records/flights.ndjson', templates), 'utf8')
const records = file
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as FlightRecord)

const boardingPass = () => {
  const folder = fileURLToPath(new URL('boarding-pass/', templates))
  return compileTemplate(
    new Map(readdirSync(folder).map((name) => [name, new Uint8Array(readFileSync(folder + name))])),
  )
}

/** The items of a bar code by their places in IATA Resolution 792. */
const itemsOf = (message: string) => ({
  format: message.slice(0, 1),
  legs: message.slice(1, 2),
  name: message.slice(2, 22),
  electronicTicket: message.slice(22, 23),
  pnr: message.slice(23, 30),
  from: message.slice(30, 33),
  to: message.slice(33, 36),
  carrier: message.slice(36, 39),
  flightNumber: message.slice(39, 44),
  dayOfYear: message.slice(44, 47),
  compartment: message.slice(47, 48),
  seat: message.slice(48, 52),
  sequence: message.slice(52, 57),
  passengerStatus: message.slice(57, 58),
  conditionalSize: message.slice(58, 60),
})

const byFlight = new Map<number, FlightRecord[]>()
for (const record of records) byFlight.set(record.flightNumber, [...(byFlight.get(record.flightNumber) ?? []), record])

const timesOf = (record: FlightRecord) =>
  [record, ...(record.scheduled ? [record.scheduled] : [])].flatMap((times) => [
    { time: times.boardingTime, zone: record.fromTimeZone },
    { time: times.departureTime, zone: record.fromTimeZone },
    { time: times.arrivalTime, zone: record.toTimeZone },
  ])

/** A time as the clocks of its zone show it, by the runtime's own time zone data. */
const onTheWall = (time: string, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    .format(new Date(time))
    .replace(' ', 'T')

describe('the file of 200 flights', () => {
  it('is what the generator writes', () => {
    expect(file).toBe(flightsFile())
    expect(flightRecords()).toEqual(records)
  })

  it('holds 200 records, each with a serial number of its own in the alphabet', () => {
    expect(records).toHaveLength(200)
    expect(new Set(records.map(({ serialNumber }) => serialNumber)).size).toBe(200)
    for (const { serialNumber } of records) expect(serialNumber).toMatch(/^000\d{10}-[12]$/)
  })

  it('fills the template, and preflight finds nothing', async () => {
    const template = await boardingPass()
    for (const record of records) expect(preflight(template.fill(record))).toEqual([])
  })

  it('has the sample of the template among its records', async () => {
    const template = await boardingPass()
    expect(records).toContainEqual(template.settings.sample)
  })

  it('gives nobody the seat or the sequence number of another on the same flight', () => {
    expect(byFlight.size).toBe(16)
    for (const passengers of byFlight.values()) {
      expect(new Set(passengers.map(({ seat }) => seat)).size).toBe(passengers.length)
      expect(new Set(passengers.map(({ sequence }) => sequence)).size).toBe(passengers.length)
    }
  })

  it('uses a booking reference for one flight and one cabin', () => {
    const uses = new Set(records.map(({ pnr, flightNumber, cabin }) => `${pnr} ${flightNumber} ${cabin}`))
    expect(uses.size).toBe(new Set(records.map(({ pnr }) => pnr)).size)
  })

  it('spells names as their bearers do, in more than ASCII', () => {
    const foreign = records.filter(({ givenName, familyName }) => /[^ -~]/.test(givenName + familyName))
    expect(foreign.length).toBeGreaterThan(100)
  })
})

describe('the times of a flight', () => {
  it('are dates of 2027 with a zone and without fractions', () => {
    for (const { time } of records.flatMap(timesOf)) {
      expect(time).toMatch(/^2027-\d\d-\d\dT\d\d:\d\d:00[+-]\d\d:\d\d$/)
      expect(Number.isNaN(Date.parse(time))).toBe(false)
    }
  })

  it('are what the clocks of the place show', () => {
    for (const { time, zone } of records.flatMap(timesOf)) expect(time.slice(0, 19)).toBe(onTheWall(time, zone))
  })

  it('begin with boarding and end with the arrival', () => {
    for (const { boardingTime, departureTime, arrivalTime } of records) {
      const [boarding = 0, departure = 0, arrival = 0] = [boardingTime, departureTime, arrivalTime].map(Date.parse)
      expect(boarding).toBeLessThan(departure)
      expect(departure).toBeLessThan(arrival)
    }
  })
})

describe('the bar code of a flight', () => {
  it('agrees with its record, item by item', () => {
    for (const record of records) {
      const sold = record.scheduled ?? record
      const [year = 0, month = 0, day = 0] = sold.departureTime.slice(0, 10).split('-').map(Number)
      const dayOfYear = (Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 0)) / 86_400_000
      expect(record.barcode).toHaveLength(60)
      expect(itemsOf(record.barcode)).toEqual({
        format: 'M',
        legs: '1',
        name: expect.stringMatching(/^[A-Z][A-Z ]*\/[A-Z][A-Z ]*$/),
        electronicTicket: 'E',
        pnr: `${record.pnr} `,
        from: record.fromCode,
        to: record.toCode,
        carrier: 'XX ',
        flightNumber: `${String(record.flightNumber).padStart(4, '0')} `,
        dayOfYear: String(dayOfYear).padStart(3, '0'),
        compartment: record.cabin === 'Business' ? 'J' : 'Y',
        seat: record.seat.padStart(4, '0'),
        sequence: `0${record.sequence} `,
        passengerStatus: '1',
        conditionalSize: '00',
      })
    }
  })

  it('names the passenger of its record', () => {
    for (const { givenName, familyName, barcode } of records) {
      const [family = '', given = ''] = itemsOf(barcode).name.trimEnd().split('/')
      const wholeFamily = transliterate(familyName)
      expect(family).toBe(wholeFamily.slice(0, 18))
      expect(given).not.toBe('')
      expect(transliterate(givenName).startsWith(given)).toBe(true)
      if (`${wholeFamily}/${transliterate(givenName)}`.length <= 20) expect(given).toBe(transliterate(givenName))
    }
  })

  it.each([
    ['Łukasz', 'LUKASZ'],
    ['Bjørn Ødegård', 'BJOERN OEDEGAARD'],
    ['Þórdís', 'THORDIS'],
    ['Großmann', 'GROSSMANN'],
    ['Müller', 'MUELLER'],
    ["O'Connor", 'OCONNOR'],
    ['García-Lorca', 'GARCIA LORCA'],
    ['İbrahim Işık', 'IBRAHIM ISIK'],
    ['Nguyễn Đức', 'NGUYEN DUC'],
    ['Ọ̀ṣúnkúnlé', 'OSUNKUNLE'],
    ['Magalhães', 'MAGALHAES'],
    ['Říhová', 'RIHOVA'],
  ])('spells %s as %s', (name, spelled) => {
    expect(transliterate(name)).toBe(spelled)
  })

  it('is what Resolution 792 lays out', () => {
    const pass = {
      givenName: 'Łucja',
      familyName: 'Wiśniewska',
      pnr: 'AB12CD',
      from: 'EDI',
      to: 'CPH',
      carrier: 'XX',
      flightNumber: 412,
      dayOfYear: 9,
      compartment: 'Y',
      seat: '3F',
      sequence: 44,
    }
    expect(bcbp(pass)).toBe('M1WISNIEWSKA/LUCJA    EAB12CD EDICPHXX 0412 009Y003F0044 100')
    expect(bcbp({ ...pass, familyName: 'Papadopoulou-Konstantinidi' })).toBe(
      'M1PAPADOPOULOU KONST/LEAB12CD EDICPHXX 0412 009Y003F0044 100',
    )
  })

  it('has the local date of departure, which UTC may not share', () => {
    const fromTokyo = byFlight.get(77)?.[0]
    expect(fromTokyo?.scheduled?.departureTime).toBe('2027-12-09T00:35:00+09:00')
    expect(fromTokyo?.barcode.slice(44, 47)).toBe('343')
    expect(byFlight.get(366)?.[0]?.barcode.slice(44, 47)).toBe('365')
  })
})
