/** Notes what the service tells other systems: a line of JSON each, since nobody else listens here. */
import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { JsonObject } from '../../../lib/core/format/json.ts'
import { noticeSource } from '../../../lib/service/notices/published.ts'

/** Takes notes. */
export interface NoticesFile {
  /** Writes an event down if it is one of ours. */
  readonly note: (event: JsonObject) => void
  readonly close: () => Promise<void>
}

/** Opens the file, empty at first; only its owner may read it. */
export const openNotices = (file: string): NoticesFile => {
  mkdirSync(dirname(file), { recursive: true })
  const stream = createWriteStream(file, { flags: 'w', mode: 0o600 })
  return {
    note: (event) => {
      if (event.source === noticeSource) stream.write(`${JSON.stringify(event)}\n`)
    },
    close: () => new Promise((resolve) => stream.end(() => resolve())),
  }
}
