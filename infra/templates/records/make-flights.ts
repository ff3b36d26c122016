/** Writes `flights.ndjson` beside this file. */
import { writeFileSync } from 'node:fs'
import { flightsFile } from './flights.ts'

writeFileSync(new URL('flights.ndjson', import.meta.url), flightsFile())
