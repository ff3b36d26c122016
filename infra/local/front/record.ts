/** The record of AWS calls: one JSON object a line, so that a test can compare what was done with what is allowed. */
import { appendFileSync, writeFileSync } from 'node:fs'
import type { Call } from './call.ts'

/** A call that was made. */
export interface RecordedCall extends Call {
  /** The logical id of the role that made it. */
  readonly role: string
  readonly allowed: boolean
}

/** Takes note of a call. */
export type Recorder = (call: RecordedCall) => void

const notRecording: Recorder = () => undefined

/** Writes calls to a file, which is emptied first; without one, nowhere. A line is on disk before the call is answered. */
export const recorder = (file: string | undefined): Recorder => {
  if (file === undefined) return notRecording
  writeFileSync(file, '')
  return (call) => appendFileSync(file, `${JSON.stringify(call)}\n`)
}
