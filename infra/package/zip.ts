/** Archives that are the same, byte for byte, whenever and wherever they are made. */
import { type Zippable, zipSync } from 'fflate'

const unix = 3
/** Read by everybody, written by the owner: Lambda runs the code as another user. */
const permissions = 0o644 << 16

/** Zips files, sorted by name, all with the same time and permissions. fflate takes the date's local fields. */
export const zip = (files: ReadonlyMap<string, Uint8Array>): Uint8Array => {
  const names = [...files.keys()].sort()
  const entries: Zippable = {}
  for (const name of names) {
    const bytes = files.get(name)
    if (bytes) entries[name] = [bytes, { mtime: new Date(1980, 0, 1), os: unix, attrs: permissions, level: 6 }]
  }
  return zipSync(entries)
}
