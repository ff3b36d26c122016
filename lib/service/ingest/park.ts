/** Puts events aside whose change cannot be made. */
import { utf8 } from '../../core/bytes.ts'
import type { PasswrightError } from '../../core/errors.ts'
import { ofSeverity } from '../../core/finding.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Parked, ParkedEvent } from '../../ports/parked.ts'
import type { Random } from '../../ports/random.ts'
import type { PassId, Records } from '../../ports/records.ts'
import { persist } from '../back-off.ts'
import { limits } from '../limits.ts'
import type { Tombstones } from '../passes/tombstones.ts'
import { sha256Hex } from '../sha256.ts'
import type { EventHead } from './read-event.ts'

/** What {@link makePark} needs. */
export interface ParkParts {
  readonly parked: Parked
  readonly records: Records
  readonly clock: Clock
  readonly random: Random
  readonly tombstones: Tombstones
}

/** Puts an event aside: its text, what could be read of it, and what is wrong with it. */
export type Park = (body: string, head: EventHead, fault: PasswrightError) => Promise<void>

const { most, characters, reasonCharacters } = limits.event.fault

/** The same for the same event, whatever is wrong with it and however it was written. */
const idOf = (body: string, { source, eventId }: EventHead): Promise<string> =>
  sha256Hex(
    utf8(source === undefined || eventId === undefined ? `body ${body}` : `${source.length}:${source}${eventId}`),
  )

const loneSurrogates = /\p{Cs}/gu

/** A place may be named by what the event holds there, which may be long, and no text that a store takes. */
const reasonOf = (message: string): string => message.slice(0, reasonCharacters).replace(loneSurrogates, '\u{fffd}')

/** The errors among the findings, as far as there is room. */
const findingsOf = ({ findings }: PasswrightError): ParkedEvent['findings'] => {
  let room: number = characters
  return ofSeverity('error', findings)
    .slice(0, most)
    .flatMap(({ code, path, message }) => {
      const size = code.length + path.length + message.length
      if (size > room) return []
      room -= size
      return [{ code, path, message }]
    })
}

/** Makes what puts events aside. */
export const makePark = ({ parked, records, clock, random, tombstones }: ParkParts): Park => {
  const isErased = async (pass: PassId): Promise<boolean> =>
    !(await records.get(pass)) && (await tombstones.isErased(pass))

  return async (body, head, fault) => {
    const { code, message } = fault
    const known = { id: await idOf(body, head), at: clock.now(), code, reason: reasonOf(message) }
    const event = { ...known, findings: findingsOf(fault), ...(head.pass ? { pass: head.pass } : {}) }
    const isKept = code !== 'pass/erased' && utf8(body).length <= limits.jsonBytes
    await persist(random, () => parked.put(isKept ? { ...event, body } : event))
    // Looked at afterwards: whoever erases a pass removes what was put aside before, and what comes later is seen here.
    if (isKept && head.pass && (await isErased(head.pass))) await persist(random, () => parked.put(event))
  }
}
